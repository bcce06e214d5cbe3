"""Letters about a date agreed on: planned, moved, does it go on, called off."""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import RequestState, TalkState
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.letter import Button, Letter, Look
from partnerlink.mail.letters_talk_answers import other_matches, reason_of
from partnerlink.mail.letters_talk_questions import why_of_talk
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.talk_calendar import calendar_part
from partnerlink.mail.talk_facts import (
    Row,
    agreed_day,
    agreed_row,
    agreed_time,
    class_rows,
    contact_row,
    distance_row,
    host_row,
    introduced,
    place_row,
    school_row,
    speaker_row,
    spelregels_row,
    subject_row,
)


def planned(end: TalkEnd) -> Letter | None:
    """Confirm the date to one side, with the event for the calendar."""
    talk = end.talk
    if talk.state is not TalkState.PLANNED:
        return None
    return Letter(
        subject=_("Afgesproken: gastles op %(day)s", day=agreed_day(talk)),
        preheader=f"{talk.request.subject} – {end.there.name}",
        paragraphs=(_what_is_agreed(end), *_good_to_know(end)),
        facts=_agreed_facts(end),
        buttons=_look_buttons(end),
        afterwards=(
            _("De afspraak voor uw agenda zit bij deze mail."),
            _("Een vraag? Antwoord op deze mail. Die gaat naar %(p)s.", p=end.contact_there.name),
            _("Kunt u toch niet? Zeg het zo snel mogelijk af bij “Bekijk de afspraak”."),
        ),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.REQUEST),
        reply_to=_reply_to(end),
    )


def time_changed(end: TalkEnd) -> Letter | None:
    """Tell the new time, and move the event in the calendar."""
    talk = end.talk
    if talk.state is not TalkState.PLANNED:
        return None
    return Letter(
        subject=_("Nieuwe tijd: gastles op %(day)s", day=agreed_day(talk)),
        preheader=agreed_time(talk),
        paragraphs=(
            _("De tijd van de gastles is veranderd. De dag blijft dezelfde."),
            _("De gastles is nu op %(time)s.", time=agreed_time(talk)),
        ),
        facts=_agreed_facts(end),
        buttons=_look_buttons(end),
        afterwards=(
            _("De nieuwe tijd voor uw agenda zit bij deze mail."),
            _(
                "Past dit niet? Antwoord op deze mail. Die gaat naar %(p)s.",
                p=end.contact_there.name,
            ),
        ),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.REQUEST),
        reply_to=_reply_to(end),
    )


def reconfirm(end: TalkEnd) -> Letter | None:
    """Ask whether the talk goes on, unless this side said so or the day has come."""
    talk = end.talk
    has_begun = talk.starts_at is None or talk.starts_at <= end.now
    if talk.state is not TalkState.PLANNED or has_begun or talk.reconfirmed_at(end.side):
        return None
    yes = answer_link(talk, end.account, end.side, "reconfirm")
    no = answer_link(talk, end.account, end.side, "cancel")
    return Letter(
        subject=_("Gaat de gastles op %(day)s door?", day=agreed_day(talk)),
        preheader=_("Eén klik is genoeg. Dan weet %(name)s het zeker.", name=end.there.name),
        paragraphs=(
            _what_is_agreed(end),
            _("Gaat dit door? Laat het weten met een van de knoppen."),
        ),
        facts=_agreed_facts(end),
        buttons=(
            Button(_("Ja, het gaat door"), yes),
            Button(_("Nee, het gaat niet door"), no, Look.SECOND),
        ),
        afterwards=(
            _("Een vraag? Antwoord op deze mail. Die gaat naar %(p)s.", p=end.contact_there.name),
        ),
        why=why_of_talk(end),
        reply_to=_reply_to(end),
    )


def cancelled(end: TalkEnd) -> Letter | None:
    """Tell that the talk is off, why, and what comes next; take it out of the calendar."""
    talk = end.talk
    if talk.state is not TalkState.CANCELLED:
        return None
    is_own = talk.ended_by is end.side
    told = (
        _("U heeft de gastles van %(time)s afgezegd.", time=agreed_time(talk))
        if is_own
        else _("%(name)s heeft de gastles afgezegd.", name=end.there.name)
    )
    ahead = other_matches(end)
    return Letter(
        subject=_("De gastles op %(day)s gaat niet door", day=agreed_day(talk)),
        preheader=told,
        paragraphs=(told, _what_comes_next(end)),
        quote=None if is_own else reason_of(end),
        facts=(subject_row(talk), agreed_row(talk), _other_row(end)),
        buttons=(ahead,) if ahead else _look_buttons(end),
        afterwards=(_("De bijlage haalt de afspraak uit uw agenda."),),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.CANCEL),
        reply_to=_reply_to(end),
    )


def _what_is_agreed(end: TalkEnd) -> str:
    if end.is_school:
        return _(
            "%(who)s geeft een gastles bij u op %(time)s.",
            who=introduced(end.contact_there, end.there),
            time=agreed_time(end.talk),
        )
    return _(
        "U geeft een gastles op %(school)s op %(time)s.",
        school=end.there.name,
        time=agreed_time(end.talk),
    )


def _good_to_know(end: TalkEnd) -> tuple[str, ...]:
    host = end.talk.request.host_teacher
    if not host:
        return ()
    if end.is_school:
        return (_("%(host)s ontvangt de spreker, en blijft erbij.", host=host),)
    return (_("%(host)s ontvangt u, en blijft bij de les.", host=host),)


def _agreed_facts(end: TalkEnd) -> tuple[Row, ...]:
    talk = end.talk
    return (
        subject_row(talk),
        agreed_row(talk),
        place_row(talk),
        *(() if end.is_school else (distance_row(end),)),
        *class_rows(talk),
        host_row(talk),
        spelregels_row(talk),
        contact_row(end),
    )


def _other_row(end: TalkEnd) -> Row:
    return speaker_row(end.talk) if end.is_school else school_row(end.talk)


def _what_comes_next(end: TalkEnd) -> str:
    if not end.is_school and end.talk.ended_by is end.side:
        return _("We laten het de school weten.")
    if not end.is_school:
        return _("U hoeft die dag niet te komen. Dank u wel dat u wilde helpen.")
    if other_matches(end) is not None:
        return _("Uw aanvraag staat weer open. Bekijk wie er nog meer kan komen.")
    if end.talk.request.state is RequestState.PLANNED:
        return _("We vragen nu uw reserve. U hoort het zodra die antwoordt.")
    return _("Uw aanvraag is gesloten, want er zijn geen datums meer over.")


def _look_buttons(end: TalkEnd) -> tuple[Button, ...]:
    url = links.absolute("talks.show", number=end.talk.id)
    return (Button(_("Bekijk de afspraak"), url),)


def _reply_to(end: TalkEnd) -> tuple[str, str]:
    return end.contact_there.name, end.contact_there.email
