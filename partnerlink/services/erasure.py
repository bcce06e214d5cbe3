"""Erase an organisation that asks for it: everything goes, only numbers stay.

Source: the privacy page ("Dan wissen we alles van u. Alleen aantallen blijven."). It takes two
steps, since a letter is written from the records that it is about: first `leave` ends what goes
on with others, who get the letters they always get then; once these are sent, `erase` takes the
records away. Names that others wrote in texts of their own are not looked for.
"""

from collections import Counter
from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.organisation import ORGANISATION
from partnerlink.domain.talk import GOING_ON, OFFER, REQUEST, TalkState
from partnerlink.geo.address_cache import cache_key
from partnerlink.geo.errors import HouseNumberMalformed, PostcodeMalformed
from partnerlink.models.account import Account
from partnerlink.models.base import Base
from partnerlink.models.decision import Decision
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.geocoded_address import GeocodedAddress
from partnerlink.models.household import Household
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.pupil import Pupil
from partnerlink.models.pupil_upload import PupilColumns
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import offers, requests
from partnerlink.services.ending_evenings import end_evenings_of, lock_evenings
from partnerlink.services.ending_talks import end_talks_of, lock_ends


class LettersWait(Exception):
    """Others were not told yet, so the records their letters are about must stay a while."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def extent_of(session: Session, organisation: Organisation) -> Counter[str]:
    """Count what there is of an organisation, by what it is called; `encounters` will stay."""
    counted = {name: _count(session, what) for name, what in belongings(organisation.id)}
    held = select(func.count()).where(
        or_(Encounter.school_id == organisation.id, Encounter.partner_id == organisation.id)
    )
    return Counter(counted) + Counter(encounters=session.scalars(held).one())


def count_going_on(session: Session, organisation: Organisation, *, now: datetime) -> int:
    """Count the talks that `leave` would end, of which the other side is told."""
    chosen = _going_on(organisation, now=now).with_only_columns(func.count(Talk.id))
    return session.scalars(chosen).one()


def leave(session: Session, organisation: Organisation, *, now: datetime) -> None:
    """End what goes on with others, take everything out of sight, and close the accounts.

    The other side of each talk is told by mail, and so are the families of an evening that is
    called off. A second time changes nothing.
    """
    _lock(session, organisation)
    end_talks_of(session, organisation, now=now)
    end_evenings_of(session, organisation, now=now)
    for account in session.scalars(Account.of_organisation(organisation.id)):
        account.is_enabled = False
        account.sign_out_everywhere()
        account.renew_feed()
    _close_everything(session, organisation, now=now)


def erase(session: Session, organisation: Organisation) -> None:
    """Take away everything there is of an organisation that has left; see `leave`.

    Of a school at which pupils met somebody the numbers stay, in its region and without a name.
    Raises LettersWait while the others are still to be told.
    """
    _lock(session, organisation)
    lock_ends(session, organisation, of=Talk.between(organisation.id))
    lock_evenings(session, organisation)
    waiting = _count_waiting_for_others(session, organisation.id)
    if waiting:
        raise LettersWait(waiting)
    _forget_place(session, organisation)
    for _name, what in belongings(organisation.id):
        table, condition = what
        session.execute(delete(table).where(condition))
    if session.scalar(select(Encounter.id).where(Encounter.school_id == organisation.id).limit(1)):
        _strip(organisation)
    else:
        session.execute(delete(Organisation).where(Organisation.id == organisation.id))


Belonging = tuple[type[Base], ColumnElement[bool]]


def belongings(number: int) -> tuple[tuple[str, Belonging], ...]:
    """Name what hangs on an organisation, in an order in which it can be taken away."""
    own_letter = or_(
        OutboxMail.organisation_id == number,
        OutboxMail.account_id.in_(_accounts_of(number)),
        OutboxMail.facts["organisation_id"].as_integer() == number,
        _is_about_talk_of(number),
    )
    own_evenings = select(Evening.id).where(Evening.organisation_id == number)
    return (
        ("letters", (OutboxMail, own_letter)),
        ("talks", (Talk, or_(Talk.school_id == number, Talk.partner_id == number))),
        ("offers", (TalkOffer, TalkOffer.organisation_id == number)),
        ("requests", (TalkRequest, TalkRequest.organisation_id == number)),
        ("families", (Household, Household.evening_id.in_(own_evenings))),
        ("pupils", (Pupil, Pupil.evening_id.in_(own_evenings))),
        ("evenings", (Evening, Evening.organisation_id == number)),
        ("mappings", (PupilColumns, PupilColumns.organisation_id == number)),
        ("holidays", (SchoolHoliday, SchoolHoliday.organisation_id == number)),
        ("decisions", (Decision, Decision.organisation_id == number)),
        ("accounts", (Account, Account.organisation_id == number)),
    )


def _count(session: Session, what: Belonging) -> int:
    table, condition = what
    return session.scalars(select(func.count()).select_from(table).where(condition)).one()


def _count_waiting_for_others(session: Session, number: int) -> int:
    """Count the letters that still go to the other side of talks, and to families."""
    to_partner = and_(OutboxMail.account_id.not_in(_accounts_of(number)), _is_about_talk_of(number))
    to_family = and_(OutboxMail.carer_id.is_not(None), OutboxMail.organisation_id == number)
    waiting = select(func.count(OutboxMail.id)).where(
        OutboxMail.state == MailState.WAITING, or_(to_partner, to_family)
    )
    return session.scalars(waiting).one()


def _accounts_of(number: int) -> Select[int]:
    return select(Account.id).where(Account.organisation_id == number)


def _is_about_talk_of(number: int) -> ColumnElement[bool]:
    own = Talk.between(number).with_only_columns(Talk.id)
    is_about: ColumnElement[bool] = OutboxMail.facts["talk_id"].as_integer().in_(own)
    return is_about


def _lock(session: Session, organisation: Organisation) -> None:
    mine = select(Organisation.id).where(Organisation.id == organisation.id)
    session.execute(mine.with_for_update(key_share=True))


def _going_on(organisation: Organisation, *, now: datetime) -> "Select[Talk]":
    # What has begun can no longer be called off: it was held, or it was not.
    is_over = and_(Talk.state == TalkState.PLANNED, Talk.begun_by(now))
    return Talk.between(organisation.id).where(Talk.state.in_(GOING_ON), ~is_over)


def _close_everything(session: Session, organisation: Organisation, *, now: datetime) -> None:
    for offer in session.scalars(
        TalkOffer.of_organisation(organisation.id).options(joinedload(TalkOffer.organisation))
    ).all():
        if OFFER.allows("close", offer.state):
            offers.take_step(session, offer, "close", now=now)
    for request in session.scalars(
        TalkRequest.of_organisation(organisation.id).options(joinedload(TalkRequest.organisation))
    ).all():
        if REQUEST.allows("close", request.state):
            requests.take_step(session, request, "close", now=now)


def _forget_place(session: Session, organisation: Organisation) -> None:
    """Forget what PDOK said about the address, unless somebody else is there too."""
    neighbour = select(Organisation.id).where(
        Organisation.id != organisation.id,
        Organisation.postcode == organisation.postcode,
        Organisation.house_number == organisation.house_number,
    )
    if session.scalar(neighbour.limit(1)) is not None:
        return
    # Of half an address nothing was ever asked.
    with suppress(PostcodeMalformed, HouseNumberMalformed):
        key = cache_key(organisation.postcode, organisation.house_number)
        session.execute(delete(GeocodedAddress).where(GeocodedAddress.key == key))


def _strip(school: Organisation) -> None:
    """Leave of a school what its numbers need: its kind, its size and its region."""
    for name in ("name", "street", "house_number", "postcode", "city", "phone", "website"):
        setattr(school, name, "")
    school.mail_domain = ""
    school.claimed_code = None
    for name in ("code", "branch_number", "latitude", "longitude", "x", "y", "precision"):
        setattr(school, name, None)
    school.holiday_region = None
    school.levels = frozenset()
    if ORGANISATION.allows("refuse", school.state):
        school.refuse()
