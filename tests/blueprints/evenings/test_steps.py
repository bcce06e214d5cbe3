"""Opening and calling off an evening, in two steps each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState, ParentLanguage
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import OutboxMail
from tests.factories import make_account, make_organisation
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.pages import SignIn


def draft(session: Session, school: Account) -> Evening:
    return make_evening(session, school.organisation, state=EveningState.DRAFT, opened_at=None)


def test_an_evening_is_opened_after_a_look_at_what_that_means(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = draft(session, anna)
    make_pupil(session, evening)
    make_pupil(session, evening, room=None)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/openen")
    assert "1 leerling heeft nog geen lokaal en tijd." in visitor.text
    assert "Gezinnen krijgen nog geen mail." in visitor.text
    visitor.submit()
    assert "De avond is open." in visitor.text
    session.expire_all()
    assert evening.is_open
    visitor.get(f"/presentatieavonden/{evening.id}/openen", status=409)


def test_what_is_missing_is_said_and_leads_to_where_it_is_done(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = draft(session, anna)
    session.commit()
    visitor = sign_in(anna)
    page = visitor.get(f"/presentatieavonden/{evening.id}/openen")
    assert "Dit moet eerst" in visitor.text
    assert page.find("a", href=f"/presentatieavonden/{evening.id}/leerlingen/")
    assert not page.find("form", action="")
    visitor.get("/wachtwoord-vergeten")
    visitor.post(f"/presentatieavonden/{evening.id}/openen", status=422)
    session.expire_all()
    assert not evening.is_open


def test_rooms_that_are_too_small_keep_it_closed(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation, state=EveningState.DRAFT, rooms={"A1": 2})
    for name in ("Sami", "Noor"):
        make_invitation(session, evening, first_name=name)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/openen")
    visitor.submit(status=422)
    assert "A1 heeft te weinig plaatsen." in visitor.text
    assert "Noor B" in visitor.text


def test_a_school_that_waits_for_its_check_cannot_open(session: Session, sign_in: SignIn) -> None:
    teacher = make_account(session, make_organisation(session, is_verified=False))
    evening = draft(session, teacher)
    make_pupil(session, evening)
    session.commit()
    visitor = sign_in(teacher)
    page = visitor.get(f"/presentatieavonden/{evening.id}/openen")
    assert not page.find("button", string="Ja, open de avond")
    visitor.get("/wachtwoord-vergeten")
    visitor.post(f"/presentatieavonden/{evening.id}/openen", status=409)


def test_calling_off_says_who_is_told_and_is_done_once(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening).household.record_invited(evening.created_at)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/afzeggen")
    assert "1 gezin krijgt een mail." in visitor.text
    assert "Dit kunt u niet terugdraaien" in visitor.text
    visitor.submit()
    assert "Deze avond gaat niet door" in visitor.text
    session.expire_all()
    assert evening.state is EveningState.CANCELLED
    assert len(session.scalars(select(OutboxMail)).all()) == 1
    for word in ("afzeggen", "wijzigen", "lokalen/", "openen"):
        visitor.get(f"/presentatieavonden/{evening.id}/{word}", status=409)


def test_a_draft_has_no_families_to_disappoint(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = draft(session, anna)
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/afzeggen", status=409)
    visitor.get("/wachtwoord-vergeten")
    visitor.post(f"/presentatieavonden/{evening.id}/deur", status=409)


def test_a_draft_is_removed_after_a_look_at_who_goes_with_it(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = draft(session, anna)
    make_invitation(session, evening)
    number = evening.id
    session.commit()
    visitor = sign_in(anna)
    page = visitor.get(f"/presentatieavonden/{number}")
    assert page.find("a", href=f"/presentatieavonden/{number}/verwijderen")
    visitor.get(f"/presentatieavonden/{number}/verwijderen")
    assert "1 leerling gaat mee weg" in visitor.text
    visitor.submit()
    assert "is verwijderd." in visitor.text
    visitor.get(f"/presentatieavonden/{number}", status=404)


def test_what_families_know_of_has_no_way_to_be_removed(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    session.commit()
    visitor = sign_in(anna)
    page = visitor.get(f"/presentatieavonden/{evening.id}")
    assert not page.find("a", href=f"/presentatieavonden/{evening.id}/verwijderen")
    visitor.get(f"/presentatieavonden/{evening.id}/verwijderen", status=409)


def test_a_cancelled_evening_says_who_was_mailed_and_leads_to_who_was_not(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening).household.record_invited(evening.created_at)
    pupil = make_pupil(session, evening, first_name="Aya")
    make_household(session, evening, pupil, emails=(None,), language=ParentLanguage.AR)
    session.commit()
    visitor, address = sign_in(anna), f"/presentatieavonden/{evening.id}"
    visitor.get(f"{address}/zonder-mail/briefjes", status=409)
    visitor.get(f"{address}/afzeggen")
    assert "1 gezin krijgt een mail." in visitor.text
    assert "1 gezin krijgt geen mail. Vertel het dat gezin zelf." in visitor.text
    page = visitor.submit()
    assert "1 gezin kreeg een mail." in visitor.text
    assert "1 gezin kreeg geen mail. Bel het, of geef een briefje mee." in visitor.text
    assert page.find("a", href=f"{address}/zonder-mail/")
    page = visitor.get(f"{address}/zonder-mail/")
    assert "Aya B (3A)" in visitor.text
    assert "Sami" not in visitor.text
    assert page.find("a", href=f"{address}/zonder-mail/briefjes")
    page = visitor.get(f"{address}/zonder-mail/briefjes")
    note = page.find("article")
    assert (note["lang"], note["dir"]) == ("ar", "rtl")  # type: ignore[index]
    assert "Aya B" in note.text  # type: ignore[union-attr]
