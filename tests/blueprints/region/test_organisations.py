"""The pages of the regional coordinator: who waits, and the decision."""

from datetime import timedelta
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.organisation import Organisation
from tests.factories import NOW, make_account, make_organisation
from tests.factories_region import first_colleague, make_dead_letter
from tests.pages import SignIn, Visitor


def test_who_waits_longest_stands_on_top_and_the_search_stays_in_the_address(
    session: Session, coordinator: Account, sign_in: SignIn
) -> None:
    for number in range(25):
        company = make_organisation(
            session,
            OrganisationKind.EMPLOYER,
            name=f"Bedrijf {number:02}",
            is_verified=number % 5 != 0,
            created_at=NOW - timedelta(days=number),
        )
        make_account(session, company, email=f"{ascii_lowercase[number]}@example.nl")
    session.commit()
    visitor = sign_in(coordinator)
    visitor.get("/regio/organisaties")
    titles = [tag.get_text(strip=True) for tag in visitor.page.select(".record h2")]
    assert titles[:6] == [f"Bedrijf {n:02}" for n in (20, 15, 10, 5, 0, 24)]
    assert len(titles) == 20
    visitor.get("/regio/organisaties?bladzijde=2&zoek=bedrijf")
    assert "25 organisaties gevonden" in visitor.text
    assert len(visitor.page.select(".record")) == 5
    visitor.get("/regio/organisaties?staat=unverified&zoek=bedrijf+1")
    assert len(visitor.page.select(".record")) == 2
    visitor.get("/regio/organisaties?staat=onzin&bladzijde=999&zoek=%00%F0%9F%99%82")
    assert "Hier staat niets." in visitor.text


def test_what_was_typed_stands_beside_the_register(
    coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    visitor = sign_in(coordinator)
    visitor.get(f"/regio/organisaties/{waiting.id}")
    row = visitor.page.select_one("tbody tr")
    assert row is not None
    assert [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] == [
        "Naam",
        "Veencolege",
        "Veencollege",
    ]
    assert "Dit is het domein uit het register: veencollege.nl." in visitor.text
    assert "Een adres op gmail.com kan iedereen maken." in visitor.text
    assert "Dit is een ander domein. In het register staat veencollege.nl." in visitor.text
    assert "Nog geen besluit." in visitor.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OrganisationKind.EMPLOYER, "Deze organisatie staat niet in het register."),
        (OrganisationKind.INDIVIDUAL, "Personen staan niet in een register."),
    ],
)
def test_who_is_not_in_the_register_is_said_to_be_so(
    session: Session, coordinator: Account, sign_in: SignIn, kind: OrganisationKind, words: str
) -> None:
    person = make_organisation(session, kind, is_verified=False, at=None)
    make_account(session, person, email="samira@eigenzaak.nl")
    session.commit()
    visitor = sign_in(coordinator)
    visitor.get(f"/regio/organisaties/{person.id}")
    assert words in visitor.text
    assert "Het register kent geen domein." in visitor.text


