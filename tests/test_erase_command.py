"""`flask erase`: says what would go, and does it when asked to."""

from collections.abc import Callable, Iterator
from contextvars import Context

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.account import Role
from partnerlink.domain.talk import TalkState
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from tests.app_fixtures import settings_for
from tests.factories import NOW, make_account, make_offer, make_organisation
from tests.factories_erasure import send_everything
from tests.factories_evenings import make_evening
from tests.factories_families import family
from tests.factories_talks import make_talk
from tests.mail.smtp_sink import Sink, free_port, running

pytestmark = pytest.mark.both_databases

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Give a way to run the command of an app with settings of its own."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made: list[Flask] = []

    def invoke(*args: str, **settings: object) -> tuple[int, str]:
        app = create_app(settings_for(database_url, **settings))
        made.append(app)
        # A context of its own: the test's app context is another app's.
        result = Context().run(app.test_cli_runner().invoke, args=["erase", *args])
        return result.exit_code, result.output

    yield invoke
    for app in made:
        app.extensions[db.EXTENSION].engine.dispose()


def planned(session: Session) -> tuple[int, int]:
    """Make a talk that is planned: its number, and that of its partner."""
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    found = talk.id, talk.partner_id
    session.commit()
    return found


def is_there(session: Session, mapped: type, number: int) -> bool:
    session.rollback()
    key = mapped.id  # type: ignore[attr-defined]
    found = session.scalar(select(func.count()).where(key == number)) == 1
    session.rollback()
    return found


def test_without_yes_it_only_says_what_would_go(session: Session, run: Run) -> None:
    talk, bakery = planned(session)
    code, output = run("organisation", str(bakery))
    assert code == 0
    assert output == (
        f"Organisation {bakery}, Bakkerij De Molen: 3 letters, 1 talks, 1 offers, 1 accounts.\n"
        "Of its talks 1 still go on: the other side is told by mail.\n"
        "0 encounters stay, as numbers without a name.\n"
        "Nothing is erased yet. Add --yes to do it.\n"
    )
    session.rollback()
    assert session.get_one(Talk, talk).state is TalkState.PLANNED


def test_with_yes_the_other_side_is_told_and_then_it_is_gone(session: Session, run: Run) -> None:
    talk, bakery = planned(session)
    teacher = session.scalars(select(Account.email).where(Account.organisation_id != bakery)).one()
    session.rollback()
    sink = Sink()
    with running(sink) as url:
        code, output = run("organisation", str(bakery), "--yes", smtp_url=url)
    assert code == 0
    assert output.endswith(f"Organisation {bakery} is erased.\n")
    assert '"event": "organisation erased"' in output
    assert "Bakkerij" not in output
    (message,) = sink.messages
    assert (message["To"].addresses[0].addr_spec, sink.envelopes[0].rcpt_tos) == (
        teacher,
        [teacher],
    )
    assert "gaat niet door" in message["Subject"]
    assert not is_there(session, Organisation, bakery)
    assert not is_there(session, Talk, talk)


@pytest.mark.parametrize("has_server", [True, False])
def test_while_others_cannot_be_told_nothing_is_erased(
    session: Session, run: Run, has_server: bool
) -> None:
    _talk, bakery = planned(session)
    away = f"smtp://127.0.0.1:{free_port()}" if has_server else ""
    code, output = run("organisation", str(bakery), "--yes", smtp_url=away)
    assert code == 1
    assert "1 letters to others could not be sent yet, so nothing is erased." in output
    assert ("PARTNERLINK_SMTP_URL is not set" in output) is not has_server
    assert is_there(session, Organisation, bakery)

    code, _output = run("organisation", str(bakery), "--yes", is_demo=True)
    assert (code, is_there(session, Organisation, bakery)) == (
        (1, True) if has_server else (0, False)
    )


def test_who_has_nothing_going_on_needs_no_mail_server(session: Session, run: Run) -> None:
    talk = make_talk(session, TalkState.HELD)
    school = talk.school_id
    send_everything(session)
    session.commit()
    assert run("organisation", str(school), "--yes")[0] == 0
    session.rollback()
    assert session.get_one(Organisation, school).name == ""
    assert session.scalars(select(Encounter.pupils)).all() == [24]


def test_a_person_is_erased_and_their_offers_stay(session: Session, run: Run) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    bram = make_account(session, home, role=Role.MEMBER, email="bram@example.nl")
    number, offer = bram.id, make_offer(session, home, contact=bram)
    session.commit()

    code, output = run("account", "Bram@example.nl")
    assert (code, is_there(session, Account, number)) == (0, True)
    assert f"Account {number}: 1 offers.\n" in output
    assert "Add --yes" in output

    code, output = run("account", "bram@example.nl", "--yes")
    assert (code, is_there(session, Account, number)) == (0, False)
    assert "bram@example.nl" not in output
    session.refresh(offer)
    assert offer.contact_id == anna.id


def test_a_school_with_an_evening_is_erased_once_its_families_are_told(
    session: Session, run: Run
) -> None:
    school = make_organisation(session)
    family(session, make_evening(session, school), "ja", 2)
    number = school.id
    session.commit()

    code, output = run("organisation", str(number))
    assert code == 0
    assert f"Organisation {number}, Veencollege: 1 families, 1 pupils, 1 evenings, 1 acc" in output
    assert "Of its evenings 1 are still to come: the families are told by mail." in output
    assert is_there(session, Organisation, number)

    code, output = run("organisation", str(number), "--yes")
    assert (code, is_there(session, Organisation, number)) == (1, True)
    assert "1 letters to others could not be sent yet" in output

    sink = Sink()
    with running(sink) as url:
        code, output = run("organisation", str(number), "--yes", smtp_url=url)
    assert (code, is_there(session, Organisation, number)) == (0, False)
    (message,) = sink.messages
    assert message["To"].addresses[0].addr_spec == "ja@familie.example"
    assert "Gaat niet door" in message["Subject"]
    assert "ja@familie.example" not in output


def test_a_person_is_erased_and_their_evening_stays(session: Session, run: Run) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    bram = make_account(session, home, role=Role.MEMBER, email="bram@example.nl")
    evening = make_evening(session, home, contact=bram)
    number = bram.id
    session.commit()
    assert f"Account {number}: 1 evenings.\n" in run("account", "bram@example.nl")[1]
    assert run("account", "bram@example.nl", "--yes")[0] == 0
    session.refresh(evening)
    assert evening.contact_id == anna.id
    session.rollback()


@pytest.mark.parametrize("sure", [(), ("--yes",)])
def test_the_last_manager_is_refused_with_two_ways_out(
    session: Session, run: Run, sure: tuple[str, ...]
) -> None:
    anna = make_account(session, make_organisation(session), email="anna@example.nl")
    number, home = anna.id, anna.organisation_id
    session.commit()
    code, output = run("account", "anna@example.nl", *sure)
    assert code == 1
    assert f"erase organisation {home}" in output
    assert is_there(session, Account, number)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("organisation", "7"), 1),
        (("organisation", "7", "--yes"), 1),
        (("organisation", "nul"), 2),
        (("organisation", str(2**70)), 2),
        (("account", "nobody@nowhere.example", "--yes"), 1),
    ],
)
def test_what_is_not_there_is_not_erased(
    session: Session, run: Run, args: tuple[str, ...], code: int
) -> None:
    assert run(*args)[0] == code
