"""Take the first step towards a talk, and find a talk to look at or to change."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.errors import AlreadyLinked, DateNotOffered, NoMatch, NotOpen, NotVerified
from partnerlink.domain.matching import Obstacle, find_obstacle
from partnerlink.domain.talk import GOING_ON, AskedAs, Side
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.mail.outbox import post
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.match_facts import facts_of, wish_of
from partnerlink.services.reserves import find_reserve_date
from partnerlink.services.talk_dates import (
    day_to_answer_by,
    is_findable,
    require_shared,
    today_of,
)

FIRST_LETTER = {Side.SCHOOL: MailKind.TALK_INVITED, Side.PARTNER: MailKind.TALK_APPLIED}


def find_talk(session: Session, number: int, *, organisation_id: int | None) -> Talk | None:
    """Return a talk of this organisation, with everything around it, to look at."""
    if organisation_id is None:
        return None
    chosen = Talk.between(organisation_id).where(Talk.id == number)
    return session.scalar(chosen.options(*WITH_BOTH_ENDS))


def lock_talk(session: Session, number: int) -> Talk | None:
    """Return a talk as it is now, to change it; nobody else can until the transaction ends.

    PostgreSQL locks the request and then the offer, always in that order; on SQLite the writing
    session is alone already.
    """
    ends = select(Talk.request_id, Talk.offer_id).where(Talk.id == number)
    found = session.execute(ends).one_or_none()
    if found is None:
        return None
    lock_ends(session, request_id=found.request_id, offer_id=found.offer_id)
    chosen = select(Talk).where(Talk.id == number).options(*WITH_BOTH_ENDS)
    return session.scalar(chosen.execution_options(populate_existing=True))


def lock_ends(session: Session, *, request_id: int, offer_id: int) -> None:
    """Make whoever changes a talk of this request or this offer wait until this is done."""
    session.execute(select(TalkRequest.id).where(TalkRequest.id == request_id).with_for_update())
    session.execute(select(TalkOffer.id).where(TalkOffer.id == offer_id).with_for_update())


def request_with_school(number: int) -> Select[TalkRequest]:
    """Select a request with what a first step needs to know."""
    return (
        select(TalkRequest)
        .where(TalkRequest.id == number)
        .options(joinedload(TalkRequest.organisation), joinedload(TalkRequest.contact))
    )


def offer_with_partner(number: int) -> Select[TalkOffer]:
    """Select an offer with what a first step needs to know."""
    return (
        select(TalkOffer)
        .where(TalkOffer.id == number)
        .options(joinedload(TalkOffer.organisation), joinedload(TalkOffer.contact))
    )


def start_talk(
    session: Session,
    request: TalkRequest,
    offer: TalkOffer,
    *,
    first_step: Side,
    dates: Collection[TalkDate],
    message: str,
    now: datetime,
) -> Talk:
    """Invite the speaker of `offer`, or apply to `request`, and write to the other side.

    While a speaker is planned a school asks for a reserve, on the date agreed on. Raises
    NotVerified, NotOpen, AlreadyLinked, NoMatch, AtCapacity, DateNotOffered, DatePast or
    SpeakerBusy.
    """
    _lock_and_load(session, request, offer)
    behind = require_first_step(session, request, offer, first_step=first_step, now=now)
    chosen = sorted(frozenset(dates), key=lambda d: (d.day, d.part))
    if behind is not None and chosen != [behind]:
        raise DateNotOffered
    require_shared(session, request, offer, chosen, now=now)
    talk = Talk.start(
        request,
        offer,
        first_step=first_step,
        dates=chosen,
        message=message,
        answer_by=day_to_answer_by(session, request.organisation, chosen, now=now),
        now=now,
        asked_as=AskedAs.SPEAKER if behind is None else AskedAs.RESERVE,
    )
    session.add(talk)
    session.flush()
    letter = FIRST_LETTER[first_step] if behind is None else MailKind.TALK_RESERVE_WANTED
    write_to(session, talk, first_step.other, letter, now=now)
    return talk


def require_first_step(
    session: Session, request: TalkRequest, offer: TalkOffer, *, first_step: Side, now: datetime
) -> TalkDate | None:
    """Check that these two may be brought together at all.

    Returns the date for which a reserve is sought; None when it is a speaker. Raises NotVerified,
    NotOpen, AlreadyLinked or NoMatch.
    """
    mine = request.organisation if first_step is Side.SCHOOL else offer.organisation
    if not mine.is_verified:
        raise NotVerified
    behind = None
    if first_step is Side.SCHOOL:
        behind = find_reserve_date(session, request, now=now)
    is_sought = behind is not None or is_findable(request, now=now)
    if not (is_sought and offer.is_open):
        raise NotOpen
    if find_link(session, request, offer) is not None:
        raise AlreadyLinked
    obstacle = obstacle_between(request, offer, now=now)
    if obstacle is not None:
        raise NoMatch(obstacle)
    return behind


def find_link(session: Session, request: TalkRequest, offer: TalkOffer) -> int | None:
    """Return the number of the talk that already goes on between these two."""
    return session.scalar(
        select(Talk.id).where(
            Talk.request_id == request.id, Talk.offer_id == offer.id, Talk.state.in_(GOING_ON)
        )
    )


def obstacle_between(request: TalkRequest, offer: TalkOffer, *, now: datetime) -> Obstacle | None:
    """Return the hard filter that keeps the two apart, whatever dates are taken or holidays."""
    metres = request.organisation.metres_to(offer.organisation)
    if metres is None:
        return Obstacle.DISTANCE
    wish = wish_of(request, request.dates, today=today_of(now))
    return find_obstacle(wish, facts_of(offer).supply, metres)


def write_to(session: Session, talk: Talk, side: Side, kind: MailKind, *, now: datetime) -> None:
    """Put a letter about `talk` in the outbox, to the contact at one end."""
    post(session, kind, to=talk.contact_at(side), now=now, talk_id=talk.id, side=str(side))


def _lock_and_load(session: Session, request: TalkRequest, offer: TalkOffer) -> None:
    lock_ends(session, request_id=request.id, offer_id=offer.id)
    ends: tuple[Select[Any], ...] = (request_with_school(request.id), offer_with_partner(offer.id))
    for chosen in ends:
        session.scalars(chosen.execution_options(populate_existing=True)).one()
