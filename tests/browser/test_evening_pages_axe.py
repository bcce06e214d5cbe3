"""The pages of a school's evening that a walk through the demonstration does not come across."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.evening import EveningState, ParentLanguage
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.services import evening_seats, pupil_import
from tests.browser.live import Live, enter
from tests.browser.look import Look
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil
from tests.pupil_imports import HEADER, look

YESTERDAY = (NOW - timedelta(days=1)).date()
IS_OVER = {
    "day": YESTERDAY,
    "answer_by": YESTERDAY - timedelta(days=2),
    "held_until": YESTERDAY - timedelta(days=7),
}
ENDED = ("", "/leerlingen/", "/programma/", "/uitnodigingen/", "/verslag/")
BARE = (*ENDED, "/lokalen/", "/openen")
WRONG_LINES = "0012;Sami;3A;Een brug;geen adres;;;Arabisch;\n0012;Sami;3A;Een brug;;;;Klingon;\n"
GOOD_LINES = "0012;Sami;3A;Een brug;a@familie.example b@familie.example;;;Arabisch;\n"


@pytest.fixture
def live(live_to_look_at: Live) -> Live:
    return live_to_look_at


def addresses(session: Session, contact: Account) -> list[str]:
    """Make evenings in every state; return the addresses of their pages."""
    draft = own(session, contact, state=EveningState.DRAFT)
    bare = own(session, contact, state=EveningState.DRAFT)
    bare.rooms, bare.rounds = [], []
    ready = own(session, contact, state=EveningState.DRAFT)
    with_family(session, ready)
    called_off = own(session, contact, state=EveningState.CANCELLED)
    over = own(session, contact, **IS_OVER)
    found = [f"/{one.id}{page}" for one in (bare, draft) for page in BARE]
    found += [f"/{ready.id}/openen", f"/{ready.id}/uitnodigingen/brieven/"]
    for one in (called_off, over):
        with_family(session, one)
        found += [f"/{one.id}{page}" for page in ENDED]
    return found + imported(session, contact) + asked(session, contact)


def own(session: Session, contact: Account, **changes: object) -> Evening:
    return make_evening(session, contact.organisation, **changes)  # type: ignore[arg-type]


def imported(session: Session, contact: Account) -> list[str]:
    found = []
    for lines in (WRONG_LINES, GOOD_LINES):
        evening = own(session, contact, state=EveningState.DRAFT)
        look(session, evening, HEADER + lines)
        found += [f"/{evening.id}/leerlingen/inlezen/{page}" for page in ("", "controle")]
    brought = own(session, contact, state=EveningState.DRAFT)
    run = look(session, brought, HEADER + GOOD_LINES)
    pupil_import.store(session, brought, run, now=NOW)
    return [*found, f"/{brought.id}/leerlingen/terugdraaien", f"/{brought.id}/leerlingen/"]


def asked(session: Session, contact: Account) -> list[str]:
    """Make an evening with carers of one child who answered differently, of whom one waits."""
    evening = own(session, contact, rooms={"Aula, achter de kantine": 4})
    number, household = with_family(session, evening)
    pages = ("", "/splitsen", "/link", "/wissen", "/inzage")
    families = [f"/{number}/uitnodigingen/gezin/{household}{page}" for page in pages]
    return [f"/{number}", f"/{number}/uitnodigingen/versturen/", *families]


def with_family(session: Session, evening: Evening) -> tuple[int, int]:
    """Let two households be invited for one child; return the evening's number and the first's."""
    pupil = make_pupil(session, evening, first_name="Wolfeschlegelstein", class_name="3 vmbo-kb A")
    both = ("een.heel.lange.naam.van.een.ouder@familie.example", "b@familie.example")
    household = make_household(session, evening, pupil, emails=both, language=ParentLanguage.AR)
    apart = make_household(session, evening, pupil, emails=(None,))
    numbers = evening.id, household.id
    if evening.is_open and evening.day == DAY:
        for invitation, people in ((household.invitations[0], 4), (apart.invitations[0], 0)):
            found = evening_seats.get_for_answer(session, invitation.id)
            evening_seats.answer(session, found, people, now=NOW)
    session.flush()
    return numbers


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_state_of_an_evening_is_accessible_and_fits_a_small_screen(
    chromium: Browser, live: Live, language: str
) -> None:
    person = live.find_person("decaan")
    assert person is not None
    with live.app.app_context(), db.writing() as session:
        contact = session.scalars(select(Account).where(Account.email == person.email)).one()
        pages = addresses(session, contact)
    with enter(chromium, live, "decaan", language=language) as tab:
        look_at = Look(tab, live)
        for page in pages:
            look_at.at(f"/presentatieavonden{page}")
        assert look_at.wrong == []
