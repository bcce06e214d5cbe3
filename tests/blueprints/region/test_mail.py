"""The mail that failed in a region, and what the lists of a coordinator cost."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.blueprints.region.letter_names import NAMES
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letters_parents import TO_HOUSEHOLDS
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState
from tests.factories import NOW, make_account, make_organisation
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.factories_region import first_colleague, make_dead_letter
from tests.pages import SignIn, statements


def test_mail_that_failed_says_who_what_when_and_why_and_is_tried_again(
    session: Session, coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    letters = [make_dead_letter(session, first_colleague(session, waiting)) for _ in range(2)]
    session.commit()
    visitor = sign_in(coordinator)
    visitor.get("/regio/mail")
    for words in (
        "anna@veencollege.nl",
        "Veencolege",
        "Kies een nieuw wachtwoord",
        "dinsdag 10 november 2026",
        "550 mailbox unavailable",
        "De mail is geweigerd, of we probeerden het meer dan een dag lang.",
    ):
        assert words in visitor.text
    visitor.post(f"/regio/mail/{letters[0].id}/opnieuw")
    assert "1 mail wacht nog" in visitor.text
    visitor.post(f"/regio/mail/{letters[0].id}/opnieuw", status=409)
    visitor.get("/regio/mail")
    visitor.post("/regio/mail/opnieuw")
    session.expire_all()
    assert {letter.state for letter in letters} == {MailState.WAITING}
    assert "We proberen 1 mail opnieuw te sturen." in visitor.text
    assert "Alle mail is aangekomen" in visitor.text
    visitor.post("/regio/mail/opnieuw")
    assert "Er is geen mail meer om opnieuw te sturen." in visitor.text


def test_letters_to_parents_are_no_business_of_the_coordinator(
    session: Session, coordinator: Account, waiting: Organisation, sign_in: SignIn
) -> None:
    evening = make_evening(session, waiting)
    household = make_household(session, evening, make_pupil(session, evening))
    dead, late = (
        post_to_household(
            session, MailKind.EVENING_INVITED, household, now=NOW, evening_id=evening.id
        )[0]
        for _ in range(2)
    )
    dead.attempts = 99
    dead.fail(NOW, error="550 mailbox unavailable")
    session.commit()

    visitor = sign_in(coordinator)
    visitor.get("/regio/mail")
    assert "familie.example" not in visitor.text
    assert "Alle mail is aangekomen" in visitor.text
    assert "wacht nog" not in visitor.text
    visitor.post(f"/regio/mail/{dead.id}/opnieuw", status=404)
    visitor.post("/regio/mail/opnieuw")
    session.expire_all()
    assert (dead.state, late.state) == (MailState.DEAD, MailState.WAITING)


def test_a_number_larger_than_any_key_is_not_there(coordinator: Account, sign_in: SignIn) -> None:
    visitor = sign_in(coordinator)
    visitor.get("/regio/mail")
    visitor.post(f"/regio/mail/{2**63}/opnieuw", status=404)
    visitor.get(f"/regio/organisaties/{10**30}", status=404)


def test_every_letter_that_a_coordinator_may_see_has_a_name() -> None:
    assert NAMES.keys() == set(MailKind) - TO_HOUSEHOLDS.keys()


@pytest.mark.both_databases
def test_the_lists_take_few_statements_however_long(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    coordinator = make_account(session)
    for _ in range(30):
        account = make_account(session, make_organisation(session, is_verified=False))
        make_dead_letter(session, account)
    session.commit()
    visitor = sign_in(coordinator)
    number = account.organisation_id
    for url, most in (
        ("/regio/organisaties?zoek=veen", 5),
        (f"/regio/organisaties/{number}", 5),
        ("/regio/mail", 5),
    ):
        with statements(app) as seen:
            visitor.get(url)
        assert len(seen) <= most, seen
