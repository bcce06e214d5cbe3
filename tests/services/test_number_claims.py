"""Somebody has a school's number who is not of the school: how the school gets it back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import LinkInvalid, OrganisationTaken, OrganisationWaits
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.talk import RequestState, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import accounts, organisations
from partnerlink.services.invitations import invite
from tests.factories import NOW, make_account, make_request
from tests.factories_sign_up import (
    IMPOSTOR,
    OFFICIAL,
    come_first,
    confirm_school,
    sign_up_bakery,
    sign_up_school,
)
from tests.factories_talks import make_talk

pytestmark = pytest.mark.both_databases

OTHER = "leraar@gmail.example"


def kinds_to(session: Session, email: str) -> list[str]:
    chosen = select(OutboxMail.kind).where(OutboxMail.recipient == email)
    return list(session.scalars(chosen.order_by(OutboxMail.id)))


def holder(session: Session) -> Organisation:
    return session.scalars(Organisation.by_code(OrganisationKind.SCHOOL, "01AB00")).one()


def test_the_school_itself_wins_over_whoever_came_first(session: Session) -> None:
    come_first(session)
    sign_up_school(session, OFFICIAL)
    assert kinds_to(session, OFFICIAL) == [MailKind.CONFIRM_EMAIL]
    confirm_school(session, OFFICIAL)
    session.commit()

    school = holder(session)
    assert (school.state, school.verified_by) == (
        OrganisationState.VERIFIED,
        VerifiedBy.MAIL_DOMAIN,
    )
    assert (school.claimed_code, school.region_code) == (None, "07")
    assert session.scalars(select(Account.email)).all() == [OFFICIAL]
    assert session.scalars(select(Organisation.id)).all() == [school.id]


def test_an_address_that_was_only_typed_takes_nothing_away(session: Session) -> None:
    impostor = come_first(session)
    make_request(session, impostor.organisation, contact=impostor, state=RequestState.DRAFT)
    sign_up_school(session, OFFICIAL)
    session.commit()
    assert holder(session).id == impostor.organisation_id
    assert session.scalars(select(TalkRequest)).all()
    assert kinds_to(session, IMPOSTOR) == [MailKind.CONFIRM_EMAIL]


def test_whoever_came_first_is_told_and_can_be_invited(session: Session) -> None:
    impostor = come_first(session)
    make_request(session, impostor.organisation, contact=impostor, state=RequestState.DRAFT)
    sign_up_school(session, OFFICIAL)
    teacher = confirm_school(session, OFFICIAL)
    session.commit()

    assert session.scalars(select(TalkRequest)).all() == []
    (letter,) = session.scalars(select(OutboxMail).where(OutboxMail.recipient == IMPOSTOR))
    assert (letter.kind, letter.account_id) == (MailKind.ORGANISATION_LOST, None)
    invite(session, holder(session), name="Toch een", email=IMPOSTOR, by=teacher, now=NOW)
    session.commit()
    assert kinds_to(session, IMPOSTOR)[-1] == MailKind.JOIN


def test_somebody_with_any_other_address_must_wait_for_the_coordinator(session: Session) -> None:
    come_first(session)
    session.commit()
    with pytest.raises(OrganisationWaits):
        sign_up_school(session, OTHER)


def test_a_colleague_on_the_domain_keeps_the_number(session: Session) -> None:
    come_first(session, OFFICIAL)
    holder(session).state = OrganisationState.UNVERIFIED  # The list had no domain then.
    session.commit()
    with pytest.raises(OrganisationWaits):
        sign_up_school(session, "rector@veencollege.example")


def test_a_school_that_was_let_in_stays(session: Session) -> None:
    come_first(session)
    sign_up_school(session, OFFICIAL)
    organisations.verify(session, holder(session), by=make_account(session), ground="", now=NOW)
    session.commit()
    with pytest.raises(OrganisationTaken):
        confirm_school(session, OFFICIAL)
    with pytest.raises(OrganisationTaken):
        sign_up_school(session, "rector@veencollege.example")


def test_of_two_of_the_school_the_first_to_confirm_has_it(session: Session) -> None:
    come_first(session)
    rector = "rector@veencollege.example"
    for email in (OFFICIAL, rector):
        sign_up_school(session, email)
    confirm_school(session, rector)
    session.commit()
    with pytest.raises(OrganisationTaken):
        confirm_school(session, OFFICIAL)


@pytest.mark.parametrize("email", [OFFICIAL, OTHER])
def test_a_refused_sign_up_gives_way(session: Session, email: str) -> None:
    come_first(session)
    organisations.refuse(
        session, holder(session), by=make_account(session), ground="Onbekend.", now=NOW
    )
    session.commit()
    sign_up_school(session, email)
    confirm_school(session, email)
    session.commit()
    is_official = email == OFFICIAL
    assert holder(session).is_verified is is_official
    assert session.scalars(Account.by_email(IMPOSTOR)).one_or_none() is None


def put_out(session: Session) -> Talk:
    """Make a talk that was held at Veencollege, which was put out afterwards."""
    talk = make_talk(session, TalkState.HELD)
    talk.school.code = "01AB00"
    session.flush()
    organisations.refuse(session, talk.school, by=make_account(session), ground="Weg.", now=NOW)
    session.commit()
    return talk


def test_of_one_with_a_past_only_the_school_itself_takes_the_number(session: Session) -> None:
    talk = put_out(session)
    with pytest.raises(OrganisationWaits):
        sign_up_school(session, OTHER)
    session.rollback()
    sign_up_school(session, OFFICIAL)
    confirm_school(session, OFFICIAL)
    session.commit()
    session.refresh(talk.school)
    assert talk.state is TalkState.HELD
    assert (talk.school.code, talk.school.state) == (None, OrganisationState.REFUSED)
    assert not talk.request.contact.is_enabled
    assert holder(session).is_verified


def test_a_coordinator_frees_the_number_of_a_sign_up(session: Session) -> None:
    impostor, kees = come_first(session), make_account(session)
    assert impostor.organisation is not None
    has_trace = organisations.let_go(
        session, impostor.organisation, by=kees, ground="Grap.", now=NOW
    )
    session.commit()
    assert not has_trace
    assert session.scalars(select(Organisation)).all() == []
    (letter,) = session.scalars(select(OutboxMail).where(OutboxMail.recipient == IMPOSTOR))
    assert (letter.kind, letter.facts["ground"]) == (MailKind.ORGANISATION_LOST, "Grap.")
    sign_up_school(session, OTHER)


def test_a_coordinator_frees_the_number_of_one_that_others_have_talks_with(
    session: Session,
) -> None:
    talk, kees = make_talk(session, TalkState.PLANNED), make_account(session)
    talk.school.code = "01AB00"
    session.flush()
    assert organisations.let_go(session, talk.school, by=kees, ground="Grap.", now=NOW)
    session.commit()
    session.refresh(talk)
    assert talk.state is TalkState.CANCELLED
    assert talk.school.code is None
    assert MailKind.TALK_CANCELLED in kinds_to(session, talk.offer.contact.email)
    decision = session.scalars(select(Decision)).one()
    assert (decision.kind, decision.ground) == (DecisionKind.REFUSE, "Grap.")
    assert not organisations.can_be_let_in(session, talk.school)
    sign_up_school(session, OTHER)


def test_a_confirm_link_of_somebody_before_does_not_confirm_a_reused_number(
    session: Session,
) -> None:
    first = sign_up_school(session, OTHER)
    number, key = first.id, first.session_key
    session.commit()
    second = sign_up_school(session, OTHER)  # The same address, once more.
    session.commit()
    assert session.scalars(select(Account.id)).all() == [second.id]
    with pytest.raises(LinkInvalid):
        accounts.get_by_email_proof(session, second.id, OTHER, key)
    if session.get_bind().dialect.name == "sqlite":
        assert second.id == number


def test_where_the_register_knows_no_domain_no_address_is_better(session: Session) -> None:
    sign_up_bakery(session, email=OTHER, code="01234567")
    baker = session.scalars(Account.by_email(OTHER)).one()
    accounts.confirm_email(session, baker, now=NOW)
    session.commit()
    with pytest.raises(OrganisationTaken):
        sign_up_bakery(session, email="bram@bakker.example", code="01234567")
