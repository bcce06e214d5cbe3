import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import HolidayRegion, Precision
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from tests.blueprints.sign_up.typed import (
    ADDRESS,
    CONTACT,
    EMPLOYER,
    URL,
    count,
    errors,
    organisation,
)
from tests.factories import PASSWORD
from tests.pages import Visitor


@pytest.mark.parametrize(
    ("slug", "code", "kind"),
    [("school", "01ab 00", "school"), ("mbo", "25 lx", "mbo"), ("hbo", "21PC", "hbo")],
)
def test_who_is_not_on_the_list_signs_up_by_hand(
    visitor: Visitor, session: Session, slug: str, code: str, kind: str
) -> None:
    visitor.get(f"/aanmelden/{slug}/gegevens")
    visitor.submit(EMPLOYER | {"code": code, "holiday_region": "midden"})
    made = organisation(session)
    assert (made.kind, made.claimed_code) == (kind, code.replace(" ", "").upper())
    assert made.mail_domain == ""


@pytest.mark.parametrize(
    ("answer", "region"),
    [("noord", HolidayRegion.NOORD), ("zuid", HolidayRegion.ZUID), ("weet-ik-niet", None)],
)
def test_a_school_says_in_which_holiday_region_it_is_or_that_it_does_not_know(
    visitor: Visitor, session: Session, answer: str, region: HolidayRegion | None
) -> None:
    visitor.get("/aanmelden/school/gegevens")
    visitor.submit(EMPLOYER | {"code": "01AB00", "holiday_region": answer})
    assert organisation(session).holiday_region is region


@pytest.mark.parametrize("answer", ["", "oost"])
def test_a_school_that_says_nothing_of_its_holidays_is_asked(
    visitor: Visitor, session: Session, answer: str
) -> None:
    visitor.get("/aanmelden/school/gegevens")
    visitor.submit(EMPLOYER | {"code": "01AB00", "holiday_region": answer}, status=422)
    assert count(session, Organisation) == 0


@pytest.mark.parametrize("slug", ["mbo", "hbo", "bedrijf", "persoon"])
def test_nobody_but_a_school_is_asked_about_holidays(visitor: Visitor, slug: str) -> None:
    page = visitor.get(f"/aanmelden/{slug}/gegevens")
    assert page.find(attrs={"name": "holiday_region"}) is None


def test_an_employer_signs_up_with_its_numbers_as_text(visitor: Visitor, session: Session) -> None:
    visitor.get(URL)
    visitor.submit(EMPLOYER | {"branch_number": "0000 1234 5678"})
    made = organisation(session)
    claimed = made.kind, made.claimed_code, made.branch_number
    assert claimed == ("employer", "01234567", "000012345678")
    assert (made.postcode, made.house_number, made.city) == ("7811 AB", "12A", "Emmen")
    assert made.precision is Precision.POSTCODE


def test_a_person_signs_up_without_a_number(visitor: Visitor, session: Session) -> None:
    page = visitor.get("/aanmelden/persoon/gegevens")
    assert page.find(id="code") is None
    visitor.submit(CONTACT | ADDRESS)
    made = organisation(session)
    assert (made.kind, made.claimed_code, made.name) == ("individual", None, "Bram Bakker")


def test_the_language_of_the_page_becomes_that_of_the_account(
    visitor: Visitor, session: Session
) -> None:
    visitor.get("/taal/en?back=/aanmelden/persoon/gegevens")
    visitor.submit(CONTACT | ADDRESS)
    session.rollback()
    assert session.scalars(select(Account.language)).one() == "en"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"code": "1234567"}, "code", "8 cijfers"),
        ({"code": "ABCDEFGH"}, "code", "8 cijfers"),
        ({"code": ""}, "code", "Vul het KvK-nummer in"),
        ({"branch_number": "123"}, "branch_number", "12 cijfers"),
        ({"organisation_name": "\u202e "}, "organisation_name", "Vul de naam"),
        ({"organisation_name": "x" * 201}, "organisation_name", "hoogstens 200 tekens"),
        ({"postcode": "0000 AA"}, "postcode", "zoals 7811 AB"),
        ({"postcode": "1234 SS"}, "postcode", "zoals 7811 AB"),
        ({"postcode": "1000 AA"}, "postcode", "kennen we niet"),
        ({"house_number": "achter"}, "house_number", "huisnummer in zoals"),
        ({"contact_name": "\x00"}, "contact_name", "teken"),
        ({"email": "bram"}, "email", "naam@school.nl"),
        ({"password": "kort"}, "password", "minstens 12"),
        ({"password": "bram@bakker.example"}, "password", "makkelijk te raden"),
    ],
)
def test_a_mistake_is_a_sentence_beside_its_field(
    visitor: Visitor, session: Session, changes: dict[str, str], field: str, sentence: str
) -> None:
    visitor.get(URL)
    page = visitor.submit(EMPLOYER | changes, status=422)
    assert list(errors(page)) == [field]
    assert sentence in errors(page)[field]
    assert page.select_one(f'.alert a[href="#{field}"]') is not None
    assert page.find(id="street")["value"] == "Hoofdstraat"  # type: ignore[index]
    assert PASSWORD not in str(page)
    assert count(session, Organisation) == 0


def test_the_sentences_stand_in_the_order_of_the_page(visitor: Visitor) -> None:
    for slug in ("school", "bedrijf", "persoon"):
        visitor.get(f"/aanmelden/{slug}/gegevens")
        page = visitor.submit({}, status=422)
        summary = [str(link["href"])[1:].removesuffix("-0") for link in page.select(".alert a")]
        assert summary == list(errors(page))


def test_a_postcode_of_a_new_estate_is_found_on_its_place(
    visitor: Visitor, session: Session
) -> None:
    typed = EMPLOYER | {"postcode": "1000 AA"}
    visitor.get(URL)
    assert visitor.page.find(id="is_new_postcode") is None
    page = visitor.submit(typed, status=422)
    assert page.find(id="is_new_postcode") is not None
    typed["is_new_postcode"] = "ja"
    assert "plaats" in errors(visitor.submit(typed, status=422))["city"]
    typed["city"] = "Nergenshuizen"
    assert "kennen we niet" in errors(visitor.submit(typed, status=422))["city"]
    typed["city"] = "Laren"
    page = visitor.submit(typed, status=422)
    assert "Kies de goede" in errors(page)["namesake"]
    (gelderland,) = [
        str(option["value"])
        for option in page.select("#namesake option")
        if "Gelderland" in option.get_text()
    ]
    visitor.submit(typed | {"namesake": gelderland})
    made = organisation(session)
    assert (made.city, made.postcode, made.precision) == ("Laren", "1000 AA", Precision.PLACE)
    assert made.longitude is not None
    assert made.longitude > 6


def test_a_place_chosen_among_namesakes_does_not_bind_another_city(
    visitor: Visitor, session: Session
) -> None:
    visitor.get(URL)
    typed = {"postcode": "1000 AA", "is_new_postcode": "ja", "city": "Emmen", "namesake": "Laren"}
    visitor.submit(EMPLOYER | typed)
    assert organisation(session).city == "Emmen"
