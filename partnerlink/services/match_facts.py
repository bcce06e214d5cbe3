"""The facts that matching judges by, each kind read in one statement for many at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from sqlalchemy import Integer, bindparam, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.free_slots import free_slots
from partnerlink.domain.masks import from_mask
from partnerlink.domain.matching import Supply, Wish
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk import TAKES_A_PLACE, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Competence, Level, Sector, Slot, TalkLanguage
from partnerlink.models.among import among
from partnerlink.models.encounter import Encounter
from partnerlink.models.score import Score
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.distances import METRES_PER_KILOMETRE

_members = lru_cache(maxsize=65_536)(from_mask)

# Built once: a list is asked for often, and building a statement takes longer than answering it.
_OFFERS = select(
    TalkOffer.id,
    type_coerce(TalkOffer.sectors, Integer),
    type_coerce(TalkOffer.levels, Integer),
    type_coerce(TalkOffer.slots, Integer),
    type_coerce(TalkOffer.languages, Integer),
    TalkOffer.is_online_possible,
    TalkOffer.radius_km,
    TalkOffer.talks_per_year,
).where(among(TalkOffer.id, "numbers"))
_TALKS = select(Talk.offer_id, Talk.state, Talk.day, Talk.part).where(
    among(Talk.offer_id, "numbers"),
    or_(Talk.asked_at >= bindparam("begin"), Talk.day >= bindparam("first_day")),
)
_SERVED = type_coerce(Encounter.competences, Integer)
_ENCOUNTERS = (
    select(Encounter.school_id, _SERVED, func.count())
    .where(
        among(Encounter.school_id, "numbers"),
        Encounter.day.between(bindparam("first"), bindparam("last")),
    )
    .group_by(Encounter.school_id, _SERVED)
)


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What an offer gives, and how many talks a school year it has room for."""

    supply: Supply
    talks_per_year: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an offer has on: how often it was asked this school year, and when it can't be."""

    asked: int = 0
    taken: frozenset[TalkDate] = frozenset()
    full: frozenset[SchoolYear] = frozenset()

    def is_taken(self, chosen: TalkDate) -> bool:
        """Tell whether the speaker is elsewhere then, or gives no more talks that year."""
        return chosen in self.taken or school_year_of(chosen.day) in self.full


@dataclass(frozen=True, slots=True)
class SchoolRecord:
    """What a school's pupils had this school year, and its place among the scores if known."""

    encounters: int = 0
    served: frozenset[Competence] = frozenset()

    @property
    def gap(self) -> frozenset[Competence]:
        """Return the competences that nothing served yet."""
        return frozenset(Competence) - self.served


NOTHING_ON = Agenda()
NOTHING_YET = SchoolRecord()


def wish_of(request: TalkRequest, *, today: date) -> Wish:
    """Return what a request asks, with the weekly slots of its dates from `today` on."""
    dates = request.dates
    slots = free_slots(dates, frozenset(Slot), today=today, is_taken=lambda _date: False)
    return Wish(
        sectors=request.sectors,
        levels=request.levels,
        slots=slots,
        languages=request.languages,
        venue=request.venue,
        radius=request.radius_km * METRES_PER_KILOMETRE,
        leerjaren=request.leerjaren,
        competences=request.competences,
    )


def facts_of(offer: TalkOffer) -> OfferFacts:
    """Return the facts of one loaded offer."""
    supply = Supply(
        sectors=offer.sectors,
        levels=offer.levels,
        slots=offer.slots,
        languages=offer.languages,
        is_online_possible=offer.is_online_possible,
        radius=offer.radius_km * METRES_PER_KILOMETRE,
    )
    return OfferFacts(supply, offer.talks_per_year)


def offer_facts(session: Session, numbers: Collection[int]) -> dict[int, OfferFacts]:
    """Return the facts of many offers, by id, without loading the offers themselves."""
    return {
        number: OfferFacts(
            Supply(
                sectors=_members(Sector, sectors),
                levels=_members(Level, levels),
                slots=_members(Slot, slots),
                languages=_members(TalkLanguage, languages),
                is_online_possible=is_online,
                radius=kilometres * METRES_PER_KILOMETRE,
            ),
            most,
        )
        for number, sectors, levels, slots, languages, is_online, kilometres, most in (
            session.execute(_OFFERS, {"numbers": numbers})
        )
    }


def agendas(session: Session, most: Mapping[int, int], *, today: date) -> defaultdict[int, Agenda]:
    """Return what offers have on; `most` maps their ids to their talks per school year."""
    first_day = school_year_of(today).first_day
    begin = datetime.combine(first_day, time.min, AMSTERDAM)
    bound = {"numbers": most, "begin": begin, "first_day": first_day}
    asked: Counter[int] = Counter()
    taken = defaultdict(set)
    given: defaultdict[int, Counter[SchoolYear]] = defaultdict(Counter)
    for offer_id, state, day, part in session.execute(_TALKS, bound):
        asked[offer_id] += 1
        if day is not None and part is not None and state in TAKES_A_PLACE:
            given[offer_id][school_year_of(day)] += 1
            if state is TalkState.PLANNED:
                taken[offer_id].add(TalkDate(day, part))
    found: defaultdict[int, Agenda] = defaultdict(lambda: NOTHING_ON)
    for offer_id, number in asked.items():
        full = (year for year, talks in given[offer_id].items() if talks >= most[offer_id])
        found[offer_id] = Agenda(number, frozenset(taken[offer_id]), frozenset(full))
    return found


def school_records(
    session: Session, school_ids: Collection[int], *, today: date
) -> defaultdict[int, SchoolRecord]:
    """Return what the pupils of schools had this school year, by the schools' ids."""
    year = school_year_of(today)
    bound = {"numbers": school_ids, "first": year.first_day, "last": year.last_day}
    found: defaultdict[int, SchoolRecord] = defaultdict(lambda: NOTHING_YET)
    for school_id, served, number in session.execute(_ENCOUNTERS, bound):
        before = found[school_id]
        found[school_id] = SchoolRecord(
            before.encounters + number, before.served | from_mask(Competence, served)
        )
    return found


def score_percentiles(session: Session, codes: Iterable[str]) -> dict[str, float]:
    """Return the place of schools among the disadvantage scores, by their official numbers."""
    chosen = Score.percentiles().where(Score.code.in_(list(codes)))
    return dict(session.execute(chosen).all())
