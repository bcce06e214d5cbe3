"""Sending invitations: the button, the progress, the quiet hours, and pressing twice."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.invitations.conftest import address
from tests.factories import NOW
from tests.factories_evenings import make_household, make_invitation, make_pupil
from tests.pages import Visitor, statements


def letters(session: Session) -> list[OutboxMail]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def refreshes(page: Visitor) -> bool:
    return page.page.find("meta", attrs={"http-equiv": "refresh"}) is not None


@pytest.mark.both_databases
def test_one_press_sends_all_and_a_second_press_sends_nothing(
    session: Session, school: Visitor, evening: Evening
) -> None:
    for _ in range(3):
        make_invitation(session, evening)
    make_household(session, evening, make_pupil(session, evening), emails=(None,))
    session.commit()
    school.get(address(evening, "versturen/"))
    assert "Verstuur 3 uitnodigingen" in school.text
    assert "1 gezin heeft geen e-mailadres." in school.text
    school.submit()
    assert "De uitnodigingen voor 3 gezinnen gaan weg." in school.text
    assert "0 van 3 mails verstuurd" in school.text
    assert refreshes(school)
    school.get(address(evening))
    school.post(address(evening, "versturen/"))
    assert "Alle gezinnen met een e-mailadres hebben hun uitnodiging al." in school.text
    assert len(letters(session)) == 3


def test_the_progress_stops_coming_back_when_all_is_sent(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening)
    session.commit()
    school.get(address(evening, "versturen/"))
    school.submit()
    for letter in letters(session):
        letter.send(NOW)
    session.commit()
    school.get(address(evening, "versturen/"))
    assert "1 van 1 mails verstuurd" in school.text
    assert not refreshes(school)


def test_at_night_the_page_says_that_the_mail_waits_for_the_morning(
    session: Session, school: Visitor, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=12))
    make_invitation(session, evening)
    session.commit()
    school.get(address(evening, "versturen/"))
    assert "De mail gaat weg om 08:00, op woensdag 11 november 2026." in school.text
    school.submit()
    assert "De rest gaat weg om 08:00." in school.text
    assert not refreshes(school)


def test_a_pupil_without_a_place_is_named_before_sending(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_household(session, evening, make_pupil(session, evening, room=None))
    session.commit()
    school.get(address(evening, "versturen/"))
    assert "1 leerling staat nog niet in het programma." in school.text


@pytest.mark.parametrize("state", [EveningState.DRAFT, EveningState.CANCELLED])
def test_an_evening_that_is_not_open_has_no_button_and_takes_no_post(
    session: Session, school: Visitor, evening: Evening, state: EveningState
) -> None:
    make_invitation(session, evening)
    evening.state = state
    session.commit()
    school.get(address(evening, "versturen/"))
    assert "Verstuur 1" not in school.text
    school.get("/account")
    school.post(address(evening, "versturen/"), status=409)
    assert letters(session) == []


def test_the_page_costs_as_many_statements_for_many(
    app: Flask, session: Session, school: Visitor, evening: Evening
) -> None:
    seen = []
    for more in (2, 40):
        for _ in range(more):
            make_invitation(session, evening)
        session.commit()
        with statements(app) as sent:
            school.get(address(evening, "versturen/"))
        seen.append(len(sent))
    assert seen[0] == seen[1]
    assert seen[0] <= 8
