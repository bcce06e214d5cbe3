import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.form_fields.typed import showable
from partnerlink.links import Purpose
from partnerlink.models.tables import Base
from tests.factories_accounts import Sign, anna
from tests.odd_values import odd_text
from tests.pages import SignIn, Visitor

FORMS = {
    "/inloggen": ("email", "password"),
    "/wachtwoord-vergeten": ("email",),
    "/wachtwoord/{reset}": ("new_password",),
    "/uitnodiging/{join}": ("name", "new_password"),
    "/account": ("name", "language"),
    "/account/wachtwoord": ("present_password", "new_password"),
}


@pytest.mark.parametrize("path", FORMS)
def test_no_value_breaks_a_form(
    path: str, app: Flask, session: Session, sign: Sign, sign_in: SignIn
) -> None:
    account = anna(session)

    def state() -> object:
        session.rollback()
        session.refresh(account)
        rows = [
            session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        ]
        return rows, account.name, account.language, account.password_hash, account.session_key

    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(odd=st.fixed_dictionaries({name: odd_text() for name in FORMS[path]}))
    def throw(odd: dict[str, str]) -> None:
        before = state()
        url = path.format(
            reset=sign(Purpose.RESET_PASSWORD, account.id, account.session_key),
            join=sign(Purpose.JOIN, account.id, account.session_key),
        )
        visitor = sign_in(account) if path.startswith("/account") else Visitor(app.test_client())
        visitor.get(url)
        answer = visitor.client.post(url, data=odd | {"csrf_token": visitor.token})
        assert answer.status_code in {302, 422}
        if answer.status_code == 422:
            assert state() == before
            page = BeautifulSoup(answer.text, "html.parser")
            assert not any(field.get("value") for field in page.select("[type=password]"))
            kept = page.find(id="name")
            assert kept is None or kept["value"] == showable(odd["name"])  # type: ignore[index]

    throw()
