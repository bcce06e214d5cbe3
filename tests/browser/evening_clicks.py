"""What a school clicks to hold an evening: from its list of pupils to the link for the door."""

from pathlib import Path

from tests.browser.person import Person
from tests.factories_evenings import DAY

EXPORT = """\
Stamnr;Roepnaam;Tussenv;Achternaam;Klas;Geb.datum;BSN;E-mail ouders;Taal
001234;Sami;;Bouazza;3A;02-05-2012;123456782;"fatima@familie.example; omar@familie.example";Arabisch
001236;Lina;;Bouazza;2C;01-01-2013;100000010;Fatima@familie.example;Arabisch
001235;Noor;van den;Berg;3A;11-09-2012;111222333;;
1234;Daan;de;Vries;3B;30-01-2012;100000009;;
001237;Zoë;;Kowalska;3B;12-03-2012;100000022;zofia@familie.example;Pools
001238;André;;Smit;3B;13-03-2012;100000034;adam@familie.example;
"""
"""As Magister exports it on Windows: in its own bytes, with leading zeros that count."""


def make_evening(school: Person, title: str) -> str:
    school.open("/presentatieavonden/")
    school.click("Nieuwe avond")
    school.type("Hoe heet de avond?", title)
    school.type("Op welke dag is de avond?", DAY.isoformat())
    school.tab.get_by_text("Voor welke leerlingen?").click()
    school.tab.get_by_label("Welk leerjaar?").select_option(label="3")
    school.tab.get_by_label("Welk niveau?").select_option(label="vmbo-t (mavo)")
    school.click("Opslaan")
    evening = school.tab.url.rstrip("/")
    school.open(f"{evening}/lokalen/")
    asked = {
        "Hoeveel lokalen?": "1",
        "Plaatsen in elk lokaal": "4",
        "Hoeveel rondes?": "3",
        "Hoe laat begint de eerste ronde?": "19:00",
        "Minuten per ronde": "20",
        "Minuten pauze": "10",
    }
    for words, answer in asked.items():
        school.type(words, answer)
    school.click("Maak lokalen en rondes")
    return evening


def bring_in(school: Person, evening: str, file: Path) -> None:
    file.write_bytes(EXPORT.replace("\n", "\r\n").encode("cp1252"))
    school.open(f"{evening}/leerlingen/")
    school.click("Lijst inlezen")
    school.tab.get_by_label("Kies een bestand").set_input_files(file)
    school.click("Verder")
    assert school.sees("Er is nog niets ingelezen.")
    assert school.sees("6 leerlingen")
    assert school.sees("Zoë")
    school.click("Lees 6 leerlingen in")
    school.open(f"{evening}/leerlingen/")
    assert school.sees("001234")
    for private in ("Bouazza", "123456782", "2012"):
        assert not school.sees(private)


def plan_and_open(school: Person, evening: str) -> None:
    school.open(f"{evening}/programma/")
    school.click("Maak het programma")
    assert school.sees("6 van de 6 presentaties hebben een lokaal en een tijd.")
    school.open(evening)
    school.click("Open de avond")
    school.click("Ja, open de avond")


def invite(school: Person, evening: str) -> None:
    school.open(f"{evening}/uitnodigingen/versturen")
    school.click("Verstuur 3 uitnodigingen")
    assert school.sees("Alle gezinnen met een e-mailadres zijn uitgenodigd.")
    assert school.sees("2 gezinnen hebben geen e-mailadres. Geef brieven mee.")


def print_the_letter_of(school: Person, evening: str, name: str) -> str:
    school.open(f"{evening}/uitnodigingen/brieven")
    school.tab.get_by_role("link", name="Gezinnen zonder e-mailadres").click()
    school.look()
    letter = school.tab.locator("article.letter", has_text=name)
    return letter.locator(".code").inner_text().strip()


def answer_on_behalf(mentor: Person, evening: str, name: str) -> None:
    mentor.open(f"{evening}/uitnodigingen/?zoek=Daan")
    mentor.tab.locator("main .record a", has_text=name).first.click()
    mentor.look()
    mentor.tab.get_by_role("link", name="Antwoord voor het gezin").click()
    mentor.look()
    mentor.tab.get_by_label("Met hoeveel mensen komen zij?").select_option(value="1")
    mentor.click("Opslaan")
    assert mentor.sees("1 persoon")


def door_link(school: Person, evening: str) -> str:
    school.open(evening)
    return str(school.tab.locator("main a[href*='/deur/open/']").get_attribute("href"))
