"""Letters about an agreed talk of which something changed: the hour, the way to meet, details."""

from flask_babel import gettext as _

from partnerlink.domain.talk import TalkState
from partnerlink.mail.agreed_talk import (
    agreed_facts,
    in_your_calendar,
    look_buttons,
    reply_to,
    what_is_agreed,
    what_is_missing,
)
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.letter import Letter
from partnerlink.mail.letters_talk_questions import why_of_talk
from partnerlink.mail.occasion import Occasion, TalkEnd, find_talk_end
from partnerlink.mail.talk_calendar import calendar_part
from partnerlink.mail.talk_facts import (
    agreed_day,
    agreed_time,
    amount_row,
    host_row,
    room_row,
    spelregels_row,
)

DETAILS = {
    "host_teacher": host_row,
    "room": room_row,
    "groups": amount_row,
    "pupils": amount_row,
    "spelregels": spelregels_row,
}
"""How each part of a request that may change late is told."""


def time_changed(end: TalkEnd) -> Letter | None:
    """Tell the hour, and put it in the calendar, until that is over."""
    if not _goes_on(end):
        return None
    return _changed(
        end,
        subject=_("Het lesuur van de gastles op %(day)s", day=agreed_day(end.talk)),
        told=(
            _("De gastles is op %(time)s.", time=agreed_time(end.talk)),
            _("De dag blijft dezelfde."),
        ),
    )


def meeting_changed(end: TalkEnd) -> Letter | None:
    """Tell whether the talk is at school or online, and on which link."""
    if not _goes_on(end):
        return None
    talk, day = end.talk, agreed_day(end.talk)
    if not talk.is_online:
        subject = _("De gastles op %(day)s is op school", day=day)
        told = _("De gastles is op school.")
    elif talk.meeting_link:
        subject = _("De link voor de gastles op %(day)s", day=day)
        told = _("De gastles is online. De link staat hieronder bij “Waar”.")
    else:
        subject = _("De gastles op %(day)s is online", day=day)
        told = _online_without_link(end)
    return _changed(end, subject=subject, told=(told, what_is_agreed(end)))


def details_changed(occasion: Occasion) -> Letter | None:
    """Tell the speaker what the school changed of the practical part, and only that.

    `facts` name the changed parts in `changed`, with spaces between.
    """
    end = find_talk_end(occasion)
    if end is None or not _goes_on(end):
        return None
    names = str(occasion.facts["changed"]).split()
    rows = dict.fromkeys(DETAILS[name](end.talk) for name in names)
    return Letter(
        subject=_("Veranderd: gastles op %(day)s", day=agreed_day(end.talk)),
        preheader=_("%(school)s paste iets aan.", school=end.there.name),
        paragraphs=(
            what_is_agreed(end),
            _("%(school)s paste iets aan. Dag en tijd blijven dezelfde.", school=end.there.name),
        ),
        facts=tuple((term, value or _("niets meer")) for term, value in rows),
        buttons=look_buttons(end),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.REQUEST),
        reply_to=reply_to(end),
    )


def _changed(end: TalkEnd, *, subject: str, told: tuple[str, ...]) -> Letter:
    return Letter(
        subject=subject,
        preheader=told[0],
        paragraphs=told,
        facts=agreed_facts(end),
        buttons=(*what_is_missing(end), *look_buttons(end)),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.REQUEST),
        reply_to=reply_to(end),
    )


def _goes_on(end: TalkEnd) -> bool:
    return end.talk.state is TalkState.PLANNED and not end.talk.is_over(end.now)


def _online_without_link(end: TalkEnd) -> str:
    if end.is_school:
        return _("De gastles is online. Vul nog de link in waarmee de spreker bij u komt.")
    return _("De gastles is online. U hoeft niet te reizen. De school stuurt u nog de link.")


def _afterwards(end: TalkEnd) -> tuple[str, ...]:
    ask = _("Past dit niet? Antwoord op deze mail. Die gaat naar %(p)s.", p=end.contact_there.name)
    return in_your_calendar(end), ask
