"""The school year: the span over which talks, encounters and maxima are counted."""

from dataclasses import dataclass
from datetime import date

FIRST_MONTH = 8


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """One schooljaar, from 1 August of the year `start` up to and including 31 July of the next.

    Source: CBS, begrip "Schooljaar" ("het tijdvak van 1 augustus tot en met 31 juli van het
    daaropvolgend jaar", for vo and mbo alike), the same span as in the Wet voortgezet onderwijs
    2020. The holidays move per region; this span does not.
    """

    start: int

    @property
    def label(self) -> str:
        """Name the school year the way schools write it, such as "2026-2027"."""
        return f"{self.start}-{self.start + 1}"

    @property
    def first_day(self) -> date:
        """Give 1 August, the first day that counts."""
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """Give 31 July, the last day that still counts."""
        return date(self.start + 1, FIRST_MONTH - 1, 31)


def school_year_of(day: date) -> SchoolYear:
    """Return the school year in which `day`, a date in the Netherlands, falls."""
    return SchoolYear(day.year if day.month >= FIRST_MONTH else day.year - 1)
