"""The report on the page and as a file: numbers, no names."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services.evening_report import freeze
from partnerlink.tables.csv_file import csv_lines
from tests.factories_evenings import make_evening, make_invitation
from tests.pages import SignIn


def test_the_report_has_a_line_for_each_class_and_names_nobody(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    coming = make_invitation(session, evening, first_name="Sami", class_name="=3A")
    make_invitation(session, evening, first_name="Noor", class_name="3B")
    coming.answer(2, kept=2, now=evening.created_at, by=None)
    session.add(InvitationNeeds(invitation_id=coming.id, interpreter="Turks", children=2))
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/verslag/")
    assert "=3A 1 1 1 1 2 0 0 0" in visitor.text
    assert "Hele avond 2 2 1 1 2 0 0 0" in visitor.text
    assert "Tolk: Turks 1" in visitor.text
    assert "Sami" not in visitor.text
    file = visitor.client.get(f"/presentatieavonden/{evening.id}/verslag/verslag.csv")
    assert file.headers["Content-Disposition"] == (
        "attachment; filename=presentatieavond-2026-12-08.csv"
    )
    rows = [cells for _, cells in csv_lines(file.data)]
    assert rows[1] == ["3B", "1", "1", "0", "0", "0", "0", "0", "0"]
    assert rows[2][0] == "'=3A"


def test_the_report_reads_the_same_when_the_people_are_erased(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening)
    session.commit()
    visitor = sign_in(anna)
    address = f"/presentatieavonden/{evening.id}/verslag/"
    before = visitor.get(address)
    freeze(session, evening)
    session.execute(delete(Invitation))
    session.commit()
    assert visitor.get(address) == before


def test_without_pupils_there_is_nothing_to_count(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/verslag/")
    assert "Er is nog niets te tellen." in visitor.text
