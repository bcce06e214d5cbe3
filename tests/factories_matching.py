"""Offers and requests of every kind around Emmen, for tests that compare with brute force."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import (
    DayPart,
    Level,
    OrganisationKind,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)
from partnerlink.geo.projection import project
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import (
    EMMEN,
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_question,
    make_request,
)

SECTORS = (Sector.HORECA, Sector.ZORG, Sector.ICT)
LEVELS = (Level.VMBO_BB, Level.VMBO_KB, Level.HAVO)
SLOTS = (Slot.MON_MORNING, Slot.TUE_MORNING, Slot.TUE_AFTERNOON, Slot.FRI_EVENING)
LANGUAGES = (TalkLanguage.NL, TalkLanguage.EN, TalkLanguage.AR)
MONDAY = TODAY + timedelta(weeks=4, days=-TODAY.weekday())
OPTIONS = (
    TalkDate(MONDAY, DayPart.MORNING),
    TalkDate(MONDAY + timedelta(days=1), DayPart.MORNING),
    TalkDate(MONDAY + timedelta(days=1), DayPart.AFTERNOON),
    TalkDate(MONDAY + timedelta(days=4), DayPart.EVENING),
    TalkDate(TODAY - timedelta(days=4), DayPart.EVENING),
    TalkDate(MONDAY + timedelta(days=364), DayPart.MORNING),
)
"""Three slots of one week, one that is past, and one of the next school year."""


@dataclass(frozen=True)
class Partner:
    """What is drawn for an offer: metres from the school, and everything it says."""

    east: int
    north: int
    sectors: frozenset[Sector]
    levels: frozenset[Level]
    slots: frozenset[Slot]
    languages: frozenset[TalkLanguage]
    radius_km: int
    is_online_possible: bool
    talks_per_year: int
    planned: tuple[TalkDate, ...]


def some_of(members: tuple[object, ...], *, least: int = 1) -> st.SearchStrategy[frozenset[object]]:
    """Draw a set of members."""
    return st.frozensets(st.sampled_from(members), min_size=least)


def partners() -> st.SearchStrategy[Partner]:
    """Draw a partner within and just beyond the largest radius."""
    metres = st.integers(-60_000, 60_000) | st.sampled_from((0, 1, 3_000, 15_000, -25_000))
    return st.builds(
        Partner,
        east=metres,
        north=metres,
        sectors=some_of(SECTORS),
        levels=some_of(LEVELS),
        slots=some_of(SLOTS),
        languages=some_of(LANGUAGES),
        radius_km=st.sampled_from((3, 15, 25, 75)),
        is_online_possible=st.booleans(),
        talks_per_year=st.integers(1, 2),
        planned=st.lists(st.sampled_from(OPTIONS[:4]), max_size=2, unique=True).map(tuple),
    )


def dates() -> st.SearchStrategy[TalkDates]:
    """Draw date options, or a period that has begun already or runs into the next year."""
    options = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=4, unique=True)
    starts = st.sampled_from((-10, 0, 25, 250))
    periods = st.builds(
        lambda start, days, slots: TalkPeriod(
            TODAY + timedelta(days=start), TODAY + timedelta(days=start + days), slots
        ),
        starts,
        st.sampled_from((0, 3, 20, 60)),
        some_of(SLOTS),
    )
    return options.map(lambda chosen: TalkDates(options=tuple(chosen))) | periods.map(
        lambda period: TalkDates(period=period)
    )


def wishes() -> st.SearchStrategy[dict[str, object]]:
    """Draw what a request asks."""
    return st.fixed_dictionaries(
        {
            "sectors": some_of(SECTORS),
            "levels": some_of(LEVELS),
            "languages": some_of(LANGUAGES, least=0),
            "venue": st.sampled_from(Venue),
            "radius_km": st.sampled_from((5, 25, 75)),
            "dates": dates(),
        }
    )


def place(organisation: Organisation, *, east: int, north: int) -> None:
    """Put an organisation so many metres from Emmen on the plane."""
    x, y = project(*EMMEN)
    organisation.x, organisation.y = round(x) + east, round(y) + north


def add_partner(session: Session, drawn: Partner, *, other: TalkRequest) -> TalkOffer:
    """Add a drawn partner with its offer, its planned talks and its rows of the index."""
    organisation = make_organisation(session, OrganisationKind.EMPLOYER)
    place(organisation, east=drawn.east, north=drawn.north)
    offer = make_offer(
        session,
        organisation,
        sectors=drawn.sectors,
        levels=drawn.levels,
        slots=drawn.slots,
        languages=drawn.languages,
        radius_km=drawn.radius_km,
        is_online_possible=drawn.is_online_possible,
        talks_per_year=drawn.talks_per_year,
    )
    for chosen in drawn.planned:
        add_planned_talk(session, offer, chosen, other=other)
    match_index.refresh_offer(session, offer, today=TODAY)
    return offer


def add_planned_talk(
    session: Session,
    offer: TalkOffer,
    chosen: TalkDate,
    *,
    other: TalkRequest,
    now: datetime = NOW,
) -> Talk:
    """Plan a talk of an offer on a date, for a copy of another school's request."""
    request = make_request(session, other.organisation, contact=other.contact)
    talk = make_question(session, request, offer, dates=[chosen], now=now)
    talk.accept(chosen, starts_at=now, ends_at=now + timedelta(hours=1), now=now)
    session.flush()
    return talk


def add_other_request(session: Session) -> TalkRequest:
    """Add a request of a school elsewhere, that no search finds."""
    school = make_organisation(session, name="Een andere school")
    return make_request(session, school, contact=make_account(session, school))
