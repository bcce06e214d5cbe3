"""Invitations: the same to the inviter whoever the address belongs to."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken, NotVerified
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import colleagues
from partnerlink.services.invitations import (
    Invitation,
    find_invitation,
    invite,
    waiting_invitations,
    withdraw_invitation,
)
from tests.factories import NOW, make_account, make_offer, make_organisation

NEW = "bram@veencollege.nl"


def ask(session: Session, by: Account, email: str, *, days: int = 0, name: str = "Bram") -> None:
    assert by.organisation is not None
    invite(session, by.organisation, name=name, email=email, by=by, now=NOW + timedelta(days=days))
    session.flush()


def home_of(account: Account) -> Organisation:
    assert account.organisation is not None
    return account.organisation


@pytest.fixture
def anna(session: Session) -> Account:
    return make_account(session, make_organisation(session))


@pytest.mark.both_databases
def test_somebody_new_gets_an_account_that_waits_and_a_letter(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    ask(session, anna, "Bram@Veencollege.nl")
    bram = session.scalars(Account.by_email(NEW)).one()
    assert (bram.role, bram.is_active, bram.organisation_id) == (
        Role.MEMBER,
        False,
        anna.organisation_id,
    )
    letter = session.scalars(select(OutboxMail)).one()
    assert (letter.kind, letter.account_id, letter.facts["invited_by"]) == (
        MailKind.JOIN,
        bram.id,
        anna.name,
    )


@pytest.mark.both_databases
def test_an_address_of_elsewhere_looks_the_same_in_the_list(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    elsewhere = [
        make_account(session, make_organisation(session, OrganisationKind.MBO)),
        make_account(session, make_organisation(session, OrganisationKind.HBO), role=Role.MEMBER),
        make_account(session),
    ]
    before = [(one.name, one.role, one.organisation_id, one.session_key) for one in elsewhere]
    ask(session, anna, NEW)
    for one in elsewhere:
        ask(session, anna, one.email)
    waiting = waiting_invitations(session, home_of(anna))
    assert waiting == [Invitation("Bram", NEW, NOW)] + [
        Invitation("Bram", one.email, NOW) for one in elsewhere
    ]
    assert before == [(o.name, o.role, o.organisation_id, o.session_key) for o in elsewhere]
    kinds = session.scalars(select(OutboxMail.kind).order_by(OutboxMail.id)).all()
    assert kinds == [MailKind.JOIN] + [MailKind.EMAIL_IN_USE] * 3


@pytest.mark.both_databases
def test_somebody_who_left_another_organisation_can_join_here(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    college = make_organisation(session, OrganisationKind.MBO)
    stays, left = make_account(session, college), make_account(session, college, email=NEW)
    offer = make_offer(session, college, contact=left)
    before = left.session_key, left.feed_version
    colleagues.disable(session, left, successor=stays, now=NOW)
    offer.contact = left  # Written at the very moment of the closing.
    reset = post(session, MailKind.RESET_PASSWORD, to=left, now=NOW)
    session.commit()

    ask(session, anna, NEW, name="Bram Bos")

    session.commit()
    assert (left.organisation_id, left.role, left.name) == (
        anna.organisation_id,
        Role.MEMBER,
        "Bram Bos",
    )
    assert (left.is_enabled, left.is_active, left.password_hash) == (True, False, None)
    assert left.session_key != before[0]
    assert left.feed_version > before[1]
    assert offer.contact_id == stays.id
    assert reset not in session
    assert [one.email for one in waiting_invitations(session, home_of(anna))] == [NEW]


@pytest.mark.both_databases
def test_who_asked_somebody_before_they_left_still_sees_them_in_the_list(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    other = make_account(session, make_organisation(session))
    college = make_organisation(session, OrganisationKind.MBO)
    left = make_account(session, college, email=NEW, role=Role.MEMBER)
    ask(session, other, NEW)
    colleagues.disable(session, left, successor=make_account(session, college), now=NOW)
    ask(session, anna, NEW)
    for manager in (anna, other):
        assert [one.email for one in waiting_invitations(session, home_of(manager))] == [NEW]


@pytest.mark.both_databases
@pytest.mark.parametrize("has_account", [True, False])
def test_asking_again_moves_the_day_and_adds_no_line(session: Session, has_account: bool) -> None:
    anna = make_account(session, make_organisation(session))
    if has_account:
        make_account(session, make_organisation(session, OrganisationKind.MBO), email=NEW)
    ask(session, anna, NEW)
    ask(session, anna, NEW, days=2)
    waiting = waiting_invitations(session, home_of(anna))
    assert waiting == [Invitation("Bram", NEW, NOW + timedelta(days=2))]


def test_asking_again_makes_the_first_link_void(session: Session, anna: Account) -> None:
    ask(session, anna, NEW)
    bram = session.scalars(Account.by_email(NEW)).one()
    key = bram.session_key
    ask(session, anna, NEW)
    assert bram.session_key != key


@pytest.mark.both_databases
@pytest.mark.parametrize("has_account", [True, False])
def test_an_invitation_taken_back_is_gone(session: Session, has_account: bool) -> None:
    anna = make_account(session, make_organisation(session))
    if has_account:
        make_account(session, make_organisation(session, OrganisationKind.MBO), email=NEW)
    ask(session, anna, NEW)
    ask(session, anna, NEW)
    withdraw_invitation(session, home_of(anna), NEW, now=NOW)
    session.flush()
    assert find_invitation(session, home_of(anna), NEW) is None
    assert session.scalars(select(OutboxMail)).all() == []
    left = session.scalars(Account.by_email(NEW)).one_or_none()
    assert (left is not None) is has_account


def test_taking_back_never_touches_a_colleague_or_a_stranger(
    session: Session, anna: Account
) -> None:
    stranger = make_account(session, make_organisation(session, OrganisationKind.MBO))
    for email in (anna.email, stranger.email, "niemand@example.nl"):
        withdraw_invitation(session, home_of(anna), email, now=NOW)
    session.flush()
    assert anna.is_active
    assert stranger.is_active


def test_a_colleague_who_is_here_is_not_asked_again(session: Session, anna: Account) -> None:
    with pytest.raises(EmailTaken):
        ask(session, anna, anna.email)


def test_a_colleague_who_left_can_come_back_as_a_member(session: Session, anna: Account) -> None:
    bram = make_account(
        session,
        home_of(anna),
        email=NEW,
        is_enabled=False,
        password_hash="oud",
    )
    ask(session, anna, NEW, name="Bram Bos")
    assert (bram.is_enabled, bram.is_active, bram.password_hash) == (True, False, None)
    assert (bram.role, bram.name) == (Role.MEMBER, "Bram Bos")
    assert [one.email for one in waiting_invitations(session, home_of(anna))] == [NEW]


def test_who_joined_waits_no_longer(session: Session, anna: Account) -> None:
    ask(session, anna, NEW)
    session.scalars(Account.by_email(NEW)).one().confirm_email(NOW)
    session.flush()
    assert waiting_invitations(session, home_of(anna)) == []


def test_one_organisation_does_not_see_what_another_asked(session: Session, anna: Account) -> None:
    other = make_account(session, make_organisation(session, OrganisationKind.MBO))
    ask(session, anna, other.email)
    ask(session, anna, NEW)
    assert waiting_invitations(session, home_of(other)) == []


def test_who_is_not_verified_writes_to_nobody(session: Session) -> None:
    anna = make_account(session, make_organisation(session, is_verified=False))
    with pytest.raises(NotVerified):
        ask(session, anna, NEW)
    assert session.scalars(select(OutboxMail)).all() == []
