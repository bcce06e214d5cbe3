from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db, links, passwords
from partnerlink.app import create_app
from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.links import Purpose
from tests.app_fixtures import settings_for
from tests.factories import PASSWORD, make_account, make_organisation
from tests.factories_accounts import NEW, Sign, again, anna, is_in
from tests.pages import SignIn, Visitor


class TestAccount:
    def test_name_and_language_are_changed(self, session: Session, sign_in: SignIn) -> None:
        account = anna(session)
        someone = sign_in(account)
        page = someone.get("/account")
        assert page.find(id="name")["value"] == "Anna de Vries"  # type: ignore[index]
        assert page.select_one("input[name=language]:checked")["value"] == "nl"  # type: ignore[index]
        page = someone.submit({"name": "Anna Visser", "language": "en"})
        assert page.html["lang"] == "en"  # type: ignore[index]
        assert again(session, account).name == "Anna Visser"
        assert account.language is StaffLanguage.EN

    def test_a_new_password_needs_the_present_one_and_signs_out_elsewhere(
        self, session: Session, sign_in: SignIn
    ) -> None:
        account = anna(session)
        here, elsewhere = sign_in(account), sign_in(account)
        here.get("/account/wachtwoord")
        wrong = here.submit({"present_password": NEW, "new_password": NEW}, status=422)
        assert "niet uw wachtwoord" in wrong.get_text()
        assert wrong.select_one("label[for=new_password]").text == "Kies een nieuw wachtwoord"  # type: ignore[union-attr]
        assert is_in(elsewhere)
        here.submit({"present_password": PASSWORD, "new_password": NEW})
        assert is_in(here)
        assert not is_in(elsewhere)
        assert passwords.is_right(NEW, again(session, account).password_hash)

    def test_what_is_missing_is_told_in_the_order_of_the_page(
        self, session: Session, sign_in: SignIn
    ) -> None:
        someone = sign_in(anna(session))
        someone.get("/account/wachtwoord")
        page = someone.submit({}, status=422)
        assert [link.text for link in page.select("#fouten a")] == [
            "Vul uw wachtwoord van nu in.",
            "Kies een nieuw wachtwoord.",
        ]

    def test_other_devices_and_old_links_can_be_shut_out(
        self, visitor: Visitor, session: Session, sign_in: SignIn, sign: Sign
    ) -> None:
        account = anna(session)
        here, elsewhere = sign_in(account), sign_in(account)
        reset = sign(Purpose.RESET_PASSWORD, account.id, account.session_key)
        here.get("/account")
        here.post("/account/overal-uitloggen")
        assert is_in(here)
        assert not is_in(elsewhere)
        visitor.get(f"/wachtwoord/{reset}", status=410)

    def test_the_calendar_address_is_shown_and_renewed(
        self, app: Flask, session: Session, sign_in: SignIn
    ) -> None:
        account = anna(session)
        someone = sign_in(account)

        def facts() -> list[object]:
            address = str(someone.get("/account").find(id="feed")["value"])  # type: ignore[index]
            assert address.startswith("http://localhost/agenda/")
            with app.app_context():
                token = address.removeprefix("http://localhost/agenda/").removesuffix(".ics")
                return links.read(Purpose.FEED, token)

        assert facts() == [account.id, 1]
        someone.post("/account/agenda")
        assert facts() == [account.id, 2]

    def test_a_coordinator_without_an_organisation_has_an_account_too(
        self, session: Session, sign_in: SignIn
    ) -> None:
        coordinator = make_account(session)
        session.commit()
        sign_in(coordinator).get("/account")


class TestDemo:
    @pytest.fixture
    def app(self, database_url: str) -> Iterator[Flask]:
        made = create_app(settings_for(database_url, is_demo=True))
        yield made
        made.extensions[db.EXTENSION].engine.dispose()

    def test_every_role_is_offered_and_one_button_signs_in(
        self, visitor: Visitor, session: Session
    ) -> None:
        baker = make_organisation(session, OrganisationKind.EMPLOYER)
        anna(session, organisation=baker, email="baker@demo.partnerlink.example")
        make_account(session, email="real@veencollege.example", name="Echt Iemand")
        session.commit()
        page = visitor.get("/inloggen")
        assert [link.get_text() for link in page.select(".record a")] == ["Anna de Vries"]
        assert "Bakkerij De Molen" in visitor.text
        visitor.get(str(page.select_one(".record a")["href"]))  # type: ignore[index]
        assert not is_in(visitor)
        visitor.submit()
        assert is_in(visitor)

    def test_a_demo_link_is_only_for_demo_accounts(
        self, visitor: Visitor, session: Session, sign: Sign
    ) -> None:
        visitor.get(f"/demo/{sign(Purpose.DEMO, anna(session).id)}", status=410)


def test_there_are_no_demo_links_outside_the_demo(
    visitor: Visitor, session: Session, sign: Sign
) -> None:
    account = anna(session, email="baker@demo.partnerlink.example")
    assert visitor.get("/inloggen").select(".record") == []
    visitor.get(f"/demo/{sign(Purpose.DEMO, account.id)}", status=404)
