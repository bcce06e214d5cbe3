"""Moving to another e-mail address, from the page of one's account to the link in the mail."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.links import Purpose
from partnerlink.mail.kinds import MailKind
from partnerlink.models.outbox import OutboxMail
from tests.factories import PASSWORD, make_account
from tests.factories_accounts import Sign, again, anna, is_in, letters
from tests.pages import SignIn, Visitor

NEW = "anna@nieuw.example"


def test_the_link_in_the_mail_to_the_new_address_changes_it(
    session: Session, sign_in: SignIn, sign: Sign
) -> None:
    account = anna(session)
    here, elsewhere = sign_in(account), sign_in(account)
    page = here.get("/account")
    here.get(str(page.select_one("a[href$=e-mailadres]")["href"]))  # type: ignore[index]
    here.submit({"email": "Anna@Nieuw.example", "present_password": PASSWORD})
    assert "We sturen een mail naar" in here.text
    assert letters(session) == [MailKind.MOVE_EMAIL]
    (letter,) = session.scalars(select(OutboxMail))
    assert letter.recipient.lower() == NEW

    link = f"/nieuw-adres/{sign(Purpose.MOVE_EMAIL, account.id, account.session_key, NEW)}"
    here.get(link)
    assert NEW in here.text
    assert again(session, account).email != NEW
    here.submit()
    assert again(session, account).email == NEW
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert MailKind.EMAIL_MOVED in letters(session)
    here.get(link, status=410)


def test_whoever_opens_the_link_elsewhere_signs_in_first(
    session: Session, visitor: Visitor, sign: Sign
) -> None:
    account = anna(session)
    visitor.get(f"/nieuw-adres/{sign(Purpose.MOVE_EMAIL, account.id, account.session_key, NEW)}")
    visitor.submit()
    assert visitor.url == "/inloggen"
    visitor.submit({"email": NEW, "password": PASSWORD})
    assert is_in(visitor)


def test_nobody_moves_an_account_on_a_computer_left_open(session: Session, sign_in: SignIn) -> None:
    account = anna(session)
    someone = sign_in(account)
    someone.get("/account/e-mailadres")
    page = someone.submit({"email": NEW, "present_password": "geraden"}, status=422)
    assert "niet uw wachtwoord" in page.get_text()
    someone.submit({"email": account.email, "present_password": PASSWORD}, status=422)
    assert "al uw e-mailadres" in someone.text
    assert letters(session) == []


def test_the_answer_is_the_same_when_somebody_has_the_address(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    account = anna(session)
    make_account(session, email=NEW)
    session.commit()
    told = []
    for email in (NEW, "vrij@nieuw.example"):
        someone = sign_in(account)
        someone.get("/account/e-mailadres")
        someone.submit({"email": email, "present_password": PASSWORD})
        told.append(someone.text.replace(email, "ADRES"))
    assert told[0] == told[1]
    assert letters(session) == [MailKind.EMAIL_IN_USE, MailKind.MOVE_EMAIL]


def test_an_address_that_was_taken_meanwhile_is_refused_in_words(
    session: Session, visitor: Visitor, sign: Sign
) -> None:
    account = anna(session)
    visitor.get(f"/nieuw-adres/{sign(Purpose.MOVE_EMAIL, account.id, account.session_key, NEW)}")
    make_account(session, email=NEW)
    session.commit()
    visitor.submit(status=409)
    assert "is al iemand aangemeld" in visitor.text


def test_a_telephone_number_of_ones_own_is_kept(session: Session, sign_in: SignIn) -> None:
    account = anna(session)
    someone = sign_in(account)
    someone.get("/account")
    page = someone.submit({"name": "Anna", "phone": "06 1234", "language": "nl"}, status=422)
    assert page.find(id="phone-err") is not None
    someone.submit({"name": "Anna", "phone": "06 12 34 56 78", "language": "nl"})
    assert again(session, account).phone == "+31612345678"
    assert someone.get("/account").find(id="phone")["value"] == "06 12 34 56 78"  # type: ignore[index]
