from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import passwords
from partnerlink.domain.account import Role
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import accounts, demo_accounts
from tests.factories import NOW, PASSWORD, make_account, make_organisation

pytestmark = pytest.mark.both_databases


def signed_up(
    session: Session, email: str, *, mail_domain: str = "veencollege.example", **changes: object
) -> Account:
    """Make somebody who signed a school up and has not confirmed the address."""
    values: dict[str, object] = {"is_verified": False, "mail_domain": mail_domain}
    school = make_organisation(session, **(values | changes))  # type: ignore[arg-type]
    return make_account(
        session, school, email=email, email_confirmed_at=None, password_hash="$argon2id$"
    )


def letters(session: Session) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


@pytest.mark.parametrize("domain", ["veencollege.example", "docent.veencollege.example"])
def test_the_schools_own_mail_domain_verifies_at_once(session: Session, domain: str) -> None:
    account = signed_up(session, f"decaan@{domain}")
    accounts.confirm_email(session, account, now=NOW)
    school = account.organisation
    assert school is not None
    assert (school.state, school.verified_by) == (
        OrganisationState.VERIFIED,
        VerifiedBy.MAIL_DOMAIN,
    )
    decision = session.scalars(select(Decision)).one()
    assert (decision.kind, decision.ground, decision.account_id, decision.decided_at) == (
        DecisionKind.VERIFY,
        "veencollege.example",
        None,
        NOW,
    )
    assert letters(session) == []


@pytest.mark.parametrize(
    ("email", "mail_domain"),
    [
        ("decaan@gmail.com", "veencollege.example"),
        ("decaan@kwaadveencollege.example", "veencollege.example"),
        ("decaan@veencollege.example.evil.example", "veencollege.example"),
        ("veencollege.example@evil.example", "veencollege.example"),
        ("decaan@anything.example", ""),
    ],
)
def test_any_other_domain_waits_for_the_coordinators_of_the_region(
    session: Session, email: str, mail_domain: str
) -> None:
    coordinator = make_account(session)
    make_account(session, region_code="8")
    make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    account = signed_up(session, email, mail_domain=mail_domain)
    accounts.confirm_email(session, account, now=NOW)
    assert account.organisation is not None
    assert account.organisation.state is OrganisationState.UNVERIFIED
    (letter,) = letters(session)
    assert (letter.kind, letter.account_id) == (MailKind.ORGANISATION_WAITING, coordinator.id)
    assert letter.facts == {"organisation_id": account.organisation_id}


def test_a_region_without_a_coordinator_waits_for_the_administrator(session: Session) -> None:
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    make_account(session, is_enabled=False)
    accounts.confirm_email(session, signed_up(session, "a@person.example"), now=NOW)
    assert [letter.account_id for letter in letters(session)] == [administrator.id]


def test_confirming_twice_changes_nothing_the_second_time(session: Session) -> None:
    make_account(session)
    account = signed_up(session, "a@person.example")
    for days in (0, 1):
        accounts.confirm_email(session, account, now=NOW + timedelta(days=days))
    assert account.email_confirmed_at == NOW
    assert len(letters(session)) == 1


def test_a_refused_school_is_not_verified_by_its_mail_domain(session: Session) -> None:
    account = signed_up(session, "decaan@veencollege.example", state=OrganisationState.REFUSED)
    accounts.confirm_email(session, account, now=NOW)
    assert account.organisation is not None
    assert account.organisation.state is OrganisationState.REFUSED


def test_a_coordinators_address_is_confirmed_without_an_organisation(session: Session) -> None:
    account = make_account(session, email_confirmed_at=None)
    accounts.confirm_email(session, account, now=NOW)
    assert account.is_active


def test_a_link_proves_only_the_address_it_was_sent_to(session: Session) -> None:
    account = make_account(session, email="anna@old.example")
    number, email, key = account.id, account.email, account.session_key
    assert accounts.get_by_email_proof(session, number, email, key) is account
    for wrong in ((number, "anna@new.example", key), (999, email, key), (number, email, "old")):
        with pytest.raises(LinkInvalid):
            accounts.get_by_email_proof(session, *wrong)
    account.is_enabled = False
    with pytest.raises(LinkInvalid):
        accounts.get_by_email_proof(session, number, email, key)


