"""The pages about a school's own days off."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.school_holiday import SchoolHoliday
from tests.blueprints.organisations.cast import add_official
from tests.pages import SignIn


def test_a_school_keeps_its_own_days_and_takes_the_regions_back(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    official = add_official(session)
    visitor = sign_in(anna)
    visitor.get("/organisatie/vakanties/")
    assert "Voorjaarsvakantie za 20 feb t/m zo 28 feb" in visitor.text
    visitor.get(f"/organisatie/vakanties/{official.id}/eigen-dagen")
    assert visitor.page.find("input", {"name": "first_day"})["value"] == "2027-02-20"  # type: ignore[index]
    visitor.submit({"first_day": "2027-02-13", "last_day": "21-02-2027"})
    assert "za 13 feb t/m zo 21 feb de regio: za 20 feb t/m zo 28 feb" in visitor.text
    assert "Eigen dagen" in visitor.text
    own = session.scalars(
        select(SchoolHoliday).where(SchoolHoliday.organisation_id == anna.organisation_id)
    ).one()
    session.commit()
    visitor.post(f"/organisatie/vakanties/{own.id}/weg")
    assert "Uw eigen dagen zijn weggehaald." in visitor.text
    visitor.post(f"/organisatie/vakanties/{official.id}/weg", status=404)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Geef de vrije dagen een naam."),
        ({"first_day": "31-02-2027"}, "De datum 31-2-2027 bestaat niet."),
        ({"first_day": "2024-01-01"}, "Kies een dag vanaf"),
        ({"last_day": "2027-01-01"}, "Kies een dag op of na de eerste vrije dag."),
        ({"last_day": "2027-12-31"}, "Zo lang kan een vakantie niet zijn."),
    ],
)
def test_days_that_cannot_be_are_told_of(
    session: Session, anna: Account, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    days = {"name": "Studiedag", "first_day": "2027-03-01", "last_day": "2027-03-02"}
    visitor = sign_in(anna)
    visitor.get("/organisatie/vakanties/nieuw")
    visitor.submit(days | changes, status=422)
    assert sentence in visitor.text
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 0
    session.commit()
    visitor.submit(days)
    assert "Studiedag" in visitor.text


def test_a_year_full_of_days_off_is_refused_in_words(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/vakanties/nieuw")
    for first, last in (("2026-09-01", "2026-10-28"), ("2026-11-01", "2026-12-28")):
        visitor.submit({"name": f"Vrij {first}", "first_day": first, "last_day": last})
        visitor.get("/organisatie/vakanties/nieuw")
    visitor.submit({"name": "Vrij", "first_day": "2027-01-01", "last_day": "2027-02-28"})
    visitor.get("/organisatie/vakanties/nieuw")
    visitor.submit(
        {"name": "Nog meer", "first_day": "2027-03-01", "last_day": "2027-04-28"}, status=422
    )
    assert "Zo blijven er te weinig schooldagen over." in visitor.text
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 3
