"""The file for the calendar that goes with a letter to parents, and what is said of it."""

from flask_babel import gettext as _

from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.evening_calendar import invitation_calendar
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.letter import CalendarPart

FILE_NAME = "presentatieavond.ics"


def in_calendar(visit: Visit) -> CalendarPart | None:
    """Return the file with what they come to; None while they have no seat, or no time."""
    return _part(visit, CalendarMethod.PUBLISH)


def out_of_calendar(visit: Visit) -> CalendarPart | None:
    """Return the file that takes it out again; None for who never had it."""
    return _part(visit, CalendarMethod.CANCEL)


def calendar_words(visit: Visit) -> tuple[str, ...]:
    """Say what the file is, when there is one."""
    return (_("Bij deze mail zit een bestand voor uw agenda."),) if visit.in_calendar else ()


def _part(visit: Visit, method: CalendarMethod) -> CalendarPart | None:
    chosen = visit.in_calendar
    if not chosen:
        return None
    content = invitation_calendar(chosen, method=method, now=visit.now)
    return CalendarPart(method, content, FILE_NAME)
