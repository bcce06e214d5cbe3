import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db, limits
from partnerlink.app import create_app
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.outbox import OutboxMail
from tests.app_fixtures import settings_for
from tests.blueprints.sign_up.typed import ADDRESS, CONTACT, EMPLOYER, URL
from tests.factories import make_account, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import Visitor


def test_a_known_address_gets_the_same_answer_and_a_letter(
    visitor: Visitor, app: Flask, session: Session
) -> None:
    school = make_organisation(session)
    make_account(session, school, email="bram@bakker.example")
    make_account(session, school, email="weg@bakker.example", is_enabled=False)
    session.commit()
    answers = []
    for email in ("bram@bakker.example", "nieuw@bakker.example", "weg@bakker.example"):
        someone = Visitor(app.test_client())
        someone.get(URL)
        number = {"code": f"0123456{len(answers)}"}
        first = someone.client.post(
            URL, data=EMPLOYER | number | {"email": email, "csrf_token": someone.token}
        )
        page = someone.get(first.headers["Location"])
        answers.append((first.status_code, first.headers["Location"], str(page).replace(email, "")))
    assert answers[0] == answers[1] == answers[2]
    session.rollback()
    sent = session.execute(select(OutboxMail.kind, OutboxMail.recipient).order_by(OutboxMail.id))
    assert [tuple(row) for row in sent] == [
        (MailKind.EMAIL_IN_USE, "bram@bakker.example"),
        (MailKind.CONFIRM_EMAIL, "nieuw@bakker.example"),
        (MailKind.CONFIRM_EMAIL, "weg@bakker.example"),
    ]


def test_a_second_try_with_the_same_number_does_not_tell_of_the_first(
    visitor: Visitor, session: Session
) -> None:
    make_account(session, make_organisation(session), email="known@bakker.example")
    session.commit()
    for first in ("known@bakker.example", "unknown@bakker.example"):
        for email in (first, "spy@bakker.example"):
            visitor.get(URL)
            visitor.submit(EMPLOYER | {"email": email})
            assert "Kijk in uw mail" in visitor.text


@pytest.mark.parametrize("url", ["/aanmelden/school/99ZZ99", "/aanmelden/bedrijf/01234567"])
def test_what_is_not_on_the_list_is_not_there(visitor: Visitor, session: Session, url: str) -> None:
    make_register_entry(session, OrganisationKind.EMPLOYER, code="01234567")
    session.commit()
    visitor.get(url, status=404)


def test_signing_up_over_and_over_is_stopped(database_url: str) -> None:
    app = create_app(settings_for(database_url, is_testing=False))
    app.config["RATELIMIT_ENABLED"] = True
    limits.limiter.reset()
    try:
        visitor = Visitor(app.test_client())
        statuses = set()
        for number in range(7):
            visitor.get("/aanmelden/persoon/gegevens")
            data = CONTACT | ADDRESS | {"csrf_token": visitor.token, "city": f"Emmen {number}"}
            statuses.add(visitor.client.post("/aanmelden/persoon/gegevens", data=data).status_code)
        assert statuses == {302, 429}
    finally:
        limits.limiter.reset()
        limits.limiter.enabled = False
        app.extensions[db.EXTENSION].engine.dispose()
