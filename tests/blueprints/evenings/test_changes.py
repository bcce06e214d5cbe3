"""Changing an evening that families know of."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.evenings.test_pages import filled, own, the_one
from tests.factories_evenings import DAY, make_evening, make_invitation
from tests.pages import SignIn


def test_another_day_for_families_is_asked_about_first_and_then_told(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation, contact_id=anna.id)
    make_invitation(session, evening).household.record_invited(evening.created_at)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    moved = filled(anna, day="2026-12-09", answer_by="2026-12-06", held_until="2026-12-01")
    page = visitor.submit(moved)
    assert "Weet u zeker dat de avond op woensdag 9 december 2026 is?" in visitor.text
    assert "1 gezin krijgt een mail." in visitor.text
    assert the_one(session).day == DAY
    sure = page.find("input", {"name": "zeker"})["value"]  # type: ignore[index]
    visitor.submit(moved | {"zeker": str(sure)})
    assert "Uw wijziging is bewaard. 1 gezin krijgt een mail." in visitor.text
    assert (the_one(session).day, the_one(session).sequence) == (DAY + timedelta(days=1), 1)
    assert session.scalars(select(OutboxMail.kind)).all() == [MailKind.EVENING_CHANGED]


def test_who_was_sure_of_another_day_is_asked_again(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    visitor.submit(
        filled(anna, day="2026-12-09", answer_by="2026-12-06", zeker="2026-12-10"),
    )
    assert "Weet u zeker" in visitor.text
    assert the_one(session).day == DAY


def test_an_open_evening_moves_to_an_earlier_day_once_its_other_days_fit(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    days = {"day": "2026-11-24", "answer_by": "2026-12-06", "held_until": "2026-12-01"}
    visitor.submit(filled(anna, **days), status=422)
    assert "Kies een dag vóór dinsdag 24 november 2026." in visitor.text
    assert "Kies maandag 23 november 2026, of een dag daarvoor." in visitor.text
    days |= {"answer_by": "2026-11-20", "held_until": "2026-11-17", "zeker": "2026-11-24"}
    visitor.submit(filled(anna, **days))
    found = the_one(session)
    assert (found.day.day, found.answer_by.day, found.held_until.day) == (24, 20, 17)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"day": "2026-11-10"}, "Kies een dag vanaf 11 november 2026."),
        ({"answer_by": "2026-11-09", "held_until": "2026-11-09"}, "Deze dag is al voorbij."),
        ({"held_until": "2026-11-09"}, "Deze dag is al voorbij."),
    ],
)
def test_no_day_of_an_open_evening_moves_into_the_past(
    session: Session, anna: Account, sign_in: SignIn, days: dict[str, str], sentence: str
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    usual = {"day": "2026-12-08", "answer_by": "2026-12-06", "held_until": "2026-12-01"}
    visitor.submit(filled(anna, **(usual | days)), status=422)
    assert sentence in visitor.text
    assert the_one(session).day == DAY


def test_a_colleague_who_changed_it_meanwhile_is_not_written_over_unseen(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    visitor.submit(filled(anna, gezien="0123456789abcdef"), status=422)
    assert "Een collega wijzigde dit net ook." in visitor.text


def test_what_the_colleague_changed_stands_beside_the_question(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    page = visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    evening.entrance = "Ingang aan het plein"
    session.commit()
    mine = filled(anna, entrance="De hoofdingang", gezien=seen(page))
    page = visitor.submit(mine, status=422)
    assert "Een collega wijzigde dit net. Nu staat er: Ingang aan het plein" in visitor.text
    # In the summary, and beside the one question that it is about.
    assert visitor.text.count("Nu staat er:") == 2
    visitor.submit(mine | {"gezien": seen(page)})
    assert the_one(session).entrance == "De hoofdingang"


def seen(page: BeautifulSoup) -> str:
    return str(page.find("input", {"name": "gezien"})["value"])  # type: ignore[index]


def test_more_seats_than_there_are_is_said_with_the_names(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation, rooms={"A1": 4})
    for name in ("Sami", "Noor"):
        make_invitation(session, evening, first_name=name)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    visitor.submit(filled(anna, seats_per_family="3"), status=422)
    assert "A1 heeft daar te weinig plaatsen voor." in visitor.text
    assert "Noor B" in visitor.text
    assert the_one(session).seats_per_family == 2
