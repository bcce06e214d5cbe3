"""The demonstration: alive whenever it is made, complete, and at nobody's real address."""

import shutil
import time
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.school_days import Holiday, is_school_day
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import OfferState, RequestState, TalkState
from partnerlink.domain.vocabulary import Level, OrganisationKind, Sector
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.score import Score
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.demo_accounts import demo_accounts
from partnerlink.services.holidays import holidays_of
from partnerlink.services.talks import obstacle_between
from seed.load import is_empty, load
from seed.organisations import partners_in_files, people_in_file
from tests.app_fixtures import settings_for
from tests.factories import NOW

MOMENTS = {
    "a school week": NOW,
    "a Saturday night": datetime(2027, 3, 13, 23, 30, tzinfo=UTC),
    "the summer holiday": datetime(2027, 7, 28, 12, 0, tzinfo=UTC),
    "the first day of a school year": datetime(2026, 8, 1, 6, 0, tzinfo=UTC),
    "Christmas": datetime(2026, 12, 25, 12, 0, tzinfo=UTC),
    "a year without known holidays": datetime(2031, 2, 28, 12, 0, tzinfo=UTC),
}


@pytest.fixture(scope="module")
def region(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Make the demo once, for the tests that only look."""
    path = tmp_path_factory.mktemp("demo") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}", is_demo=True))
    made = app.extensions[db.EXTENSION]
    with made.open_writing() as session:
        with app.app_context():
            load(session, now=NOW)
        # Without the context here: a command would run in it, and not in its own test's.
        yield session
    made.engine.dispose()


@pytest.fixture
def demo(database_url: str) -> Iterator[FlaskCliRunner]:
    made = create_app(settings_for(database_url, is_demo=True))
    yield made.test_cli_runner()
    made.extensions[db.EXTENSION].engine.dispose()


def all_talks(session: Session) -> Collection[Talk]:
    ends = (Talk.school, Talk.partner)
    chosen = select(Talk).options(
        *(joinedload(end) for end in ends),
        joinedload(Talk.request).joinedload(TalkRequest.organisation),
        joinedload(Talk.offer).joinedload(TalkOffer.organisation),
    )
    return session.scalars(chosen).all()


def count(session: Session, table: type) -> int:
    return session.scalars(select(func.count()).select_from(table)).one()


def keeps_school(day: date | None, holidays: Collection[Holiday]) -> bool:
    return day is not None and is_school_day(day, holidays)


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS.keys())
def test_the_demo_is_alive_whenever_it_is_made(session: Session, now: datetime) -> None:
    load(session, now=now)
    for talk in all_talks(session):
        holidays = holidays_of(session, talk.school)
        assert talk.asked_at <= now
        assert all(is_school_day(each.day, holidays) for each in talk.proposed)
        if talk.state in (TalkState.INVITED, TalkState.APPLIED):
            assert talk.answer_by >= now.date()
            assert obstacle_between(talk.request, talk.offer, now=now) is None
        if talk.state is TalkState.HELD:
            assert keeps_school(talk.day, holidays)
            assert talk.ends_at is not None
            assert talk.ends_at < now
    planned = [talk for talk in all_talks(session) if talk.state is TalkState.PLANNED]
    assert {talk.day < now.date() for talk in planned if talk.day} == {True, False}


@pytest.mark.both_databases
def test_every_state_can_be_seen(session: Session) -> None:
    load(session, now=NOW)
    talks = all_talks(session)
    assert {talk.state for talk in talks} == set(TalkState)
    assert {request.state for request in session.scalars(select(TalkRequest))} == set(RequestState)
    assert {offer.state for offer in session.scalars(select(TalkOffer))} == set(OfferState)
    states = {organisation.state for organisation in session.scalars(select(Organisation))}
    assert states == set(OrganisationState)
    assert {letter.state.value for letter in session.scalars(select(OutboxMail))} == {
        "waiting",
        "dead",
    }


@pytest.mark.both_databases
def test_the_reserve_stands_for_the_date_of_the_talk(region: Session) -> None:
    reserve = region.scalars(select(Talk).where(Talk.state == TalkState.RESERVE)).one()
    same = Talk.request_id == reserve.request_id, Talk.state == TalkState.PLANNED
    planned = region.scalars(select(Talk).where(*same)).one()
    assert reserve.proposed_dates == (planned.agreed_date,)


def test_the_region_is_as_large_as_it_should_be(session: Session) -> None:
    load(session, now=NOW)
    kinds = [organisation.kind for organisation in session.scalars(select(Organisation))]
    schools = kinds.count(OrganisationKind.SCHOOL)
    institutions = kinds.count(OrganisationKind.MBO) + kinds.count(OrganisationKind.HBO)
    assert (schools, institutions, len(kinds) - schools - institutions) == (13, 5, 60)
    assert (count(session, TalkOffer), count(session, TalkRequest)) == (80, 31)
    found = session.scalars(select(TalkOffer).where(TalkOffer.state == OfferState.OPEN)).all()
    assert {sector for offer in found for sector in offer.sectors} == set(Sector)
    assert {level for offer in found for level in offer.levels} == set(Level)


def test_the_matching_knows_what_is_open(region: Session) -> None:
    opened = select(TalkOffer.id).where(TalkOffer.state == OfferState.OPEN)
    assert set(region.scalars(select(OfferPoint.offer_id))) == set(region.scalars(opened))
    sought = select(TalkRequest.id).where(TalkRequest.state == RequestState.OPEN)
    assert set(region.scalars(select(RequestPoint.request_id))) == set(region.scalars(sought))


def test_encounters_lie_in_this_school_year_and_the_last(region: Session) -> None:
    years = [school_year_of(each.day).start for each in region.scalars(select(Encounter))]
    assert set(years) == {2025, 2026}
    assert all(each.day < NOW.date() for each in region.scalars(select(Encounter)))


def test_a_school_without_a_score_and_schools_that_have_not_signed_up_are_there(
    region: Session,
) -> None:
    listed = select(RegisterEntry.code).where(RegisterEntry.kind == OrganisationKind.SCHOOL)
    codes = set(region.scalars(listed))
    signed_up = set(region.scalars(select(Organisation.code)))
    assert codes - signed_up == {"99AP00", "99AR00", "99AS00", "99AT00"}
    assert codes - set(region.scalars(select(Score.code))) == {"99AM00", "99AN00", "99AT00"}


def test_nobody_real_can_get_mail_of_the_demo(region: Session) -> None:
    assert all(email.endswith(".example") for email in region.scalars(select(Account.email)))
    domains = set(region.scalars(select(RegisterEntry.mail_domain))) - {""}
    assert all(domain.endswith(".example") for domain in domains)


def test_there_is_one_account_for_each_role(region: Session) -> None:
    names = [account.email.partition("@")[0] for account in demo_accounts(region)]
    assert names == ["decaan", "docent", "bedrijf", "zzp", "mbo", "hbo", "regio", "beheer"]
    assert all(account.is_active for account in demo_accounts(region))


def test_the_files_name_nobody_twice() -> None:
    names = [facts["name"] for facts in partners_in_files() if "name" in facts]
    emails = [person["email"] for person in people_in_file()]
    assert len(set(names)) == len(names)
    assert len(set(emails)) == len(emails)


def test_the_demo_is_the_same_each_time(app: Flask) -> None:
    seen = []
    for _ in range(2):
        with app.app_context(), db.database().open_writing() as session:
            load(session, now=NOW)
            offers = select(TalkOffer.subject).order_by(TalkOffer.id)
            days = select(Talk.day, Talk.state).order_by(Talk.id)
            seen.append((session.scalars(offers).all(), session.execute(days).all()))
            session.rollback()
    assert seen[0] == seen[1]


def test_it_is_made_in_less_than_three_seconds_of_work(session: Session) -> None:
    began = time.process_time()
    load(session, now=NOW)
    assert time.process_time() - began < 3


@pytest.mark.both_databases
def test_the_command_fills_an_empty_database_once(demo: FlaskCliRunner) -> None:
    first = demo.invoke(args=["seed", "--if-empty"])
    assert (first.exit_code, first.stdout.splitlines()[-1]) == (0, "De demo staat klaar.")
    patient = demo.invoke(args=["seed", "--if-empty"])
    assert (patient.exit_code, patient.output) == (0, "")
    again = demo.invoke(args=["seed"])
    assert again.exit_code == 1
    assert "niet leeg" in again.stderr


def test_the_links_sign_in_as_each_role(demo: FlaskCliRunner) -> None:
    demo.invoke(args=["seed"])
    lines = demo.invoke(args=["seed", "links"]).stdout.splitlines()
    assert len(lines) == 8
    label, _, rest = lines[0].partition(": ")
    name, url = rest.split("  ")
    assert (label, name) == ("School, beheerder", "Marieke Hoekstra")
    assert url.startswith("http://localhost/")
    browser = demo.app.test_client()
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize("arguments", [["seed"], ["seed", "links"]])
def test_outside_the_demo_there_is_no_seed_and_no_link(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    with app.app_context(), db.database().open_reading() as session:
        assert is_empty(session)
