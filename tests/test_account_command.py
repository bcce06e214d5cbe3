"""`flask account`: the first administrator and coordinators, without anybody signed in."""

import re
from contextvars import Context

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.account import Role
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.worker import Worker
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW, PASSWORD, make_account, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import Visitor

EMAIL = "carla@regio.example"
COORDINATOR = ("create-coordinator", EMAIL, "--region", "07", "--name", "Carla de Wit")
ADMINISTRATOR = ("create-administrator", EMAIL, "--name", "Bea Beheer")


@pytest.fixture(autouse=True)
def _region(session: Session) -> None:
    make_register_entry(session)
    session.commit()


def run(app: Flask, *arguments: str) -> Result:
    return Context().run(app.test_cli_runner().invoke, args=["account", *arguments])


def link_in_the_mail(app: Flask, session: Session) -> str:
    Worker(KeptHere(), now=clock.now, keeps_bodies=True).send_due()
    session.expire_all()
    body = session.scalars(select(OutboxMail.text_body).order_by(OutboxMail.id.desc())).first()
    session.rollback()
    found = re.search(r"http://localhost(/uitnodiging/\S+)", body or "")
    assert found, body
    return found[1]


@pytest.mark.parametrize(
    ("command", "title", "page"),
    [
        (COORDINATOR, "Doe mee als regiocoördinator", "/regio/organisaties"),
        (ADMINISTRATOR, "Doe mee als landelijk beheerder", "/regio/coordinatoren/"),
    ],
)
def test_the_letter_leads_to_a_password_and_to_the_work(
    app: Flask,
    session: Session,
    visitor: Visitor,
    command: tuple[str, ...],
    title: str,
    page: str,
) -> None:
    told = run(app, *command)
    assert told.exit_code == 0, told.output
    assert "The letter with a link to choose a password waits" in told.output
    assert "PARTNERLINK_SMTP_URL is not set" in told.output
    link = link_in_the_mail(app, session)
    visitor.get(link)
    assert title in visitor.text
    visitor.submit({"name": "Carla", "new_password": PASSWORD})
    visitor.get(page)
    visitor.get(link, status=410)


def test_asking_twice_says_so_and_asking_who_is_there_changes_nothing(
    app: Flask, session: Session
) -> None:
    run(app, *COORDINATOR)
    again = run(app, *COORDINATOR)
    assert again.exit_code == 0
    assert f"Carla de Wit <{EMAIL}> is asked again to be coordinator of 07" in again.output
    session.scalars(Account.by_email(EMAIL)).one().email_confirmed_at = NOW
    session.commit()
    there = run(app, *COORDINATOR)
    assert there.exit_code == 0
    assert there.output == (
        f"{EMAIL} is coordinator of 07 Zuidoost-Drenthe already. Nothing has changed.\n"
    )


def test_an_address_with_another_account_is_refused_with_what_it_is(
    app: Flask, session: Session
) -> None:
    school = make_organisation(session, name="Veencollege")
    make_account(session, school, email=EMAIL)
    session.commit()
    told = run(app, *COORDINATOR)
    assert told.exit_code == 1
    assert (
        f"{EMAIL} has an account already, of organisation {school.id}, Veencollege" in told.output
    )
    assert "Traceback" not in told.output


def test_an_administrator_is_not_made_a_coordinator_unasked(app: Flask, session: Session) -> None:
    make_account(session, role=Role.ADMINISTRATOR, region_code=None, email=EMAIL)
    session.commit()
    told = run(app, *COORDINATOR)
    assert told.exit_code == 1
    assert "has an account already, as administrator" in told.output


def test_an_unknown_region_is_refused_with_those_there_are(app: Flask) -> None:
    told = run(app, "create-coordinator", EMAIL, "--region", "Mars", "--name", "Carla")
    assert told.exit_code == 1
    assert told.output == "Error: There is no region 'Mars'. There are:\n  07  Zuidoost-Drenthe\n"


def test_before_the_schools_are_imported_it_says_how_regions_come(
    app: Flask, session: Session
) -> None:
    session.connection().exec_driver_sql("DELETE FROM register_entry")
    session.commit()
    told = run(app, *COORDINATOR)
    assert told.exit_code == 1
    assert "flask --app wsgi import schools FILE" in told.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("geen-adres", "--name", "Bea"),
        (EMAIL,),
        (EMAIL, "--name", "  "),
        (EMAIL, "--name", "x" * 121),
        (EMAIL, "--name", "Bea\x00"),
    ],
)
def test_what_cannot_be_is_refused_without_a_traceback(
    app: Flask, session: Session, arguments: tuple[str, ...]
) -> None:
    told = run(app, "create-administrator", *arguments)
    assert told.exit_code == 2
    assert told.output.startswith("Usage:")
    assert session.scalars(select(Account)).all() == []
