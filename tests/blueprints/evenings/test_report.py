"""The report on the page and as a file: numbers, no names."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.models.account import Account
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services.evening_report import freeze
from partnerlink.tables.csv_file import csv_lines
from tests.factories_evenings import DAY, make_evening, make_invitation
from tests.pages import SignIn
from tests.ticking import on


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
    assert "=3A 1 1 1 1 2 0 niet geteld niet geteld" in visitor.text
    assert "Hele avond 2 2 1 1 2 0 niet geteld niet geteld" in visitor.text
    assert "Tolk: Turks 1" in visitor.text
    assert "Sami" not in visitor.text
    file = visitor.client.get(f"/presentatieavonden/{evening.id}/verslag/verslag.csv")
    assert file.headers["Content-Disposition"] == (
        "attachment; filename=presentatieavond-2026-12-08.csv"
    )
    rows = [cells for _, cells in csv_lines(file.data)]
    assert rows[1] == ["3B", "1", "1", "0", "0", "0", "0", "niet geteld", "niet geteld"]
    assert rows[2][0] == "'=3A"


def test_who_came_is_a_number_once_somebody_was_counted_at_the_door(
    session: Session, anna: Account, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, anna.organisation)
    came, _ = make_invitation(session, evening), make_invitation(session, evening, class_name="3B")
    came.answer(2, kept=2, now=evening.created_at, by=None)
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: on(DAY + timedelta(days=1)))
    visitor = sign_in(anna)
    pages = [f"/presentatieavonden/{evening.id}{part}" for part in ("", "/verslag/")]
    for page in pages:
        visitor.get(page)
        assert "niet geteld wie er kwam" in visitor.text
        assert "wacht op een plaats" not in visitor.text
    came.check_in(2, now=on(DAY, "19:00"))
    session.commit()
    visitor.get(pages[0])
    assert "2 mensen kwamen kijken" in visitor.text
    visitor.get(pages[1])
    assert "Hele avond 2 2 1 1 2 0 2 1" in visitor.text
    assert "3B 1 1 0 0 0 0 0 0" in visitor.text


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
