"""Organisations: their region, their place, and the decision about them."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.account import Role
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.vocabulary import OrganisationKind, Precision
from partnerlink.geo.projection import project
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import organisations
from partnerlink.services.locating import locate_by_postcode
from partnerlink.services.organisations import Region, region_for
from tests.factories import (
    EMMEN,
    MAASTRICHT,
    NOW,
    TODAY,
    ZWOLLE,
    make_account,
    make_offer,
    make_organisation,
)
from tests.factories_region import make_entry


def plane(at: tuple[float, float]) -> tuple[int, int]:
    x, y = project(*at)
    return round(x), round(y)


@pytest.mark.both_databases
def test_the_region_is_that_of_the_nearest_school_in_the_register(session: Session) -> None:
    make_entry(session, "00AA00", at=EMMEN, region_code="07", region_name="Drenthe")
    make_entry(session, "00BB00", at=ZWOLLE, region_code="10", region_name="IJssel-Vecht")
    make_entry(session, "00CC00", at=MAASTRICHT, region_code="39", region_name="Zuid-Limburg")
    assert region_for(session, *plane((52.70, 6.80))) == Region("07", "Drenthe")
    assert region_for(session, *plane((52.50, 6.10))) == Region("10", "IJssel-Vecht")
    assert region_for(session, *plane((50.90, 5.90))) == Region("39", "Zuid-Limburg")


def test_a_line_without_a_place_or_a_region_says_nothing_about_the_region(
    session: Session,
) -> None:
    make_entry(session, "00AA00", at=None)
    make_entry(session, "00BB00", region_code="")
    make_entry(session, "27AA", kind=OrganisationKind.MBO, region_code="10")
    assert region_for(session, *plane(EMMEN)) is None


@pytest.mark.both_databases
def test_the_register_decides_on_the_region_before_the_place_does(session: Session) -> None:
    make_entry(session, "00AA00", at=EMMEN, region_code="07")
    make_entry(session, "00BB00", at=None, region_code="10", region_name="IJssel-Vecht")
    listed = make_organisation(session, code="00BB00", region_code="")
    organisations.settle_in_region(session, listed)
    assert (listed.region_code, listed.region_name) == ("10", "IJssel-Vecht")
    employer = make_organisation(session, OrganisationKind.EMPLOYER, region_code="")
    organisations.settle_in_region(session, employer)
    assert employer.region_code == "07"


def test_without_a_register_the_region_stays(session: Session) -> None:
    employer = make_organisation(session, OrganisationKind.EMPLOYER, region_code="7")
    organisations.settle_in_region(session, employer)
    assert employer.region_code == "7"


@pytest.mark.both_databases
def test_who_moves_is_found_at_the_new_place(session: Session) -> None:
    make_entry(session, "00AA00", at=EMMEN, region_code="07")
    make_entry(session, "00BB00", at=ZWOLLE, region_code="10")
    offer = make_offer(session)
    home = offer.organisation
    before = home.x, home.y
    address = locate_by_postcode(postcode="8011 AB", house_number="12 a", city="Zwolle")
    organisations.change(session, home, {"phone": "+31381234567"}, address=address, today=TODAY)
    assert (home.x, home.y) != before
    assert (home.phone, home.region_code, home.house_number) == ("+31381234567", "10", "12A")
    point = session.scalars(select(OfferPoint).where(OfferPoint.offer_id == offer.id)).one()
    assert (point.x, point.y) == (home.x, home.y)


def test_who_stays_keeps_the_exact_point(session: Session) -> None:
    home = make_organisation(session, OrganisationKind.EMPLOYER)
    home.place_at(latitude=52.78, longitude=6.9, x=1, y=2, precision=Precision.ADDRESS)
    address = locate_by_postcode(
        postcode="7811ab", house_number="1", street="Hoofdstraat-Oost", city="Emmen"
    )
    organisations.change(session, home, {}, address=address, today=TODAY)
    assert (home.x, home.y, home.precision) == (1, 2, Precision.ADDRESS)
    assert home.street == "Hoofdstraat-Oost"


@pytest.mark.both_databases
def test_who_is_let_in_is_found_at_once_and_its_managers_are_told(session: Session) -> None:
    coordinator = make_account(session)
    home = make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    manager = make_account(session, home)
    make_account(session, home, role=Role.MEMBER)
    make_account(session, home, email_confirmed_at=None)
    offer = make_offer(session, home, contact=manager)
    organisations.verify(session, home, by=coordinator, ground="Gebeld.", now=NOW)
    session.flush()
    assert home.verified_by is VerifiedBy.COORDINATOR
    assert session.scalar(select(OfferPoint.offer_id)) == offer.id
    letter = session.scalars(select(OutboxMail)).one()
    assert (letter.kind, letter.account_id) == (MailKind.ORGANISATION_VERIFIED, manager.id)
    decision, name = session.execute(organisations.decisions_about(home)).one()
    assert (decision.kind, decision.ground, name) == (
        DecisionKind.VERIFY,
        "Gebeld.",
        coordinator.name,
    )


@pytest.mark.both_databases
def test_who_is_put_out_is_found_no_longer_and_reads_why(session: Session) -> None:
    coordinator = make_account(session)
    home = make_organisation(session, OrganisationKind.EMPLOYER)
    make_offer(session, home)
    organisations.change(
        session,
        home,
        {},
        address=locate_by_postcode(postcode="7811 AB", house_number="1", city="Emmen"),
        today=TODAY,
    )
    assert session.scalar(select(func.count()).select_from(OfferPoint)) == 1
    organisations.refuse(session, home, by=coordinator, ground="Bestaat niet.", now=NOW)
    session.flush()
    assert session.scalar(select(func.count()).select_from(OfferPoint)) == 0
    letter = session.scalars(select(OutboxMail)).one()
    assert (letter.kind, letter.facts) == (
        MailKind.ORGANISATION_REFUSED,
        {"ground": "Bestaat niet."},
    )
    assert organisations.last_ground(session, home) == "Bestaat niet."


@pytest.mark.both_databases
def test_of_two_coordinators_who_decide_at_once_one_does(app: Flask, session: Session) -> None:
    home = make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    coordinators = [make_account(session).id, make_account(session).id]
    home_id = home.id
    session.commit()
    barrier, outcomes = Barrier(2), []

    def let_in(account_id: int) -> None:
        with app.app_context(), db.database().open_writing() as own:
            barrier.wait()
            try:
                organisations.verify(
                    own,
                    own.get_one(Organisation, home_id),
                    by=own.get_one(Account, account_id),
                    ground="",
                    now=NOW,
                )
                own.commit()
                outcomes.append("in")
            except NotAllowedNow:
                outcomes.append("too late")

    threads = [Thread(target=let_in, args=(number,)) for number in coordinators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["in", "too late"]
    assert session.scalar(select(func.count()).select_from(Decision)) == 1
    session.refresh(home)
    assert home.state is OrganisationState.VERIFIED
