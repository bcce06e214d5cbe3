"""An evening, clicked by a school and its families: from a list of pupils to who came."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from playwright.sync_api import Browser
from sqlalchemy import select

from partnerlink import db
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import OutboxMail
from tests.browser.evening_clicks import (
    answer_on_behalf,
    bring_in,
    door_link,
    invite,
    make_evening,
    plan_and_open,
    print_the_letter_of,
)
from tests.browser.live import Live, enter, new_phone
from tests.browser.person import Person
from tests.factories_evenings import DAY
from tests.ticking import on

TITLE = "Wij laten zien wat wij kunnen"
SCHOOL_MAIL, MENTOR_MAIL = "decaan@veencollege.example", "docent@veencollege.example"
FATIMA, OMAR = "fatima@familie.example", "omar@familie.example"
ZOFIA, ADAM = "zofia@familie.example", "adam@familie.example"


@pytest.fixture
def school(chromium: Browser, live: Live) -> Iterator[Person]:
    with enter(chromium, live, "decaan") as tab:
        yield Person(tab.context, live, email=SCHOOL_MAIL)


@pytest.fixture
def mentor(chromium: Browser, live: Live) -> Iterator[Person]:
    with enter(chromium, live, "docent") as tab:
        yield Person(tab.context, live, email=MENTOR_MAIL)


@contextmanager
def phone(chromium: Browser, live: Live, email: str, *, language: str = "nl") -> Iterator[Person]:
    with new_phone(chromium, live, language=language) as context:
        yield Person(context, live, email=email)


def test_from_a_list_of_pupils_to_who_came(
    chromium: Browser, live: Live, school: Person, mentor: Person, tmp_path: Path
) -> None:
    evening = make_evening(school, TITLE)
    bring_in(school, evening, tmp_path / "export.csv")
    plan_and_open(school, evening)
    invite(school, evening)
    code = print_the_letter_of(school, evening, "Noor B")
    with phone(chromium, live, FATIMA, language="ar") as fatima:
        link = say_yes_with_three(fatima)
        say_no_to_the_sister(fatima)
        with phone(chromium, live, "") as noors_father:
            answer_by_code(noors_father, code)
        answer_on_behalf(mentor, evening, "Daan V")
        time_passes(chromium, live, fatima, link)
        with phone(chromium, live, "") as helper:
            keep_the_door(live, helper, door_link(school, evening), link)
        look_back(live, school, evening)
        fatima.read_mail("Sami")


def say_yes_with_three(fatima: Person) -> str:
    """Answer from the mail, in Arabic: three people, for two kept seats, and an interpreter."""
    fatima.read_mail("Sami")
    fatima.follow(with_words="/u/")
    link = fatima.tab.url
    assert fatima.tab.locator("html").get_attribute("dir") == "rtl"
    fatima.tab.locator("button[value=yes]").click()
    fatima.look()
    fatima.tab.get_by_role("button", name="3", exact=True).click()
    fatima.look()
    fatima.tab.locator("#interpreter").select_option(value="Arabisch")
    fatima.tab.locator("form.needs button").click()
    fatima.look()
    assert fatima.tab.locator(".note svg").count() == 1
    event = kept_in_a_calendar(fatima)
    assert f"{event.decoded('DTSTART'):%Y-%m-%d}" == DAY.isoformat()
    return link


def kept_in_a_calendar(parent: Person) -> Component:
    with parent.tab.expect_download() as download:
        parent.tab.locator("a[href$='.ics']").click()
    (event,) = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    return event


def say_no_to_the_sister(fatima: Person) -> None:
    fatima.tab.locator("a.next", has_text="Lina").click()
    fatima.look()
    fatima.tab.locator("button[value=no]").click()
    fatima.look()


def answer_by_code(father: Person, code: str) -> None:
    father.open("/k")
    father.type("De code staat op de brief", code.lower())
    father.click("Verder")
    assert father.sees("Komt u kijken naar Noor?")
    father.click("Ja, ik kom")
    father.click("1")
    father.click("Sla deze vraag over")
    assert father.sees("1 plaats is voor u.")


def time_passes(chromium: Browser, live: Live, fatima: Person, link: str) -> None:
    """Let the weeks go by: who is silent is reminded, and who waits has all seats by the end."""
    for days in (10, 7):
        live.pass_time_to(on(DAY - timedelta(days=days)))
    with phone(chromium, live, ZOFIA) as zofia:
        say_no_to_the_reminder(zofia)
    for days in (6, 5, 2, 1):
        live.pass_time_to(on(DAY - timedelta(days=days)))
    fatima.open(link)
    assert fatima.tab.locator(".note svg").count() == 0


def say_no_to_the_reminder(zofia: Person) -> None:
    zofia.read_mail("Zoë")
    zofia.follow(with_words="/u/")
    assert zofia.tab.locator("html").get_attribute("lang") == "pl"
    zofia.tab.locator("button[value=no]").click()
    zofia.look()


def letters_to(live: Live, email: str) -> list[str]:
    with live.app.app_context(), db.database().open_reading() as session:
        chosen = select(OutboxMail).where(OutboxMail.recipient == email)
        return [str(mail.kind) for mail in session.scalars(chosen.order_by(OutboxMail.id))]


def keep_the_door(live: Live, helper: Person, door: str, link: str) -> None:
    live.now = on(DAY, "18:50")
    helper.open(door)
    helper.click("Ik help bij de deur")
    helper.open(link)
    helper.tab.get_by_role("button", name="Laat 3 personen binnen").click()
    helper.look()
    assert helper.tab.get_by_text("Sami B: 3 personen binnen.").is_visible()
    helper.type("Voornaam van het kind", "noo")
    helper.click("Zoek")
    helper.tab.get_by_role("button", name="Laat 1 binnen").first.click()
    helper.look()
    assert helper.tab.get_by_text("Noor B: 1 persoon binnen.").is_visible()
    helper.open("/deur/lokalen")


def look_back(live: Live, school: Person, evening: str) -> None:
    """Read what the day after brings: numbers without names, an encounter, and thanks."""
    live.pass_time_to(on(DAY + timedelta(days=1)))
    school.open(f"{evening}/verslag")
    for words in ("6 uitnodigingen", "5 antwoorden", "4 mensen kwamen", "2 van 6 leerlingen"):
        assert school.sees(words), words
    assert not school.sees("Sami")
    assert encounters(live) == [6]
    invited, reminded = ["evening_invited"], ["evening_hold", "evening_remind_week"]
    coming = ["evening_seats_found", "evening_remind_week", "evening_remind_day"]
    assert letters_to(live, FATIMA) == [*invited, *coming, "evening_thanks"]
    assert letters_to(live, OMAR) == letters_to(live, FATIMA)
    assert letters_to(live, ZOFIA) == [*invited, *reminded, "evening_missed"]
    assert letters_to(live, ADAM) == [*invited, *reminded]


def encounters(live: Live) -> list[int]:
    with live.app.app_context(), db.database().open_reading() as session:
        chosen = select(Encounter.pupils).join(Evening, Evening.id == Encounter.evening_id)
        return list(session.scalars(chosen.where(Evening.title == TITLE)))
