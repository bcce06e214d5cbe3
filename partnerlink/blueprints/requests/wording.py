"""What its school reads about a request."""

from collections.abc import Callable, Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, Refusal
from partnerlink.domain.school_year import school_year_of
from partnerlink.models.talk_request import TalkRequest
from partnerlink.refusals import sentence
from partnerlink.services.requests import days_off, is_all_holiday
from partnerlink.talk_words import Row, request_rows
from partnerlink.words import listing, long_date

MISSING = {
    "subject": _l("waar de gastles over gaat"),
    "takeaway": _l("wat de leerlingen meenemen"),
    "sectors": _l("welk werk"),
    "levels": _l("het niveau"),
    "leerjaren": _l("het leerjaar"),
    "host_teacher": _l("de docent die de spreker ontvangt"),
    "place": _l("het adres van uw school"),
    "dates": _l("wanneer het kan"),
}
"""What a draft lacks, by the names of `TalkRequest.missing`."""

TOLD: dict[str, Callable[[], str]] = {
    "publish": lambda: _("Uw aanvraag staat open. Kijk wie er kan komen."),
    "pause": lambda: _("Uw aanvraag is gepauzeerd."),
    "resume": lambda: _("Uw aanvraag staat weer open."),
    "close": lambda: _("Uw aanvraag is gesloten."),
}
"""What is told after a step."""


def copy_words(request: TalkRequest, *, today: date) -> str:
    """Return what the button to copy a request says: only of an earlier year it names this one."""
    day = request.created_at.date() if request.dates.is_empty else request.dates.last_day
    if school_year_of(day) < school_year_of(today):
        return _("Kopieer naar dit schooljaar")
    return _("Kopieer")


def own_rows(request: TalkRequest) -> list[Row]:
    """Return what its school reads of a request: what partners read, and its past dates too."""
    reserve = _("Ja, graag") if request.wants_reserve else _("Nee")
    return [
        *request_rows(request),
        (_("Waar in de school"), request.room),
        (_("Reservespreker"), reserve),
    ]


def missing_in_words(request: TalkRequest) -> str:
    """Return what a draft still lacks, as a sentence has it."""
    return listing(str(MISSING[name]) for name in request.missing)


def date_warnings(session: Session, request: TalkRequest) -> list[str]:
    """Return a sentence for each holiday in which a date falls, or for the whole period."""
    given, school = request.dates, request.organisation
    off = days_off(session, school, [option.day for option in given.options])
    warnings = [
        ngettext(
            "Let op: %(days)s is een vrije dag (%(name)s).",
            "Let op: %(days)s zijn vrije dagen (%(name)s).",
            len(days),
            days=listing(long_date(day) for day in days),
            name=name,
        )
        for name, days in _by_holiday(off).items()
    ]
    period = given.period
    if period is not None and period.slots and is_all_holiday(session, school, period):
        warnings.append(_("Let op: in deze hele periode heeft uw school vrij."))
    return warnings


def _by_holiday(off: Iterable[tuple[date, str]]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for day, name in off:
        found.setdefault(name, []).append(day)
    return found


def refusal_words(refusal: Refusal) -> str:
    """Return what the form says on top when it cannot be placed or kept."""
    if isinstance(refusal, Incomplete) and "place" in refusal.missing:
        return _("We weten nog niet waar uw school is. Vul eerst het adres in.")
    return sentence(refusal)
