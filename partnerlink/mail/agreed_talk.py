"""What every letter about an agreed talk tells: who, when, where, and what is still to come."""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.answer_links import answer_link
from partnerlink.mail.letter import Button, Look
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.talk_facts import (
    Row,
    agreed_row,
    agreed_time,
    class_rows,
    contact_row,
    distance_row,
    host_row,
    introduced,
    offer_row,
    place_row,
    room_row,
    spelregels_row,
    subject_row,
)


def what_is_agreed(end: TalkEnd) -> str:
    """Say in a sentence who gives a talk, when, and whether anybody travels."""
    time, school = agreed_time(end.talk), end.talk.school.name
    if not end.is_school:
        if end.talk.is_online:
            return _(
                "U geeft online een gastles aan %(school)s op %(time)s.", school=school, time=time
            )
        return _("U geeft een gastles op %(school)s op %(time)s.", school=school, time=time)
    who = introduced(end.contact_there, end.there)
    if end.talk.is_online:
        return _("%(who)s geeft u online een gastles op %(time)s.", who=who, time=time)
    return _("%(who)s geeft een gastles bij u op %(time)s.", who=who, time=time)


def good_to_know(end: TalkEnd) -> tuple[str, ...]:
    """Say what is still to come, and who of the school is there."""
    return tuple(said for said in (_hour(end), _link(end), _host(end)) if said)


def _hour(end: TalkEnd) -> str:
    if not end.talk.lacks_time:
        return ""
    if end.is_school:
        return _("Hoe laat is de les? Kies nu het lesuur. De spreker krijgt dan bericht.")
    return _("De school kiest nog het lesuur. U krijgt dan bericht.")


def _link(end: TalkEnd) -> str:
    if not end.talk.lacks_link:
        return ""
    if end.is_school:
        return _("Vul ook de link in waarmee de spreker online bij u komt.")
    return _("De school stuurt u nog de link.")


def _host(end: TalkEnd) -> str:
    host = end.talk.request.host_teacher
    if not host:
        return ""
    if end.talk.is_online:
        return _("%(host)s is bij de les.", host=host)
    if end.is_school:
        return _("%(host)s ontvangt de spreker, en blijft erbij.", host=host)
    return _("%(host)s ontvangt u, en blijft bij de les.", host=host)


def in_your_calendar(end: TalkEnd) -> str:
    """Say what the event that goes with the letter is."""
    if end.talk.lacks_time:
        return _("De afspraak voor uw agenda zit bij deze mail. De tijd is nog voorlopig.")
    return _("De afspraak voor uw agenda zit bij deze mail.")


def agreed_facts(end: TalkEnd) -> tuple[Row, ...]:
    """Return everything that one end needs to know."""
    talk = end.talk
    return (
        subject_row(talk),
        offer_row(end),
        agreed_row(talk),
        place_row(talk),
        room_row(talk),
        *(() if end.is_school else (distance_row(end),)),
        *class_rows(talk),
        host_row(talk),
        spelregels_row(talk),
        contact_row(end),
    )


def what_is_missing(end: TalkEnd, *, look: Look = Look.FIRST) -> tuple[Button, ...]:
    """Return the buttons with which the school says what is still to come; the first is `look`."""
    if not end.is_school:
        return ()
    talk, asked = end.talk, []
    if talk.lacks_time:
        asked.append((_("Kies het lesuur"), "set_time"))
    if talk.lacks_link:
        asked.append((_("Vul de link in"), "set_link"))
    return tuple(
        Button(
            words, answer_link(talk, end.account, end.side, action), look if first else Look.LINK
        )
        for first, (words, action) in zip((True, False), asked, strict=False)
    )


def look_buttons(end: TalkEnd) -> tuple[Button, ...]:
    """Return the way to the talk; second to what is still to do."""
    url = links.absolute("talks.show", number=end.talk.id)
    look = Look.SECOND if what_is_missing(end) else Look.FIRST
    return (Button(_("Bekijk de afspraak"), url, look),)


def reply_to(end: TalkEnd) -> tuple[str, str]:
    """Return whom an answer to the letter reaches."""
    return end.contact_there.name, end.contact_there.email
