from flask import Flask
from icalendar import Calendar
from sqlalchemy.orm import Session

from partnerlink.domain.talk import TalkState
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from tests.calendar_program import Program, events
from tests.factories import make_account, make_organisation
from tests.factories_mail import make_talk
from tests.pages import SignIn


def program_of(sign_in: SignIn, account: Account) -> Program:
    return Program(sign_in(account).client)


def test_one_talk_can_be_kept_as_a_file(talk: Talk, sign_in: SignIn) -> None:
    answer = program_of(sign_in, talk.request.contact).get(f"/agenda/afspraak/{talk.id}.ics")

    (event,) = events(answer)
    assert Calendar.from_ical(answer.data)["METHOD"] == "PUBLISH"
    assert event["UID"] == talk.calendar_uid
    assert answer.headers["Content-Disposition"] == f"attachment; filename=gastles-{talk.id}.ics"


def test_strangers_coordinators_and_who_did_not_sign_in_get_no_file(
    app: Flask, session: Session, talk: Talk, sign_in: SignIn
) -> None:
    strangers = [make_account(session, make_organisation(session)), make_account(session)]
    session.commit()
    url = f"/agenda/afspraak/{talk.id}.ics"

    for stranger in strangers:
        assert program_of(sign_in, stranger).get(url).status_code == 404
    assert Program(app.test_client()).get(url).status_code == 302


def test_a_talk_without_a_date_is_no_file(session: Session, sign_in: SignIn) -> None:
    talk = make_talk(session, TalkState.INVITED)
    session.commit()

    answer = program_of(sign_in, talk.offer.contact).get(f"/agenda/afspraak/{talk.id}.ics")

    assert answer.status_code == 404
