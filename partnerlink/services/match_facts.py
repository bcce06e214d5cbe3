"""The facts that matching judges by, each kind read in one statement for many at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Integer, and_, bindparam, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.distance import METRES_PER_KILOMETRE
from partnerlink.domain.free_slots import free_slots
from partnerlink.domain.masks import from_mask
from partnerlink.domain.matching import Supply, Wish
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk import TAKES_A_PLACE, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import Competence, DayPart, Level, Sector, Slot, TalkLanguage
from partnerlink.models.among import among
from partnerlink.models.encounter import Encounter
from partnerlink.models.score import Score
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.holidays import holidays_of_each
from partnerlink.services.speakers import places_elsewhere

TalkRow = tuple[TalkState, date | None, DayPart | None]
_ALL_COMPETENCES = frozenset(Competence)

# Built once: a list is asked for often, and building a statement takes longer than answering it.
_COUNTS = or_(Talk.asked_at >= bindparam("begin"), Talk.day >= bindparam("first_day"))
_TALKS = select(Talk.offer_id, Talk.state, Talk.day, Talk.part).where(
    among(Talk.offer_id, "numbers"), _COUNTS
)
_OFFERS_WITH_TALKS = (
    select(
        TalkOffer.id,
        type_coerce(TalkOffer.sectors, Integer),
        type_coerce(TalkOffer.levels, Integer),
        type_coerce(TalkOffer.slots, Integer),
        type_coerce(TalkOffer.languages, Integer),
        TalkOffer.is_online_possible,
        TalkOffer.radius_km,
        TalkOffer.talks_per_year,
        Talk.state,
        Talk.day,
        Talk.part,
    )
    # The list again for the talks: else PostgreSQL reads every talk there is to join them.
    .outerjoin(Talk, and_(Talk.offer_id == TalkOffer.id, among(Talk.offer_id, "numbers"), _COUNTS))
    .where(among(TalkOffer.id, "numbers"))
)
_SERVED = type_coerce(Encounter.competences, Integer)
_ENCOUNTERS = (
    select(Encounter.school_id, _SERVED, func.count(Encounter.meeting.distinct()))
    .where(
        among(Encounter.school_id, "numbers"),
        Encounter.day.between(bindparam("first"), bindparam("last")),
        # An evening brings nobody from outside into school, so it takes nobody's turn.
        Encounter.evening_id.is_(None),
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
        return _ALL_COMPETENCES - self.served


NOTHING_ON = Agenda()
NOTHING_YET = SchoolRecord()


def dates_of(
    session: Session, requests: Collection[TalkRequest], *, now: datetime
) -> dict[int, TalkDates]:
    """Return when the talks of requests may still be, by id: of a period only the school days."""
    moment = now.astimezone(AMSTERDAM)
    dates = {request.id: request.dates.left_at(moment) for request in requests}
    schools = {
        request.organisation_id: request.organisation
        for request in requests
        if dates[request.id].period is not None
    }
    kept = holidays_of_each(session, schools.values())
    return {
        request.id: dates[request.id].on_school_days(kept.get(request.organisation_id, ()))
        for request in requests
    }


def wish_of(request: TalkRequest, dates: TalkDates, *, today: date) -> Wish:
    """Return what a request asks, with the weekly slots of its `dates` from `today` on."""
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


def offers_with_agendas(
    session: Session, numbers: Collection[int], *, today: date
) -> dict[int, tuple[OfferFacts, Agenda]]:
    """Return what offers give and have on, by id, without loading the offers themselves."""
    bound = {"numbers": numbers} | _counted_from(today)
    facts: dict[int, OfferFacts] = {}
    talks: defaultdict[int, list[TalkRow]] = defaultdict(list)
    for number, *said, state, day, part in session.execute(_OFFERS_WITH_TALKS, bound):
        if number not in facts:
            facts[number] = _facts_from(*said)
        if state is not None:
            talks[number].append((state, day, part))
    elsewhere = places_elsewhere(session, numbers, today=today)
    return {
        number: (each, _agenda(talks[number], each.talks_per_year, elsewhere[number]))
        if number in talks or number in elsewhere
        else (each, NOTHING_ON)
        for number, each in facts.items()
    }


def agendas(session: Session, most: Mapping[int, int], *, today: date) -> defaultdict[int, Agenda]:
    """Return what offers have on; `most` maps their ids to their talks per school year."""
    talks: defaultdict[int, list[TalkRow]] = defaultdict(list)
    bound = {"numbers": most} | _counted_from(today)
    for offer_id, state, day, part in session.execute(_TALKS, bound):
        talks[offer_id].append((state, day, part))
    found: defaultdict[int, Agenda] = defaultdict(lambda: NOTHING_ON)
    elsewhere = places_elsewhere(session, most, today=today)
    found.update(
        {
            number: _agenda(talks[number], most[number], elsewhere[number])
            for number in talks.keys() | elsewhere.keys()
        }
    )
    return found


def _counted_from(today: date) -> dict[str, date]:
    first_day = school_year_of(today).first_day
    return {"begin": datetime.combine(first_day, time.min, AMSTERDAM), "first_day": first_day}


def _facts_from(
    sectors: int,
    levels: int,
    slots: int,
    languages: int,
    is_online: bool,
    kilometres: int,
    most: int,
) -> OfferFacts:
    supply = Supply(
        sectors=from_mask(Sector, sectors),
        levels=from_mask(Level, levels),
        slots=from_mask(Slot, slots),
        languages=from_mask(TalkLanguage, languages),
        is_online_possible=is_online,
        radius=kilometres * METRES_PER_KILOMETRE,
    )
    return OfferFacts(supply, most)


def _agenda(talks: Sequence[TalkRow], most: int, elsewhere: frozenset[TalkDate]) -> Agenda:
    given: Counter[SchoolYear] = Counter()
    taken = set()
    for state, day, part in talks:
        if day is not None and part is not None and state in TAKES_A_PLACE:
            given[school_year_of(day)] += 1
            if state is TalkState.PLANNED:
                taken.add(TalkDate(day, part))
    full = frozenset(year for year, number in given.items() if number >= most)
    return Agenda(len(talks), elsewhere.union(taken), full)


def school_records(
    session: Session, school_ids: Collection[int], *, today: date
) -> defaultdict[int, SchoolRecord]:
    """Return what the pupils of schools had this school year, by the schools' ids.

    Presentation evenings do not count: docs/decisions/0015-what-time-brings-an-evening.md.
    """
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
