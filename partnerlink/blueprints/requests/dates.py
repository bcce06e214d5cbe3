"""The part of the form that asks when a talk may be: a few days, or a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import Field

from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk import RequestState
from partnerlink.domain.talk_dates import (
    MAX_PERIOD_DAYS,
    TalkDate,
    TalkDates,
    TalkPeriod,
)
from partnerlink.domain.vocabulary import DayPart
from partnerlink.form_fields import Choice, Day, Row, Rows, Slots, Text
from partnerlink.form_fields.draft import DraftForm
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.requests import asked_dates
from partnerlink.services.talk_dates import clock_in_the_netherlands
from partnerlink.words import talk_date

NO_DATES = TalkDates()
PAST = _("Deze dag is voorbij. Kies een dag vanaf vandaag.")
PART_PAST = _("Dit deel van vandaag is al voorbij. Kies een later moment.")


@dataclass(frozen=True)
class Known:
    """What the form must know to judge dates: `stored` and `asked` of an older request.

    `moment` is the present one, on the clock in the Netherlands.

    A day that has passed may stay in a request that is open already; a date on which somebody may
    still say yes has to.
    """

    moment: datetime
    stored: TalkDates = NO_DATES
    asked: frozenset[TalkDate] = frozenset()

    @property
    def today(self) -> date:
        """Return the day."""
        return self.moment.date()


def known_about(request: TalkRequest | None, session: Session, *, now: datetime) -> Known:
    """Return what the form must know: only a request that others saw has dates to keep."""
    moment = clock_in_the_netherlands(now)
    if request is None or request.state is RequestState.DRAFT:
        return Known(moment)
    return Known(moment, stored=request.dates, asked=asked_dates(session, request))


class DateRow(Row):
    """A day and a part of it."""

    day = Day(_("Dag"), earliest=date.min, missing=_("Kies een dag."))
    part = Choice(_("Dagdeel"), DayPart, look="select", missing=_("Kies een dagdeel bij deze dag."))


class WithDates(DraftForm):
    """A form that asks for date options or a period, and refuses what cannot be."""

    dates: Rows
    period_start: Day
    period_end: Day
    period_slots: Slots
    known: Known

    def know(self, known: Known) -> None:
        """Take what is known, and look no further than the end of the next school year."""
        self.known = known
        # Days or a period: neither may be left out, though each alone may.
        self.dates.required = True
        latest = SchoolYear(school_year_of(known.today).start + 1).last_day
        rows = [entry.form["day"] for entry in self.dates.entries]
        for field in [*rows, self.period_start, self.period_end]:
            cast(Day, field).latest = latest

    @property
    def talk_dates(self) -> TalkDates:
        """Return when the talk may be, from a form whose dates are right."""
        options = tuple(chosen for _field, chosen in self._options())
        first, last = self.period_start.data, self.period_end.data
        period = TalkPeriod(first, last, self.period_slots.data) if first and last else None
        return TalkDates(options=options, period=period)

    def has_good_dates(self) -> bool:
        """Refuse dates that cannot be, each beside its own field; True when all are right."""
        for field, sentence in [*self._option_problems(), *self._period_problems()]:
            field.errors = [*field.errors, str(sentence)]
        entries = [*self.dates.entries, self.period_start, self.period_end, self.period_slots]
        if any(entry.errors for entry in entries):
            return False
        problem = self._whole_problem()
        if problem:
            self.refuse("dates", problem)
        return not problem

    def _options(self) -> Iterator[tuple[Field, TalkDate]]:
        for entry in self.dates.entries:
            day, part = entry.form["day"], entry.form["part"]
            if day.data is not None and part.data is not None and not day.errors:
                yield day, TalkDate(day.data, part.data)

    def _option_problems(self) -> Iterator[tuple[Field, Text]]:
        seen: set[TalkDate] = set()
        for field, chosen in self._options():
            if chosen in seen:
                yield field, _("Deze dag staat er al met hetzelfde dagdeel.")
            elif chosen.slot is None:
                yield field, _("Deze dag valt in het weekend. Kies een andere dag.")
            elif chosen.is_over(self.known.moment) and chosen not in self.known.stored.options:
                yield field, PAST if chosen.day < self.known.today else PART_PAST
            seen.add(chosen)

    def _period_problems(self) -> Iterator[tuple[Field, Text]]:
        first, last = self.period_start.data, self.period_end.data
        if self.period_start.errors or self.period_end.errors:
            return
        if first is None:
            if last is not None or self.period_slots.data:
                yield self.period_start, _("Vul ook de eerste dag in.")
        elif last is None:
            yield self.period_end, _("Vul ook de laatste dag in.")
        elif last < first:
            yield self.period_end, _("De laatste dag ligt voor de eerste dag.")
        elif (last - first).days > MAX_PERIOD_DAYS:
            yield self.period_end, _("Kies een periode van hoogstens een jaar.")
        else:
            yield from self._full_period_problems(TalkPeriod(first, last, self.period_slots.data))

    def _full_period_problems(self, period: TalkPeriod) -> Iterator[tuple[Field, Text]]:
        stored = self.known.stored.period
        is_stored = stored is not None and stored.first_day == period.first_day
        if period.first_day < self.known.today and not is_stored:
            yield self.period_start, PAST
        elif period.last_day < self.known.today and not is_stored:
            yield self.period_end, PAST
        elif not period.slots:
            if not self.is_draft:
                yield self.period_slots, _("Kies op welke momenten het kan.")
        elif not any(period.dates_from(period.first_day)):
            yield self.period_slots, _("Deze momenten vallen niet in deze periode.")

    def _whole_problem(self) -> Text:
        given = self.talk_dates
        if given.options and given.period is not None:
            return _("Kies dagen of een periode, niet allebei.")
        if given.is_empty and not self.is_draft:
            return _("Kies minstens één dag. Of vul een periode in.")
        lost = sorted(date for date in self.known.asked if not given.holds(date))
        if lost:
            return _(
                "Op %(date)s is al een spreker gevraagd. Laat die dag staan, of trek de vraag in.",
                date=talk_date(lost[0]),
            )
        return ""
