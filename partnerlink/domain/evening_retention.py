"""How long what people told about themselves for an evening is kept.

Source: the product's specification of presentation evenings, "Privacy". What was never held, a
draft or an evening that was called off, counts from the day on which it would have been.
"""

from datetime import date, timedelta
from enum import StrEnum

from partnerlink.domain.school_year import school_year_of


class Kept(StrEnum):
    """What is erased, each at its own time: the first goes first."""

    LIST = "list"
    NEEDS = "needs"
    CONTACT = "contact"
    PUPILS = "pupils"


IN_WORDS = {
    Kept.LIST: "the list of pupils that was uploaded and not imported",
    Kept.NEEDS: "what families need",
    Kept.CONTACT: "addresses, links, answers and mails of families",
    Kept.PUPILS: "names and presentations of pupils",
}
"""How the log names what was erased."""
LISTS_ARE_KEPT = timedelta(days=1)
"""A list of pupils that is being looked at, from when it was uploaded."""
_KEPT_FOR = {Kept.NEEDS: timedelta(days=7), Kept.CONTACT: timedelta(days=28)}


def erased_on(what: Kept, day: date) -> date:
    """Return the day on which an evening on `day` loses its `what`; the same rule as below."""
    next_year = school_year_of(day).last_day + timedelta(days=1)
    return next_year if what is Kept.PUPILS else min(day + _KEPT_FOR[what], next_year)


def erased_up_to(what: Kept, today: date) -> date:
    """Return the last day of the evenings that have lost their `what` by `today`.

    Needs are kept for 7 days and contact for 28, pupils until 31 July; nothing of people is kept
    from one school year to the next. `what` is not a list, which has no day. Both are dates in the
    Netherlands.
    """
    last_year = school_year_of(today).first_day - timedelta(days=1)
    if what is Kept.PUPILS:
        return last_year
    return max(today - _KEPT_FOR[what], last_year)