class TestPassword:
    def test_the_right_password_finds_the_account(self, session: Session) -> None:
        account = make_account(session, password_hash=passwords.hash_password(PASSWORD))
        found = accounts.find_by_password(session, email=account.email.upper(), password=PASSWORD)
        assert found is account

    @pytest.mark.parametrize(
        "changes",
        [
            {"password_hash": passwords.hash_password("een andere zin dan deze")},
            {"password_hash": None},
            {"password_hash": "no hash at all"},
            {"is_enabled": False},
            {"email_confirmed_at": None},
        ],
    )
    def test_nobody_else_comes_in(self, session: Session, changes: dict[str, object]) -> None:
        values = {"password_hash": passwords.hash_password(PASSWORD)} | changes
        account = make_account(session, **values)  # type: ignore[arg-type]
        found = accounts.find_by_password(session, email=account.email, password=PASSWORD)
        assert found is None

    def test_an_unknown_address_costs_the_same_work(
        self, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        account = make_account(session, password_hash=passwords.hash_password(PASSWORD))
        checked: list[str] = []
        verify = PasswordHasher.verify

        def counting(self: PasswordHasher, stored: str, password: str) -> bool:
            checked.append(stored)
            return verify(self, stored, password)

        monkeypatch.setattr(PasswordHasher, "verify", counting)
        for email in (account.email, "nobody@nowhere.example"):
            accounts.find_by_password(session, email=email, password="een foute zin")

        known, unknown = checked
        assert known == account.password_hash
        assert unknown.rsplit("$", 2)[0] == known.rsplit("$", 2)[0]

    def test_a_new_password_makes_every_session_void(self, session: Session) -> None:
        account = make_account(session)
        before = account.session_key
        accounts.set_password(account, PASSWORD)
        assert passwords.is_right(PASSWORD, account.password_hash)
        assert account.session_key != before
        with pytest.raises(LinkInvalid):
            accounts.get_by_session_key(session, account.id, before)
        assert accounts.get_by_session_key(session, account.id, account.session_key) is account

    def test_a_weaker_hash_is_made_again(self, session: Session) -> None:
        from argon2 import PasswordHasher

        weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        account = make_account(session, password_hash=weak)
        accounts.renew_hash(session, account, PASSWORD)
        assert account.password_hash != weak
        assert passwords.is_right(PASSWORD, account.password_hash)
        strong = account.password_hash
        accounts.renew_hash(session, account, PASSWORD)
        assert account.password_hash == strong

    @pytest.mark.parametrize(
        ("password", "is_easy"),
        [("aaaaaaaaaaaaaaa", True), ("Anna@Veen.example", True), (PASSWORD, False)],
    )
    def test_a_long_password_may_still_be_easy(self, password: str, is_easy: bool) -> None:
        assert passwords.is_easy_to_guess(password, email="anna@veen.example") is is_easy


class TestForgotten:
    def test_who_can_sign_in_gets_a_reset_link(self, session: Session) -> None:
        account = make_account(session)
        accounts.ask_for_reset(session, account.email, now=NOW)
        assert [letter.kind for letter in letters(session)] == [MailKind.RESET_PASSWORD]

    def test_who_never_confirmed_gets_that_letter_again(self, session: Session) -> None:
        account = signed_up(session, "a@person.example")
        accounts.ask_for_reset(session, account.email, now=NOW)
        assert [letter.kind for letter in letters(session)] == [MailKind.CONFIRM_EMAIL]

    def test_others_get_nothing(self, session: Session) -> None:
        closed = make_account(session, is_enabled=False)
        invited = make_account(session, make_organisation(session), email_confirmed_at=None)
        for email in (closed.email, invited.email, "nobody@nowhere.example"):
            accounts.ask_for_reset(session, email, now=NOW)
        assert letters(session) == []


def test_joining_uses_the_invitation_up_and_verifies_nobody(session: Session) -> None:
    school = make_organisation(session, is_verified=False, mail_domain="veencollege.example")
    invited = make_account(
        session, school, email="piet@veencollege.example", email_confirmed_at=None
    )
    key = invited.session_key
    accounts.join(invited, name="Piet Post", password=PASSWORD, now=NOW)
    assert (invited.name, invited.is_active) == ("Piet Post", True)
    assert not school.is_verified
    with pytest.raises(LinkInvalid):
        accounts.get_by_session_key(session, invited.id, key)


def test_the_demonstration_offers_only_its_own_accounts(session: Session) -> None:
    real = make_account(session, email="a@demo.partnerlink.example.evil.example")
    demo = make_account(
        session,
        make_organisation(session, OrganisationKind.EMPLOYER),
        email="bakker@demo.partnerlink.example",
    )
    assert list(demo_accounts.demo_accounts(session)) == [demo]
    assert demo_accounts.get_demo_account(session, demo.id) is demo
    with pytest.raises(LinkInvalid):
        demo_accounts.get_demo_account(session, real.id)
