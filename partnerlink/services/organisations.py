"""Organisations: which region they are in, and who lets them in or keeps them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.organisation import ORGANISATION, VerifiedBy
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services import match_index
from partnerlink.services.colleagues import managers_of
from partnerlink.services.ending_evenings import end_evenings_of
from partnerlink.services.ending_talks import end_talks_of
from partnerlink.services.locating import Address, move
from partnerlink.services.number_claims import release
from partnerlink.services.register_lookup import find_register_entry
from partnerlink.services.talk_dates import today_of


@dataclass(frozen=True)
class Region:
    """An RMC region: its number as DUO writes it, and its name."""

    code: str
    name: str


def region_for(session: Session, x: int, y: int) -> Region | None:
    """Return the region of the located school nearest to a point; None when no school is known.

    `x` and `y` are metres on the plane of `geo.projection`. DUO lists a region with each school
    and with nothing else, and regions are made of whole municipalities, so the nearest school is
    the best witness there is.
    """
    listed = RegisterEntry.schools_near(x, y).where(RegisterEntry.region_code != "")
    nearest = session.scalars(listed.limit(1)).first()
    return Region(nearest.region_code, nearest.region_name) if nearest else None


def settle_in_region(session: Session, organisation: Organisation) -> None:
    """Give an organisation the region that the register lists, else that of its place.

    Without either it keeps the region it had.
    """
    entry = find_register_entry(session, organisation)
    region: Region | None = None
    if entry is not None and entry.region_code:
        region = Region(entry.region_code, entry.region_name)
    elif organisation.x is not None and organisation.y is not None:
        region = region_for(session, organisation.x, organisation.y)
    if region is not None:
        organisation.region_code, organisation.region_name = region.code, region.name


def find_holiday_region_near(session: Session, organisation: Organisation) -> HolidayRegion | None:
    """Return the holiday region of the nearest school on the list: a proposal, no more.

    Of some municipalities a part lies in another region, so a school is asked for its own.
    """
    if organisation.x is None or organisation.y is None:
        return None
    listed = RegisterEntry.schools_near(organisation.x, organisation.y)
    known = listed.where(RegisterEntry.holiday_region.is_not(None))
    nearest = session.scalars(known.limit(1)).first()
    return nearest.holiday_region if nearest else None


def change(
    session: Session,
    organisation: Organisation,
    details: Mapping[str, object],
    *,
    address: Address,
    today: date,
) -> None:
    """Write what a manager says about the organisation, and move it when the address is another.

    `details` are values by the name of their attribute. Who stays keeps the exact point that was
    found for the address.
    """
    for name, value in details.items():
        setattr(organisation, name, value)
    before = organisation.postcode, organisation.house_number, organisation.city
    is_elsewhere = before != (address.postcode, address.house_number, address.city)
    if is_elsewhere or organisation.x is None:
        move(organisation, address)
        settle_in_region(session, organisation)
    organisation.street = address.street
    match_index.refresh_organisation(session, organisation, today=today)


def verify(
    session: Session, organisation: Organisation, *, by: Account, ground: str, now: datetime
) -> None:
    """Let an organisation in on a coordinator's word, and tell its managers.

    Raises NotAllowedNow when it is in already.
    """
    _lock(session, organisation)
    organisation.verify(VerifiedBy.COORDINATOR)
    _decide(session, organisation, DecisionKind.VERIFY, by=by, ground=ground, now=now)
    for manager in session.scalars(managers_of(organisation.id)):
        post(session, MailKind.ORGANISATION_VERIFIED, to=manager, now=now)


def refuse(
    session: Session, organisation: Organisation, *, by: Account, ground: str, now: datetime
) -> None:
    """Keep an organisation out, or put it out, and tell its managers why.

    What it has going on with others ends, its evenings are called off, and they are told. Raises
    NotAllowedNow when it is out already.
    """
    _lock(session, organisation)
    organisation.refuse()
    session.flush()
    end_talks_of(session, organisation, now=now)
    end_evenings_of(session, organisation, now=now)
    _decide(session, organisation, DecisionKind.REFUSE, by=by, ground=ground, now=now)
    for manager in session.scalars(managers_of(organisation.id)):
        post(session, MailKind.ORGANISATION_REFUSED, to=manager, now=now, ground=ground)


def let_go(
    session: Session, organisation: Organisation, *, by: Account, ground: str, now: datetime
) -> bool:
    """Free the number of an organisation that is not what it says; tell whether a trace stays.

    What it has going on with others ends, and they are told; its people read why. Only what others
    shared with it stays.
    """
    _lock(session, organisation)
    number = organisation.id
    release(session, organisation, ground=ground, now=now)
    found = session.get(Organisation, number, populate_existing=True)
    if found is not None:
        _decide(session, found, DecisionKind.REFUSE, by=by, ground=ground, now=now)
    return found is not None


def can_be_let_in(session: Session, organisation: Organisation) -> bool:
    """Tell whether a coordinator can let it in: one that lost its number has nobody left."""
    return session.scalar(Account.of_organisation(organisation.id).limit(1)) is not None


def _lock(session: Session, organisation: Organisation) -> None:
    # Two coordinators who decide at once: the second one reads what the first one decided. The
    # key stays free: whoever posts a letter for this organisation meanwhile must not wait for us.
    columns = organisation.__mapper__.column_attrs.keys()
    try:
        session.refresh(organisation, columns, with_for_update={"key_share": True})
    except InvalidRequestError:
        # Somebody with a better claim took its number at this moment, and it is gone.
        raise NotAllowedNow(ORGANISATION.concept, "decide", "gone") from None


def _decide(
    session: Session,
    organisation: Organisation,
    kind: DecisionKind,
    *,
    by: Account,
    ground: str,
    now: datetime,
) -> None:
    session.add(
        Decision(
            organisation_id=organisation.id,
            account_id=by.id,
            kind=kind,
            ground=ground,
            decided_at=now,
        )
    )
    match_index.refresh_organisation(session, organisation, today=today_of(now))


def decisions_about(organisation: Organisation) -> "Select[Decision, str]":
    """Select the log of an organisation, each line with who decided, newest first.

    The name is None when the mail domain decided, or when that account is gone.
    """
    return (
        select(Decision, Account.name)
        .outerjoin(Account, Decision.account_id == Account.id)
        .where(Decision.organisation_id == organisation.id)
        .order_by(Decision.id.desc())
    )


def last_ground(session: Session, organisation: Organisation) -> str:
    """Return the ground of the latest decision; "" when there is none."""
    latest = session.scalars(decisions_about(organisation).limit(1)).first()
    return latest.ground if latest else ""
