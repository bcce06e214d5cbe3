from datetime import timedelta

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session

from partnerlink import links
from partnerlink.domain.account import Role
from partnerlink.domain.organisation import OrganisationState
from partnerlink.links import Purpose
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from tests.app_fixtures import SECRET_KEY
from tests.factories import PASSWORD, make_account, make_organisation
from tests.factories_accounts import NEW, Sign, again, anna, is_in, letters
from tests.pages import SignIn, Visitor, statements

LINKS = {
    Purpose.CONFIRM_EMAIL: "/bevestigen/{}",
    Purpose.RESET_PASSWORD: "/wachtwoord/{}",
    Purpose.JOIN: "/uitnodiging/{}",
    Purpose.MOVE_EMAIL: "/nieuw-adres/{}",
}


def facts_for(purpose: Purpose, account: Account) -> tuple[str, ...]:
    """Return what a good link holds besides the number of the account."""
    key = account.session_key
    return (account.email, key) if purpose is Purpose.CONFIRM_EMAIL else (key,)


def confirming(account: Account, sign: Sign) -> str:
    facts = facts_for(Purpose.CONFIRM_EMAIL, account)
    return f"/bevestigen/{sign(Purpose.CONFIRM_EMAIL, account.id, *facts)}"


class TestConfirm:
    def newcomer(self, session: Session, email: str = "decaan@veencollege.example") -> Account:
        school = make_organisation(session, is_verified=False, mail_domain="veencollege.example")
        return anna(session, organisation=school, email=email, email_confirmed_at=None)

    def test_a_mail_scanner_that_follows_the_link_changes_nothing(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        account = self.newcomer(session)
        visitor.get(confirming(account, sign))
        assert account.email in visitor.text
        assert visitor.client.head(visitor.url).status_code == 200
        assert again(session, account).email_confirmed_at is None

    def test_one_button_confirms_verifies_and_signs_in(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        account = self.newcomer(session)
        visitor.get(confirming(account, sign))
        visitor.submit({"password": PASSWORD})
        assert visitor.url.rstrip("/") == "/vandaag"
        assert is_in(visitor)
        assert again(session, account).is_active
        session.refresh(account.organisation)
        assert account.organisation.state is OrganisationState.VERIFIED  # type: ignore[union-attr]

    def test_a_link_that_was_used_signs_nobody_in(
        self, app: Flask, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        account = self.newcomer(session)
        visitor.get(confirming(account, sign))
        link = visitor.url
        visitor.submit({"password": PASSWORD})
        finder = Visitor(app.test_client())
        finder.get(link)
        assert "bevestigd" in finder.text
        finder.get("/inloggen")
        finder.post(link)
        assert finder.url == "/inloggen"
        assert not is_in(finder)

    def test_any_other_address_waits_for_the_coordinator(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        make_account(session)
        account = self.newcomer(session, email="decaan@gmail.example")
        visitor.get(confirming(account, sign))
        visitor.submit({"password": PASSWORD})
        assert letters(session) == [MailKind.ORGANISATION_WAITING]


class TestLinks:
    PATHS = (
        ("/bevestigen/", Purpose.CONFIRM_EMAIL),
        ("/wachtwoord/", Purpose.RESET_PASSWORD),
        ("/uitnodiging/", Purpose.JOIN),
    )

    @pytest.mark.parametrize(("path", "purpose"), PATHS)
    def test_a_forged_link_does_not_work(
        self, visitor: Visitor, session: Session, sign: Sign, path: str, purpose: Purpose
    ) -> None:
        account = anna(session)
        facts = facts_for(purpose, account)
        forged = URLSafeTimedSerializer("another key" * 4, salt=f"partnerlink-{purpose}").dumps(
            [account.id, *facts]
        )
        others = [sign(other, account.id, *facts) for other in Purpose if other is not purpose]
        wrong = [sign(purpose, account.id, "x"), sign(purpose, account.id + 99, *facts)]
        wrong.append(sign(purpose, account.id, *facts[:-1], "of somebody before"))
        good = sign(purpose, account.id, *facts)
        visitor.get(path + good)
        for token in (forged, *others, *wrong, good[:-1], f"{good}x", "x", "é", "%00"):
            visitor.get(path + token, status=410)
            visitor.get("/inloggen")
            visitor.post(path + token, status=410)

    @pytest.mark.parametrize(("path", "purpose"), PATHS)
    def test_a_link_that_is_too_old_does_not_work(
        self,
        visitor: Visitor,
        session: Session,
        path: str,
        purpose: Purpose,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        account = anna(session)
        facts = facts_for(purpose, account)
        serializer = URLSafeTimedSerializer(SECRET_KEY, salt=f"partnerlink-{purpose}")
        age = timedelta(seconds=(links.MAX_AGE_SECONDS[purpose] or 0) + 60)
        signer = serializer.make_signer()
        then = signer.get_timestamp() - int(age.total_seconds())
        monkeypatch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda _: then)
        old = serializer.dumps([account.id, *facts])
        monkeypatch.undo()
        visitor.get(path + old, status=410)

    def test_a_closed_account_gets_in_by_no_link(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        account = anna(session, is_enabled=False)
        for path, purpose in self.PATHS:
            facts = facts_for(purpose, account)
            visitor.get(path + sign(purpose, account.id, *facts), status=410)


class TestReset:
    def test_the_answer_is_the_same_whether_or_not_the_address_is_known(
        self, app: Flask, session: Session
    ) -> None:
        account = anna(session)
        pages = set()
        for email in (account.email, "nobody@nowhere.example"):
            someone = Visitor(app.test_client())
            someone.get("/wachtwoord-vergeten")
            someone.submit({"email": email})
            assert someone.url == "/inloggen"
            token = someone.token
            pages.add(str(someone.page).replace(token, ""))
        assert len(pages) == 1
        assert letters(session) == [MailKind.RESET_PASSWORD]

    def test_a_reset_link_works_once(
        self, visitor: Visitor, session: Session, sign: Sign, sign_in: SignIn
    ) -> None:
        account = anna(session)
        elsewhere = sign_in(account)
        assert is_in(elsewhere)
        link = f"/wachtwoord/{sign(Purpose.RESET_PASSWORD, account.id, account.session_key)}"
        visitor.get(link)
        page = visitor.submit({"new_password": "kort"}, status=422)
        assert "kort" not in str(page.find(id="new_password"))
        visitor.submit({"new_password": NEW})
        assert visitor.url == "/inloggen"
        assert not is_in(elsewhere)
        visitor.get(link, status=410)
        visitor.get("/inloggen")
        visitor.post(link, {"new_password": PASSWORD}, status=410)
        visitor.get("/inloggen")
        visitor.submit({"email": account.email, "password": NEW})
        assert is_in(visitor)


class TestJoin:
    def test_an_invited_colleague_chooses_a_name_and_a_password(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        invited = anna(
            session, role=Role.MEMBER, password_hash=None, email_confirmed_at=None, name="Piet"
        )
        link = f"/uitnodiging/{sign(Purpose.JOIN, invited.id, invited.session_key)}"
        page = visitor.get(link)
        assert page.find(id="name")["value"] == "Piet"  # type: ignore[index]
        page = visitor.submit({"name": "Piet Post", "new_password": invited.email}, status=422)
        assert page.find(id="name")["value"] == "Piet Post"  # type: ignore[index]
        visitor.submit({"name": "Piet Post", "new_password": NEW})
        assert is_in(visitor)
        assert again(session, invited).name == "Piet Post"
        visitor.get(link, status=410)


@pytest.mark.both_databases
@pytest.mark.parametrize("purpose", LINKS)
def test_whoever_looks_at_a_link_makes_nobody_wait(
    app: Flask, session: Session, sign: Sign, purpose: Purpose
) -> None:
    account = anna(session)
    facts = facts_for(purpose, account)
    if purpose is Purpose.MOVE_EMAIL:
        facts += ("nieuw@veencollege.example",)
    address = LINKS[purpose].format(sign(purpose, account.id, *facts))
    visitor = Visitor(app.test_client())
    with statements(app) as seen:
        visitor.get(address)
    assert not [each for each in seen if " FOR " in each and "UPDATE" in each]
