"""A planned talk as calendars know it, for one of its two ends."""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.domain.talk import TalkState
from partnerlink.mail.calendar import CalendarMethod, CalendarTalk, invitation
from partnerlink.mail.letter import CalendarPart
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.sender import sender
from partnerlink.mail.talk_facts import (
    Row,
    class_rows,
    host_row,
    hour_to_come,
    place,
    room_row,
    spelregels_row,
)
from partnerlink.models.talk import Talk


def calendar_talk(end: TalkEnd) -> CalendarTalk:
    """Describe a talk with an agreed time for the receiver's calendar.

    No address of a person stands in the description: it also goes into feeds, which may leak.
    Raises ValueError when no time is agreed.
    """
    talk, organiser = end.talk, sender()
    if talk.starts_at is None or talk.ends_at is None:
        raise ValueError(f"talk {talk.id} has no time")
    return CalendarTalk(
        uid=talk.calendar_uid,
        sequence=talk.calendar_sequence,
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        summary=_summary(talk),
        description=_description(end),
        location=place(talk),
        organiser_name=organiser.display_name,
        organiser_email=organiser.addr_spec,
        attendees=((end.account.name, end.account.email),),
        is_cancelled=talk.state is TalkState.CANCELLED,
        is_provisional=talk.lacks_time,
        changed_at=talk.changed_at,
        url=links.absolute("talks.show", number=talk.id),
    )


def calendar_part(end: TalkEnd, *, method: CalendarMethod) -> CalendarPart:
    """Return the part of a letter that puts the talk in a calendar, or takes it out."""
    return CalendarPart(method, invitation(calendar_talk(end), method=method))


def _summary(talk: Talk) -> str:
    subject = talk.request.subject
    if talk.lacks_time:
        return _("Gastles: %(subject)s (tijd volgt)", subject=subject)
    return _("Gastles: %(subject)s", subject=subject)


def _description(end: TalkEnd) -> str:
    talk = end.talk
    who = _("Spreker") if end.is_school else _("School")
    rows: tuple[Row, ...] = (
        (_("Tijd"), hour_to_come(talk)),
        (_("Link"), talk.meeting_link if talk.is_online else ""),
        (who, f"{end.contact_there.name}, {end.there.name}"),
        host_row(talk),
        room_row(talk),
        *class_rows(talk),
        spelregels_row(talk),
    )
    return "\n".join(f"{term}: {value}" for term, value in rows if value)
