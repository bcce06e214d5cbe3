"""End what an organisation has going on with others once it no longer takes part."""

from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import GOING_ON, Ending, Side, TalkState
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.closing import end_waiting
from partnerlink.services.talk_changes import cancel
from partnerlink.services.talks import lock_talk


def end_talks_of(session: Session, organisation: Organisation, *, now: datetime) -> None:
    """End every question, promise and planned talk of an organisation that is put out.

    The other side of each reads that the organisation no longer takes part, and a school gets its
    ranking back. What has begun can no longer be called off: it was held, or it was not. The
    organisation must be locked; its requests and offers, and those at the other end, are locked
    here, in the order of everybody who changes talks.
    """
    going_on = Talk.between(organisation.id).where(Talk.state.in_(GOING_ON))
    lock_ends(session, organisation, of=going_on)
    side = Side.SCHOOL if organisation.is_school else Side.PARTNER
    # The questions first: a school that leaves has no reserve to thank, it tells why it ends.
    end_waiting(session, Talk.between(organisation.id), by=side, now=now, reason=Ending.LEFT)
    for number in session.scalars(_planned(organisation, now=now)).all():
        talk = lock_talk(session, number)
        assert talk is not None
        cancel(session, talk, by=side, reason=Ending.LEFT, now=now)


def lock_ends(session: Session, organisation: Organisation, *, of: "Select[Talk]") -> None:
    """Lock an organisation's requests and offers, and those at the other end `of` its talks.

    The organisation must be locked. Requests go before offers: the order of everybody who changes
    talks.
    """
    for end, key in ((TalkRequest, Talk.request_id), (TalkOffer, Talk.offer_id)):
        is_linked = end.id.in_(of.with_only_columns(key))
        chosen = select(end.id).where(or_(end.organisation_id == organisation.id, is_linked))
        session.execute(chosen.order_by(end.id).with_for_update())


def _planned(organisation: Organisation, *, now: datetime) -> "Select[int]":
    planned = and_(Talk.state == TalkState.PLANNED, ~Talk.begun_by(now))
    chosen = Talk.between(organisation.id).where(planned)
    return chosen.with_only_columns(Talk.id).order_by(Talk.id)
