"""The page of one's own organisation, and changing what it says."""

import pytest
from bs4 import Tag
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.vocabulary import Level, OrganisationKind, Precision
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import organisations
from tests.blueprints.organisations.cast import add_colleague
from tests.factories import NOW, make_account, make_organisation
from tests.pages import SignIn

ADDRESS = {
    "postcode": "8011 AB",
    "house_number": "12 a",
    "street": "Kerkstraat",
    "city": "Zwolle",
    "phone": "0591 12 34 56",
    "website": "www.veencollege.nl",
    "pupils": "812",
    "levels": ["havo", "vwo"],
    "holiday_region": "noord",
}


def test_everyone_of_it_sees_how_the_organisation_is_known(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    bram = add_colleague(session, anna, role=Role.MEMBER, name="Bram Bos")
    page = sign_in(bram)
    page.get("/organisatie/")
    assert "Hoofdstraat 1, 7811 AB Emmen" in page.text
    assert "ongeveer, op de postcode" in page.text
    assert "vmbo basis" in page.text
    assert page.page.find("a", href="/organisatie/wijzigen") is None


@pytest.mark.parametrize(
    ("state", "words"),
    [("unverified", "kijkt uw organisatie nog na"), ("refused", "De reden: Bestaat niet.")],
)
def test_who_is_not_seen_reads_why(
    session: Session, sign_in: SignIn, state: str, words: str
) -> None:
    home = make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    anna = make_account(session, home)
    if state == "refused":
        coordinator = make_account(session)
        organisations.refuse(session, home, by=coordinator, ground="Bestaat niet.", now=NOW)
    session.commit()
    visitor = sign_in(anna)
    visitor.get("/organisatie/")
    assert words in visitor.text
    visitor.get("/organisatie/collegas/uitnodigen")
    assert visitor.page.find("input", {"name": "email"}) is None
    visitor.post(
        "/organisatie/collegas/uitnodigen", {"name": "B", "email": "b@veencollege.nl"}, status=409
    )


def test_a_postcode_of_elsewhere_is_caught_by_the_place(anna: Account, sign_in: SignIn) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    visitor.submit(ADDRESS | {"postcode": "7821 AK", "city": "Amsterdam"}, status=422)
    assert "Deze postcode ligt in Emmen." in visitor.text
    assert visitor.page.find("input", {"name": "city", "value": "Amsterdam"})


def test_a_manager_changes_the_data_and_the_place(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    visitor.submit(ADDRESS)
    assert "De gegevens zijn opgeslagen." in visitor.text
    assert "0591 12 34 56" in visitor.text
    session.expire_all()
    home = session.get_one(Organisation, anna.organisation_id)
    assert (home.postcode, home.house_number, home.city) == ("8011 AB", "12A", "Zwolle")
    assert (home.phone, home.website, home.pupils) == (
        "+31591123456",
        "https://www.veencollege.nl",
        812,
    )
    assert home.levels == {Level.HAVO, Level.VWO}
    assert home.precision is Precision.POSTCODE


def test_a_partner_is_not_asked_for_pupils(session: Session, sign_in: SignIn) -> None:
    anna = make_account(session, make_organisation(session, OrganisationKind.EMPLOYER))
    session.commit()
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    assert visitor.page.find("input", {"name": "pupils"}) is None
    visitor.submit(ADDRESS)
    session.expire_all()
    assert session.get_one(Organisation, anna.organisation_id).pupils is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"postcode": ""}, "Vul de postcode in."),
        ({"postcode": "0000 AA"}, "Vul een postcode in zoals 7811 AB."),
        ({"postcode": "1234 SS"}, "Vul een postcode in zoals 7811 AB."),
        ({"postcode": "7999 ZZ"}, "Deze postcode kennen we niet."),
        ({"house_number": "achter"}, "Vul een huisnummer in zoals 12 of 12A."),
        (
            {"postcode": "7999 ZZ", "is_new_postcode": "ja", "city": "Nergenshuizen"},
            "Deze plaats kennen we niet.",
        ),
        (
            {"postcode": "7999 ZZ", "is_new_postcode": "ja", "city": "Bergen"},
            "Er zijn meer plaatsen met deze naam.",
        ),
        ({"phone": "bel maar"}, "Vul een telefoonnummer in"),
        ({"website": "javascript:alert(1)"}, "Vul een webadres in zoals www.school.nl."),
        ({"pupils": "-1"}, "Vul een getal in van 1"),
        ({"pupils": "1e9"}, "Vul een heel getal in"),
        ({"levels": ["gymnasium"]}, "Kies een van de antwoorden uit de lijst."),
        ({"levels": []}, "Niveaus"),
        ({"street": "x" * 200}, "Gebruik hoogstens 120 tekens."),
        ({"city": "Em\x00men"}, "Er staat een teken in dat we niet kunnen bewaren."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    session: Session, anna: Account, sign_in: SignIn, changes: dict[str, object], sentence: str
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    visitor.submit(ADDRESS | changes, status=422)
    assert sentence in visitor.text
    kept = visitor.page.find("input", {"name": "street"})
    assert isinstance(kept, Tag)
    assert kept["value"] == (ADDRESS | changes)["street"]
    session.expire_all()
    assert session.get_one(Organisation, anna.organisation_id).city == "Emmen"


def test_everything_that_is_wrong_is_told_at_once(anna: Account, sign_in: SignIn) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    visitor.submit(ADDRESS | {"postcode": "7999 ZZ", "phone": "bel maar"}, status=422)
    assert len(visitor.page.select(".err")) == 2


def test_a_place_for_a_postcode_that_is_new_is_known_about(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    visitor.submit(ADDRESS | {"postcode": "7999 ZZ", "city": "Emmen", "is_new_postcode": "ja"})
    assert "ongeveer, op de plaats" in visitor.text


def test_a_place_with_namesakes_is_chosen_by_its_municipality(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/wijzigen")
    typed = ADDRESS | {"postcode": "7999 ZZ", "city": "Laren", "is_new_postcode": "ja"}
    visitor.submit(typed, status=422)
    (lochem,) = (
        str(option["value"])
        for option in visitor.page.select("#namesake option")
        if "Gelderland" in option.get_text()
    )
    visitor.submit(typed | {"namesake": lochem})
    session.expire_all()
    home = session.get_one(Organisation, anna.organisation_id)
    assert (home.city, home.precision) == ("Laren", Precision.PLACE)
