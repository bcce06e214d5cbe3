"""Talks in every state, and letters about them."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.talk import PART_TIMES, Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.evaluation import Evaluation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from tests.factories import (
    COEVORDEN,
    NOW,
    make_account,
    make_offer,
    make_organisation,
    make_question,
    make_request,
)

SPELREGELS = "Meld u bij de receptie.\nDe les duurt 50 minuten.\nNeem iets mee om te laten zien."


def make_talk_request(session: Session, **changes: object) -> TalkRequest:
    """Make the request of Anna de Vries, of the Veencollege in Emmen."""
    school = make_organisation(session, phone="0591 123 456")
    return make_request(session, school, **({"spelregels": SPELREGELS} | changes))  # type: ignore[arg-type]


def make_talk_offer(session: Session, **changes: object) -> TalkOffer:
    """Make the offer of Hassan Amrani, of a bakery in Coevorden."""
    bakery = make_organisation(
        session,
        OrganisationKind.EMPLOYER,
        at=COEVORDEN,
        city="Coevorden",
        postcode="7741 AB",
        phone="0524 123 456",
    )
    baker = make_account(session, bakery, name="Hassan Amrani")
    return make_offer(session, bakery, **({"contact": baker} | changes))


def make_talk(
    session: Session,
    state: TalkState = TalkState.INVITED,
    *,
    request: TalkRequest | None = None,
    offer: TalkOffer | None = None,
    message: str = "Wij horen graag van u.",
    first_step: Side | None = None,
) -> Talk:
    """Make a talk and lead it to `state` by its own verbs."""
    request = request or make_talk_request(session)
    asks_first = Side.PARTNER if state is TalkState.APPLIED else Side.SCHOOL
    talk = make_question(
        session,
        request,
        offer or make_talk_offer(session),
        first_step=first_step or asks_first,
        message=message,
    )
    for step in STEPS[state]:
        step(talk)
    session.flush()
    return talk


def agree(talk: Talk) -> None:
    """Let the first date that was put forward be accepted."""
    chosen = talk.proposed_dates[0]
    begins, ends = PART_TIMES[chosen.part]
    talk.accept(
        chosen,
        starts_at=datetime.combine(chosen.day, begins, AMSTERDAM),
        ends_at=datetime.combine(chosen.day, ends, AMSTERDAM),
        now=NOW,
    )
    talk.request.fill()


def cancel(talk: Talk) -> None:
    """Let the speaker fall ill."""
    talk.cancel(NOW, by=Side.PARTNER, reason="Ik ben helaas ziek.")
    talk.request.reopen()


STEPS: Mapping[TalkState, tuple[Callable[[Talk], None], ...]] = {
    TalkState.INVITED: (),
    TalkState.APPLIED: (),
    TalkState.PLANNED: (agree,),
    TalkState.RESERVE: (lambda talk: talk.keep_in_reserve(talk.proposed_dates[0], NOW),),
    TalkState.HELD: (agree, lambda talk: talk.record_held()),
    TalkState.NOT_HELD: (agree, lambda talk: talk.record_not_held(reason="Sneeuw")),
    TalkState.DECLINED: (lambda talk: talk.decline(NOW, reason="Die week ben ik weg."),),
    TalkState.EXPIRED: (lambda talk: talk.expire(NOW),),
    TalkState.WITHDRAWN: (
        lambda talk: talk.withdraw(NOW, by=talk.first_step, reason="De klas gaat op kamp."),
    ),
    TalkState.CANCELLED: (agree, cancel),
}


def make_evaluation(session: Session, talk: Talk, side: Side) -> Evaluation:
    """Let one side say how the talk was."""
    said = Evaluation(talk_id=talk.id, side=side, rating=4, wants_again=True, given_at=NOW)
    talk.evaluations.append(said)
    session.flush()
    return said


def post_about(
    session: Session, kind: MailKind, talk: Talk, side: Side, *, now: datetime = NOW
) -> OutboxMail:
    """Write a letter about a talk to the contact at one end."""
    contact = talk.contact_at(side)
    return post(session, kind, to=contact, now=now, talk_id=talk.id, side=str(side))


def post_reset(session: Session, account: Account, *, now: datetime = NOW) -> OutboxMail:
    """Write the plainest letter there is."""
    mail = post(session, MailKind.RESET_PASSWORD, to=account, now=now)
    session.flush()
    return mail
