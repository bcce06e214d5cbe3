"""Changing an evening that families know of."""

from datetime import timedelta

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


def test_a_colleague_who_changed_it_meanwhile_is_not_written_over_unseen(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen")
    visitor.submit(filled(anna, gezien="0123456789abcdef"), status=422)
    assert "Een collega wijzigde dit net ook." in visitor.text


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
