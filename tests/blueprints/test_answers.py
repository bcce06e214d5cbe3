"""Answers from a mail: one page, one button, nobody signed in."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock, links
from partnerlink.answer_links import ANSWERABLE, answer_link, read_answer
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.talk import TALK, Side, TalkState
from partnerlink.links import Purpose, sign
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.talk_steps.forms import date_key
from partnerlink.talk_steps.table import BY_ACTION
from tests.factories import make_account, make_organisation, mornings
from tests.factories_talks import AFTER_THE_TALK, letters, make_talk, state_of
from tests.pages import Visitor, statements

GROUP = {"groups-0-leerjaar": "3", "groups-0-level": "vmbo_kb", "groups-0-pupils": "24"}
SENT: dict[str, dict[str, str]] = {
    "accept": {"date": date_key(mornings(1)[0])},
    "cancel": {"reason": "Ik ben ziek."},
    "record_held": GROUP,
    "record_not_held": {"reason": "De bus kwam niet."},
    "evaluate": {"rating": "4", "again": "ja"},
}
ASKED = [
    (TalkState.INVITED, Side.PARTNER, "accept"),
    (TalkState.APPLIED, Side.SCHOOL, "accept"),
    (TalkState.INVITED, Side.PARTNER, "decline"),
    (TalkState.APPLIED, Side.SCHOOL, "decline"),
    (TalkState.RESERVE, Side.PARTNER, "withdraw"),
    (TalkState.PLANNED, Side.SCHOOL, "reconfirm"),
    (TalkState.PLANNED, Side.PARTNER, "reconfirm"),
    (TalkState.PLANNED, Side.PARTNER, "cancel"),
    (TalkState.PLANNED, Side.SCHOOL, "record_held"),
    (TalkState.PLANNED, Side.SCHOOL, "record_not_held"),
    (TalkState.HELD, Side.SCHOOL, "evaluate"),
    (TalkState.HELD, Side.PARTNER, "evaluate"),
]
LATER = {"record_held", "record_not_held", "evaluate"}


def path_to(talk: Talk, side: Side, action: str) -> str:
    return answer_link(talk, talk.contact_at(side), side, action).removeprefix("http://localhost")


@pytest.mark.parametrize(("state", "side", "action"), ASKED)
def test_a_button_in_a_mail_answers_without_signing_in(
    session: Session,
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    state: TalkState,
    side: Side,
    action: str,
) -> None:
    talk = make_talk(session, state)
    number, path = talk.id, path_to(talk, side, action)
    session.commit()
    if action in LATER:
        monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    page = visitor.get(path)
    assert len(page.select("main form button.btn:not(.line)")) == 1
    visitor.submit(SENT.get(action, {}))
    assert visitor.url == f"{path}/klaar"
    assert state_of(session, number) is TALK.after(action, state)


@pytest.mark.parametrize(("state", "side", "action"), ASKED)
def test_a_program_that_opens_every_link_changes_nothing(
    app: Flask, session: Session, visitor: Visitor, state: TalkState, side: Side, action: str
) -> None:
    talk = make_talk(session, state)
    number, path, before = talk.id, path_to(talk, side, action), len(letters(session))
    session.commit()
    with statements(app) as seen:
        for _ in range(3):
            visitor.client.get(path)
            visitor.client.head(path)
            visitor.client.options(path)
        visitor.client.get(f"{path}/klaar")
    assert not [s for s in seen if s.split()[0] not in ("SELECT", "SAVEPOINT", "RELEASE")]
    assert state_of(session, number) is state
    assert len(letters(session)) == before


def test_every_answer_of_a_mail_has_a_page() -> None:
    assert BY_ACTION.keys() >= ANSWERABLE


def test_no_mail_asks_for_what_has_no_page(session: Session) -> None:
    talk = make_talk(session)
    with pytest.raises(ValueError, match="no mail asks to expire"):
        answer_link(talk, talk.contact_at(Side.SCHOOL), Side.SCHOOL, "expire")


def test_a_link_carries_who_may_do_what(session: Session) -> None:
    talk = make_talk(session)
    person = talk.contact_at(Side.PARTNER)
    token = path_to(talk, Side.PARTNER, "accept").rpartition("/")[2]
    answer = read_answer(token)
    assert answer[:4] == (talk.id, person.id, Side.PARTNER, "accept")
    assert answer.is_for(talk, person)
    assert not answer.is_for(make_talk(session), person)


def test_a_wrong_old_or_forged_link_works_no_more(
    session: Session, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session)
    person = talk.contact_at(Side.PARTNER)
    number, account = talk.id, person.id
    path = path_to(talk, Side.PARTNER, "accept")
    stranger = make_account(session, make_organisation(session))
    forged = [
        path[:-4],
        "/antwoord/onzin",
        "/antwoord/" + sign(Purpose.FEED, number, account, "partner", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, number, account, "school", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, number, account, "somebody", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, number, account, "partner", "set_time"),
        "/antwoord/" + sign(Purpose.ANSWER, number, stranger.id, "partner", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, number + 1, account, "partner", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, str(number), account, "partner", "accept"),
        "/antwoord/" + sign(Purpose.ANSWER, number),
    ]
    session.commit()
    for address in forged:
        visitor.get(path)
        visitor.get(address, status=410)
        visitor.get(path)
        visitor.post(address, SENT["accept"], status=410)
    monkeypatch.setitem(links.MAX_AGE_SECONDS, Purpose.ANSWER, -1)
    visitor.get(path, status=410)
    assert state_of(session, number) is TalkState.INVITED


def test_the_link_of_somebody_who_left_works_no_more(session: Session, visitor: Visitor) -> None:
    talk = make_talk(session)
    path = path_to(talk, Side.PARTNER, "accept")
    talk.contact_at(Side.PARTNER).is_enabled = False
    session.commit()
    visitor.get(path, status=410)


@pytest.mark.parametrize("action", ["accept", "decline"])
def test_a_link_that_is_overtaken_says_how_it_stands(
    session: Session, visitor: Visitor, action: str
) -> None:
    talk = make_talk(session)
    path, number = path_to(talk, Side.PARTNER, action), talk.id
    session.commit()
    visitor.get(path)
    visitor.submit(SENT.get(action, {}))
    visitor.get(path, status=409)
    assert "Hier is al op geantwoord" in visitor.text
    count = len(letters(session))
    visitor.get("/privacy")
    visitor.get(path, status=409)
    visitor.client.get("/")
    assert state_of(session, number) is (
        TalkState.PLANNED if action == "accept" else TalkState.DECLINED
    )
    assert len(letters(session)) == count


def test_a_second_press_on_the_button_is_told_and_changes_nothing(
    session: Session, visitor: Visitor
) -> None:
    talk = make_talk(session)
    path = path_to(talk, Side.PARTNER, "accept")
    session.commit()
    visitor.get(path)
    token = visitor.page.select_one("input[name=csrf_token]")
    assert token is not None
    visitor.submit(SENT["accept"])
    count = session.scalars(select(OutboxMail.id)).all()
    session.rollback()
    visitor.post(path, SENT["accept"] | {"csrf_token": str(token["value"])}, status=409)
    assert session.scalars(select(OutboxMail.id)).all() == count


def test_saying_twice_that_it_goes_on_is_no_mistake(session: Session, visitor: Visitor) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    path = path_to(talk, Side.PARTNER, "reconfirm")
    session.commit()
    visitor.get(path)
    token = visitor.token
    visitor.submit()
    assert "Dank u wel" in visitor.text
    visitor.post(path, {"csrf_token": token})
    assert "Dank u wel" in visitor.text


def test_who_said_already_that_it_goes_on_is_not_asked_again(
    session: Session, visitor: Visitor
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    path = path_to(talk, Side.PARTNER, "reconfirm")
    session.commit()
    visitor.get(path)
    visitor.submit()
    page = visitor.get(path)
    assert visitor.url == f"{path}/klaar"
    assert "Dank u wel" in visitor.text
    assert not page.select("main form")


def test_an_answer_needs_the_token_of_the_page(session: Session, visitor: Visitor) -> None:
    talk = make_talk(session)
    path, number = path_to(talk, Side.PARTNER, "decline"), talk.id
    session.commit()
    assert visitor.client.post(path).status_code in (400, 422)
    assert state_of(session, number) is TalkState.INVITED


def test_bad_input_is_answered_beside_the_field(session: Session, visitor: Visitor) -> None:
    talk = make_talk(session)
    path = path_to(talk, Side.PARTNER, "accept")
    session.commit()
    visitor.get(path)
    visitor.submit({"date": "2026-02-31-morning"}, status=422)
    assert "uit de lijst" in visitor.text


def test_the_page_is_in_the_language_of_the_receiver(session: Session, visitor: Visitor) -> None:
    talk = make_talk(session)
    person = talk.contact_at(Side.PARTNER)
    person.language = type(person.language).EN
    path = path_to(talk, Side.PARTNER, "accept")
    session.commit()
    html = visitor.get(path).find("html")
    assert html is not None
    assert html["lang"] == "en"  # type: ignore[index]


def test_a_link_that_cannot_be_read_raises_one_refusal(app: Flask) -> None:
    with app.app_context(), pytest.raises(LinkInvalid):
        read_answer("onzin")
