"""What people type who sign up, and what a test asks about it afterwards."""

from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.models.organisation import Organisation
from tests.factories import PASSWORD

CONTACT = {
    "contact_name": "Bram Bakker",
    "email": "bram@bakker.example",
    "password": PASSWORD,
}
ADDRESS = {"postcode": "7811 ab", "house_number": "12 a", "street": "Hoofdstraat", "city": ""}
EMPLOYER = CONTACT | ADDRESS | {"code": "01234567", "organisation_name": "Bakkerij De Molen"}
URL = "/aanmelden/bedrijf/gegevens"


def organisation(session: Session) -> Organisation:
    session.rollback()
    return session.scalars(select(Organisation)).one()


def count(session: Session, mapped: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(mapped)) or 0


def errors(page: BeautifulSoup) -> dict[str, str]:
    """Return the sentence beside each field."""
    return {
        str(sentence["id"]).removesuffix("-err"): sentence.get_text(" ", strip=True)
        for sentence in page.select("p.err")
    }