def test_a_coordinator_lets_in_refuses_and_lets_in_again(
    session: Session, coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    visitor = sign_in(coordinator)
    for step, ground, state in (
        ("weigeren", "Niet bereikbaar.", OrganisationState.REFUSED),
        ("toelaten", "Gebeld met de receptie.", OrganisationState.VERIFIED),
        ("weigeren", "School is gesloten.", OrganisationState.REFUSED),
        ("toelaten", "Toch niet.", OrganisationState.VERIFIED),
    ):
        visitor.get(f"/regio/organisaties/{waiting.id}/{step}")
        visitor.submit({"ground": ground})
        assert ground in visitor.text
        session.expire_all()
        assert waiting.state is state
        session.commit()
    assert session.scalar(select(func.count()).select_from(Decision)) == 4
    assert "Carla Coördinator" in visitor.text


def test_a_decision_needs_a_ground(
    session: Session, coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    visitor = sign_in(coordinator)
    for step, sentence in (
        ("toelaten", "Schrijf op waarom het klopt."),
        ("weigeren", "Schrijf op waarom de organisatie niet mee kan doen."),
    ):
        visitor.get(f"/regio/organisaties/{waiting.id}/{step}")
        visitor.submit({"ground": " "}, status=422)
        assert sentence in visitor.text
    session.expire_all()
    assert waiting.state is OrganisationState.UNVERIFIED


def test_who_comes_too_late_reads_that_it_was_decided(
    coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    visitor = sign_in(coordinator)
    visitor.get(f"/regio/organisaties/{waiting.id}/toelaten")
    visitor.submit({"ground": "Gebeld."})
    visitor.get(f"/regio/organisaties/{waiting.id}/toelaten")
    visitor.submit({"ground": "Gebeld."}, status=409)
    assert "Er is intussen iets veranderd." in visitor.text


def test_another_region_is_not_there_and_an_administrator_sees_all(
    session: Session, waiting: Organisation, sign_in: SignIn
) -> None:
    letter = make_dead_letter(session, first_colleague(session, waiting))
    elsewhere = make_account(session, region_code="39")
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    session.commit()
    visitor = sign_in(elsewhere)
    visitor.get("/regio/organisaties")
    assert "nog niemand aangemeld" in visitor.text
    for step in ("", "/toelaten", "/weigeren"):
        visitor.get(f"/regio/organisaties/{waiting.id}{step}", status=404)
    visitor.get("/regio/mail")
    assert letter.recipient not in visitor.text
    token = visitor.token
    for url in (
        f"/regio/organisaties/{waiting.id}/toelaten",
        f"/regio/organisaties/{waiting.id}/weigeren",
        f"/regio/mail/{letter.id}/opnieuw",
    ):
        answer = visitor.client.post(url, data={"csrf_token": token, "ground": "x"})
        assert answer.status_code == 404
    boss = sign_in(administrator)
    boss.get(f"/regio/organisaties/{waiting.id}/toelaten")
    boss.submit({"ground": "Gebeld."})
    boss.get("/regio/mail")
    assert letter.recipient in boss.text


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.SCHOOL, Role.MANAGER),
        (OrganisationKind.SCHOOL, Role.MEMBER),
        (OrganisationKind.EMPLOYER, Role.MANAGER),
    ],
)
def test_nobody_else_finds_these_pages(
    session: Session, waiting: Organisation, sign_in: SignIn, kind: OrganisationKind, role: Role
) -> None:
    somebody = make_account(session, make_organisation(session, kind), role=role)
    session.commit()
    visitor = sign_in(somebody)
    for url in (
        "/regio/organisaties",
        f"/regio/organisaties/{waiting.id}",
        f"/regio/organisaties/{waiting.id}/toelaten",
        f"/regio/organisaties/{waiting.id}/weigeren",
        "/regio/mail",
    ):
        visitor.get(url, status=404)
    token = visitor.token
    for url in ("/regio/mail/opnieuw", "/regio/mail/1/opnieuw"):
        answer = visitor.client.post(url, data={"csrf_token": token})
        assert answer.status_code == 404


def test_who_is_not_signed_in_is_asked_to(visitor: Visitor) -> None:
    assert visitor.client.get("/regio/organisaties").status_code == 302


@pytest.mark.parametrize("step", ["toelaten", "weigeren"])
def test_nothing_that_is_typed_gives_an_error_of_ours(
    coordinator: Account, waiting: Organisation, sign_in: SignIn, step: str
) -> None:
    visitor = sign_in(coordinator)
    url = f"/regio/organisaties/{waiting.id}/{step}"
    visitor.get(url)
    token = visitor.token

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.text(max_size=400), st.text(max_size=30))
    def send(ground: str, words: str) -> None:
        answer = visitor.client.post(url, data={"csrf_token": token, "ground": ground})
        assert answer.status_code in {302, 409, 422}, answer.text[:500]
        found = visitor.client.get("/regio/organisaties", query_string={"zoek": words})
        assert found.status_code == 200

    send()


def test_a_sign_up_whose_address_nobody_confirmed_is_not_there(
    session: Session, coordinator: Account, sign_in: SignIn
) -> None:
    company = make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    make_account(session, company, email_confirmed_at=None)
    session.commit()
    visitor = sign_in(coordinator)

    visitor.get(f"/regio/organisaties/{company.id}", status=404)
    visitor.get(f"/regio/organisaties/{company.id}/toelaten", status=404)
    visitor.post(f"/regio/organisaties/{company.id}/toelaten", {"ground": "x"}, status=404)

    session.refresh(company)
    assert not company.is_verified


def test_a_ground_is_a_mail_domain_only_where_that_decided(
    session: Session, coordinator: Account, sign_in: SignIn
) -> None:
    pages = {
        VerifiedBy.MAIL_DOMAIN: ("veencollege.nl", "Vanzelf, op het maildomein veencollege.nl."),
        VerifiedBy.COORDINATOR: ("Gebeld en gesproken.", "Gebeld en gesproken."),
        None: ("Verkoopt een cursus.", "Verkoopt een cursus."),
    }
    visitor = sign_in(coordinator)
    for verified_by, (ground, shown) in pages.items():
        state = OrganisationState.VERIFIED if verified_by else OrganisationState.REFUSED
        school = make_organisation(session, state=state, verified_by=verified_by)
        make_account(session, school)
        kind = DecisionKind.VERIFY if verified_by else DecisionKind.REFUSE
        session.add(Decision(organisation_id=school.id, kind=kind, ground=ground, decided_at=NOW))
        session.commit()
        visitor.get(f"/regio/organisaties/{school.id}")
        record = visitor.page.select("[aria-labelledby=besluiten] .keep-lines")
        assert [tag.get_text(strip=True) for tag in record] == [shown]
