"""The whole story, clicked by two people: from signing up to an encounter that counts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from playwright.sync_api import Browser

from tests.browser.live import Live, new_profile
from tests.browser.person import Person
from tests.factories import PASSWORD, TODAY

SCHOOL = "Dorpscollege Sleen"
SUBJECT = "Hoe werkt een ziekenhuis?"
MONDAY = TODAY + timedelta(weeks=4, days=-TODAY.weekday())
DAYS = tuple(MONDAY + timedelta(days=days) for days in range(3))


@pytest.fixture
def teacher(chromium: Browser, live: Live) -> Iterator[Person]:
    with new_profile(chromium, live) as context:
        yield Person(context, live, email="b.jansen@dorpscollegesleen.example")


def test_from_signing_up_to_an_encounter(chromium: Browser, live: Live, teacher: Person) -> None:
    sign_up(teacher)
    post_request(teacher)
    speaker_mail = invite_the_first(teacher, live)
    with new_profile(chromium, live) as context:
        speaker = Person(context, live, email=speaker_mail)
        accept_from_the_mail(speaker)
        choose_a_password(speaker)
        both_see_it_planned(teacher, speaker)
        assert keep_in_a_calendar(teacher)["STATUS"] == "TENTATIVE"
        choose_the_hour(teacher)
        begins = begin_of(keep_in_a_calendar(teacher))
        live.pass_time_to(begins + timedelta(hours=3))
        record_that_it_was_held(teacher)
        look_back(teacher, speaker)
    teacher.open("/vandaag/")
    assert teacher.sees("Dit schooljaar 1 gastles 24 keer zat een leerling erbij")


def sign_up(teacher: Person) -> None:
    teacher.open("/")
    teacher.click("Meld uw school aan")
    teacher.type("Naam, plaats of nummer", "sleen")
    teacher.click("Zoek")
    teacher.click(SCHOOL)
    teacher.type("Uw naam", "Bea Jansen")
    teacher.type("E-mailadres", teacher.email)
    teacher.type("Kies een wachtwoord", PASSWORD)
    teacher.click("Meld aan")
    assert teacher.sees(teacher.email)
    teacher.read_mail("Bevestig")
    teacher.follow(with_words="/bevestigen/")
    teacher.type("Het wachtwoord dat u koos", PASSWORD)
    teacher.click("Bevestig")
    assert teacher.tab.url.endswith("/vandaag/")
    assert not teacher.sees("kijkt uw organisatie nog na")


def post_request(teacher: Person) -> None:
    began = time.monotonic()
    teacher.click("Vraag een gastles aan")
    teacher.type("Waar gaat de gastles over?", SUBJECT)
    teacher.type("Wat nemen de leerlingen mee?", "Zij weten wie er in een ziekenhuis werken.")
    teacher.tick("Welk werk willen de leerlingen leren kennen?", "Zorg en welzijn")
    teacher.tick("Welk niveau?", "vmbo-t (mavo)")
    teacher.tick("Welk leerjaar?", "3")
    for number, day in enumerate(DAYS, start=1):
        row = teacher.tab.get_by_role("group", name=f"Keuze {number}")
        row.get_by_label("Dag", exact=True).fill(day.isoformat())
        row.get_by_label("Dagdeel").select_option(label="ochtend")
    teacher.type("Welke docent ontvangt de spreker?", "Bea Jansen")
    teacher.click("Plaatsen")
    assert time.monotonic() - began < 60
    assert teacher.tab.locator("ol.list > li.match").count() > 1
    assert teacher.tab.locator("figure svg").count() == 1


def invite_the_first(teacher: Person, live: Live) -> str:
    teacher.tab.locator("li.match").first.get_by_role("link", name="Vraag aan").click()
    teacher.look()
    dates = teacher.tab.get_by_role("group", name="Welke datums stelt u voor?")
    for box in dates.get_by_role("checkbox").all():
        box.check()
    teacher.type("Bericht", "Wij horen graag van u.")
    teacher.click("Verstuur de uitnodiging")
    assert teacher.sees("U krijgt bericht als er antwoord is.")
    live.send_mail()
    teacher.open("/postvak/")
    teacher.tab.locator(".records a", has_text=SCHOOL).first.click()
    teacher.look()
    receiver = teacher.tab.get_by_role("link", name="Toon alle mail aan dit adres")
    return str(receiver.get_attribute("href")).partition("aan=")[2].replace("%40", "@")


def accept_from_the_mail(speaker: Person) -> None:
    speaker.read_mail(SCHOOL)
    speaker.follow(with_words="/antwoord/")
    assert speaker.sees("Kies de datum")
    speaker.tab.get_by_role("radio").first.check()
    speaker.click("Ja, dit spreken we af")
    assert speaker.sees("Dank u wel")
    assert speaker.sees("Gepland")


def choose_a_password(speaker: Person) -> None:
    """A person of the demonstration has none yet."""
    speaker.open("/inloggen")
    speaker.click("Wachtwoord vergeten?")
    speaker.type("E-mailadres", speaker.email)
    speaker.click("Stuur de link")
    speaker.read_mail("wachtwoord")
    speaker.follow(with_words="/wachtwoord/")
    speaker.type("Kies een nieuw wachtwoord", PASSWORD)
    speaker.tab.locator("main form button[type=submit]").click()
    speaker.look()
    speaker.type("E-mailadres", speaker.email)
    speaker.type("Wachtwoord", PASSWORD)
    speaker.click("Log in")
    assert speaker.tab.url.endswith("/vandaag/")


def both_see_it_planned(*people: Person) -> None:
    for person in people:
        person.open("/vandaag/")
        person.click(SUBJECT)
        assert person.sees("Gepland")
        assert person.sees("Contact")


def keep_in_a_calendar(teacher: Person) -> Component:
    with teacher.tab.expect_download() as download:
        teacher.tab.get_by_role("link", name="Zet in uw agenda").click()
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    (event,) = calendar.walk("VEVENT")
    return event


def choose_the_hour(teacher: Person) -> None:
    teacher.open("/vandaag/")
    teacher.tab.locator("main a", has_text="Kies het lesuur").first.click()
    teacher.look()
    teacher.type("Begin", "09:15")
    teacher.type("Einde", "10:05")
    teacher.tab.locator("main form button[type=submit]").click()
    teacher.look()
    assert teacher.sees("09:15")


def begin_of(event: Component) -> datetime:
    begins: datetime = event.decoded("DTSTART")
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert f"{begins:%Y-%m-%d %H:%M}" == f"{DAYS[0]} 09:15"
    assert "@" in str(event["UID"])
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("SEQUENCE") == 1
    return begins.astimezone(UTC)


def record_that_it_was_held(teacher: Person) -> None:
    teacher.open("/vandaag/")
    teacher.tab.locator("main a", has_text="gegeven?").first.click()
    teacher.look()
    teacher.click("De les is gegeven")
    teacher.type("Aantal leerlingen", "24")
    teacher.click("Leg het vast")
    assert teacher.sees("Gegeven")


def look_back(teacher: Person, speaker: Person) -> None:
    teacher.click("Beantwoord drie vragen")
    answer_three_questions(teacher, "De monitor die piept.")
    speaker.read_mail("Hoe was")
    speaker.follow(with_words="/antwoord/")
    answer_three_questions(speaker, "Een leuke klas.")
    for person in (teacher, speaker):
        person.open("/afspraken/?lijst=geweest")
        person.click(SUBJECT)
        assert person.sees("De monitor die piept.")
        assert person.sees("Een leuke klas.")


def answer_three_questions(person: Person, remark: str) -> None:
    person.tick("Hoe ging het?", "Heel goed")
    person.type("Wat bleef hangen?", remark)
    person.tick("Wilt u dit nog een keer?", "Ja")
    person.click("Verstuur uw antwoorden")
