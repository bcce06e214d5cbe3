"""Judge one pair with everything that is known of it: can they meet, and how well do they fit?"""

from dataclasses import dataclass, replace
from datetime import date

from partnerlink.domain import matching
from partnerlink.domain.free_slots import free_slots
from partnerlink.domain.matching import Fit, Supply, Tier, Wish
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import Competence
from partnerlink.services.match_facts import Agenda, OfferFacts, SchoolRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it stands today."""

    wish: Wish
    dates: TalkDates
    record: SchoolRecord


@dataclass(frozen=True, slots=True)
class Given:
    """An offer as it stands today."""

    facts: OfferFacts
    agenda: Agenda


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well two fit that can meet; the reasons are worked out when they are asked for."""

    tier: Tier
    wish: Wish
    supply: Supply
    metres: int
    gap: frozenset[Competence]

    @property
    def fit(self) -> Fit:
        """Return how well the two fit, and why."""
        return matching.judge(self.wish, self.supply, self.metres, gap=self.gap)

    @property
    def is_online(self) -> bool:
        """Tell whether they can meet online only."""
        return not matching.can_travel(self.wish, self.supply, self.metres)


def judge(asked: Asked, given: Given, metres: int, *, today: date) -> Judgement | None:
    """Return how well a pair at this distance fits; None when a hard filter keeps it apart.

    Dates on which the speaker is at another school, and those of school years in which the
    offer is full, count as dates the two do not share.
    """
    wish, gap = asked.wish, asked.record.gap
    supply = _as_it_stands(given, asked.dates, today=today)
    if matching.find_obstacle(wish, supply, metres) is not None:
        return None
    tier = matching.tier_of(wish, supply, metres, gap=gap)
    return Judgement(tier, wish, supply, metres, gap)


def _as_it_stands(given: Given, dates: TalkDates, *, today: date) -> Supply:
    supply, agenda = given.facts.supply, given.agenda
    if not agenda.taken and not agenda.full:
        return supply
    return replace(
        supply,
        slots=free_slots(dates, supply.slots, today=today, is_taken=agenda.is_taken),
        has_places=not agenda.full or _touches_a_free_year(given, dates, today=today),
    )


def _touches_a_free_year(given: Given, dates: TalkDates, *, today: date) -> bool:
    days = [option.day for option in dates.options if option.day >= today]
    if dates.period is not None:
        days += [max(dates.period.first_day, today), dates.period.last_day]
    return any(school_year_of(day) not in given.agenda.full for day in days)
