import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.limits import limiter
from tests.app_fixtures import settings_for
from tests.factories import PASSWORD, make_account
from tests.factories_accounts import HASH, NEW, anna, is_in
from tests.pages import SignIn, Visitor


class TestSignIn:
    def test_the_right_password_leads_to_the_page_that_was_asked(
        self, visitor: Visitor, session: Session
    ) -> None:
        anna(session)
        visitor.get("/account/wachtwoord")
        assert visitor.url.startswith("/inloggen?next=")
        visitor.submit({"email": "Anna@Veencollege.example", "password": PASSWORD})
        assert visitor.url == "/account/wachtwoord"

    def test_a_wrong_password_an_unknown_address_and_an_unconfirmed_one_read_the_same(
        self, app: Flask, session: Session
    ) -> None:
        anna(session)
        make_account(
            session, email="new@veencollege.example", password_hash=HASH, email_confirmed_at=None
        )
        session.commit()
        pages = set()
        for email, password in (
            ("anna@veencollege.example", NEW),
            ("nobody@veencollege.example", NEW),
            ("new@veencollege.example", PASSWORD),
        ):
            someone = Visitor(app.test_client())
            someone.get("/inloggen")
            page = someone.submit({"email": email, "password": password}, status=422)
            token = someone.token
            assert page.find(id="email")["value"] == email  # type: ignore[index]
            assert not is_in(someone)
            pages.add(str(page).replace(email, "").replace(token, ""))
        assert len(pages) == 1
        assert PASSWORD not in pages.pop()

    @pytest.mark.parametrize(
        "address",
        [
            "//evil.example",
            "https://evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\t//evil.example",
            "/\n/evil.example",
            " //evil.example",
            "javascript:alert(1)",
            "//[",
            "evil.example",
            "///evil.example",
        ],
    )
    def test_nobody_is_sent_to_another_site(
        self, visitor: Visitor, session: Session, address: str
    ) -> None:
        anna(session)
        visitor.get("/inloggen")
        answer = visitor.client.post(
            "/inloggen",
            query_string={"next": address},
            data={
                "email": "anna@veencollege.example",
                "password": PASSWORD,
                "csrf_token": visitor.token,
            },
        )
        assert (answer.status_code, answer.headers["Location"]) == (302, "/vandaag/")

    def test_the_cookie_of_before_does_not_come_along(
        self, visitor: Visitor, session: Session
    ) -> None:
        anna(session)
        visitor.get("/taal/en")
        with visitor.client.session_transaction() as cookie:
            cookie["planted"] = "by somebody else"
        visitor.get("/inloggen")
        visitor.submit({"email": "anna@veencollege.example", "password": PASSWORD})
        with visitor.client.session_transaction() as cookie:
            assert "planted" not in cookie
            assert (cookie["language"], cookie.permanent) == ("en", True)

    def test_signing_out_ends_the_visit(
        self, visitor: Visitor, session: Session, sign_in: SignIn
    ) -> None:
        someone = sign_in(anna(session))
        someone.get("/account")
        someone.post("/uitloggen")
        assert not is_in(someone)
        assert "U bent uitgelogd" in someone.text

    def test_who_is_in_already_is_not_asked_again(self, session: Session, sign_in: SignIn) -> None:
        someone = sign_in(anna(session))
        answer = someone.client.get("/inloggen?next=/account")
        assert answer.headers["Location"] == "/account"

    def test_password_managers_and_readers_are_told_what_each_field_is(
        self, visitor: Visitor
    ) -> None:
        page = visitor.get("/inloggen")
        fields = {
            str(field["id"]): field.get("autocomplete") for field in page.select("main input[id]")
        }
        assert (fields["email"], fields["password"]) == ("username", "current-password")

    def test_guessing_is_stopped_and_signing_in_is_not(
        self, database_url: str, session: Session
    ) -> None:
        anna(session)
        app = create_app(settings_for(database_url, is_testing=False))
        limiter.reset()
        try:
            right = {"email": "anna@veencollege.example", "password": PASSWORD}
            for _ in range(12):
                someone = Visitor(app.test_client())
                someone.get("/inloggen")
                data = right | {"csrf_token": someone.token}
                assert someone.client.post("/inloggen", data=data).status_code == 302
            someone = Visitor(app.test_client())
            someone.get("/inloggen")
            wrong = right | {"password": NEW, "csrf_token": someone.token}
            statuses = [
                someone.client.post(
                    "/inloggen", data=wrong, environ_base={"REMOTE_ADDR": f"192.0.2.{guess}"}
                ).status_code
                for guess in range(12)
            ]
            assert statuses == [422] * 10 + [429] * 2
        finally:
            limiter.reset()
            limiter.enabled = False
            app.extensions[db.EXTENSION].engine.dispose()
