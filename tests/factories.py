"""Plain functions that make records with sensible values; each adds and flushes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.talk import OfferState, RequestState, Side
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import (
    DayPart,
    HolidayRegion,
    Leerjaar,
    Level,
    OrganisationKind,
    Precision,
    Sector,
    Slot,
    TalkLanguage,
)
from partnerlink.geo.projection import project
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
"""A Tuesday in a school week of every region."""
TODAY = NOW.date()
EMMEN = (52.7792, 6.9061)
COEVORDEN = (52.6613, 6.7407)
ZWOLLE = (52.5168, 6.0830)
MAASTRICHT = (50.8514, 5.6910)
PASSWORD = "een lange zin die niemand raadt"

_numbers = count(1)
_KIND_NAMES = {
    OrganisationKind.SCHOOL: "Veencollege",
    OrganisationKind.MBO: "Mbo De Brug",
    OrganisationKind.HBO: "Hogeschool Oost",
    OrganisationKind.EMPLOYER: "Bakkerij De Molen",
    OrganisationKind.INDIVIDUAL: "Samira el Idrissi",
}


def make_organisation(
    session: Session,
    kind: OrganisationKind = OrganisationKind.SCHOOL,
    *,
    at: tuple[float, float] | None = EMMEN,
    is_verified: bool = True,
    **changes: object,
) -> Organisation:
    """Make an organisation, verified and in Emmen unless said otherwise."""
    values: dict[str, object] = {
        "kind": kind,
        "state": OrganisationState.VERIFIED if is_verified else OrganisationState.UNVERIFIED,
        "verified_by": VerifiedBy.COORDINATOR if is_verified else None,
        "name": _KIND_NAMES[kind],
        "street": "Hoofdstraat",
        "house_number": "1",
        "postcode": "7811 AB",
        "city": "Emmen",
        "levels": frozenset({Level.VMBO_BB, Level.VMBO_KB}) if kind == "school" else frozenset(),
        "pupils": 700 if kind == "school" else None,
        "holiday_region": HolidayRegion.NOORD,
        "region_code": "7",
        "region_name": "Noord- en Midden-Drenthe",
        "created_at": NOW,
    }
    organisation = Organisation(**(values | changes))
    if at is not None:
        x, y = project(*at)
        organisation.place_at(
            latitude=at[0], longitude=at[1], x=round(x), y=round(y), precision=Precision.POSTCODE
        )
    session.add(organisation)
    session.flush()
    return organisation


def make_account(
    session: Session,
    organisation: Organisation | None = None,
    *,
    role: Role | None = None,
    **changes: object,
) -> Account:
    """Make somebody who can sign in: a manager of `organisation`, or a coordinator without one."""
    default = Role.MANAGER if organisation is not None else Role.COORDINATOR
    values: dict[str, object] = {
        "email": f"persoon{next(_numbers)}@example.nl",
        "name": "Anna de Vries",
        "role": role or default,
        "language": StaffLanguage.NL,
        "organisation": organisation,
        "region_code": None if organisation is not None else "7",
        "email_confirmed_at": NOW,
        "created_at": NOW,
    }
    account = Account(**(values | changes))
    session.add(account)
    session.flush()
    return account


def make_offer(
    session: Session, organisation: Organisation | None = None, **changes: object
) -> TalkOffer:
    """Make an open offer: Horeca, vmbo, every morning."""
    organisation = organisation or make_organisation(session, OrganisationKind.EMPLOYER)
    contact = changes.pop("contact", None) or make_account(session, organisation)
    values: dict[str, object] = {
        "organisation": organisation,
        "contact": contact,
        "state": OfferState.OPEN,
        "subject": "Van deeg tot brood",
        "description": "Hoe een bakker werkt, en waarom hij zo vroeg opstaat.",
        "sectors": frozenset({Sector.HORECA}),
        "levels": frozenset({Level.VMBO_BB, Level.VMBO_KB}),
        "slots": frozenset(slot for slot in Slot if slot.endswith("morning")),
        "languages": frozenset({TalkLanguage.NL}),
        "radius_km": 25,
        "talks_per_year": 4,
        "created_at": NOW,
        "published_at": NOW,
    }
    offer = TalkOffer(**(values | changes))
    session.add(offer)
    session.flush()
    return offer


def make_request(
    session: Session,
    organisation: Organisation | None = None,
    *,
    dates: TalkDates | None = None,
    **changes: object,
) -> TalkRequest:
    """Make an open request: Horeca, vmbo 3, three mornings in four weeks from NOW."""
    organisation = organisation or make_organisation(session)
    contact = changes.pop("contact", None) or make_account(session, organisation)
    values: dict[str, object] = {
        "organisation": organisation,
        "contact": contact,
        "state": RequestState.OPEN,
        "subject": "Werken in de bakkerij",
        "takeaway": "Leerlingen weten wat een bakker doet.",
        "sectors": frozenset({Sector.HORECA}),
        "levels": frozenset({Level.VMBO_BB, Level.VMBO_KB}),
        "leerjaren": frozenset({Leerjaar.L3}),
        "host_teacher": "Mevrouw Jansen",
        "radius_km": 25,
        "created_at": NOW,
        "published_at": NOW,
    }
    request = TalkRequest(**(values | changes))
    request.set_dates(dates or TalkDates(options=mornings(3)))
    session.add(request)
    session.flush()
    return request


def mornings(number: int, *, after: date = TODAY, weeks: int = 4) -> tuple[TalkDate, ...]:
    """Return mornings on consecutive weekdays, some weeks after a day."""
    first = after + timedelta(weeks=weeks, days=-after.weekday())
    return tuple(TalkDate(first + timedelta(days=i), DayPart.MORNING) for i in range(number))


def make_question(
    session: Session,
    request: TalkRequest | None = None,
    offer: TalkOffer | None = None,
    *,
    first_step: Side = Side.SCHOOL,
    dates: Sequence[TalkDate] | None = None,
    message: str = "",
    answer_by: date = TODAY + timedelta(days=7),
    now: datetime = NOW,
) -> Talk:
    """Make a talk that waits for an answer: an invitation for every date of the request."""
    request = request or make_request(session)
    talk = Talk.start(
        request,
        offer or make_offer(session),
        first_step=first_step,
        dates=request.dates.options if dates is None else dates,
        message=message,
        answer_by=answer_by,
        now=now,
    )
    session.add(talk)
    session.flush()
    return talk
