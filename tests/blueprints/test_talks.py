"""The pages of talks: lists, the first step, one talk, and every step from every state."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain import policy
from partnerlink.domain.talk import FILLED, TALK, RequestState, Side, TalkState
from partnerlink.models.encounter import Encounter
from partnerlink.models.talk import Talk
from partnerlink.services import talk_answers
from partnerlink.services.talks import lock_talk
from partnerlink.talk_steps.forms import date_key
from partnerlink.talk_steps.table import BY_WORD
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    mornings,
)
from tests.factories_talks import (
    AFTER_THE_TALK,
    Cast,
    letters,
    make_cast,
    make_talk,
    state_of,
)
from tests.pages import SignIn, statements

GROUP = {"groups-0-leerjaar": "3", "groups-0-level": "vmbo_kb", "groups-0-pupils": "24"}
FILLED_IN: dict[str, dict[str, str]] = {
    "aannemen": {"date": date_key(mornings(1)[0])},
    "reserve": {},
    "afwijzen": {"reason": ""},
    "intrekken": {"reason": ""},
    "doorgaan": {},
    "afzeggen": {"reason": "Ik ben ziek.", "afterwards": "set_aside"},
    "aantallen": GROUP,
    "tijd": {"begin": "10:00", "end": "11:00"},
    "plaats": {"venue": "at_school"},
    "link": {"link": "https://bellen.example/1"},
    "vog": {"seen_by": "Mevrouw Jansen", "seen_on": TODAY.isoformat()},
    "gegeven": GROUP,
    "niet-doorgegaan": {"reason": "De bus kwam niet."},
    "terugblik": {"rating": "4", "remark": "Brood.", "again": "ja"},
    "nog-een-keer": {},
}
NEEDS_A_PLANNED_ONE = "reserve"
NEEDS_A_SCHOOL_THAT_WANTS = "nog-een-keer"
NEEDS_TO_BE_ONLINE = "link"
AFTER_BEGIN = {"gegeven", "aantallen", "niet-doorgegaan", "terugblik", "nog-een-keer"}


def set_clock(monkeypatch: pytest.MonkeyPatch, *, later: bool = False) -> None:
    moment = AFTER_THE_TALK if later else NOW
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.parametrize("state", TalkState)
def test_every_step_from_every_state_by_every_side(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, state: TalkState
) -> None:
    talk = make_talk(session, state)
    stranger = make_account(session, make_organisation(session))
    people = {side: talk.contact_at(side) for side in Side}
    may = {
        (side, word): policy.may(people[side].actor, f"talk.{BY_WORD[word].action}", talk)
        for side in Side
        for word in BY_WORD
    }
    number, letters_before = talk.id, len(letters(session))
    outsider = sign_in(stranger)
    visitors = {side: sign_in(person) for side, person in people.items()}
    session.commit()
    for word in BY_WORD:
        set_clock(monkeypatch, later=word in AFTER_BEGIN)
        allowed = TALK.allows(BY_WORD[word].action, state)
        page = f"/afspraken/{number}/{word}"
        outsider.get(page, status=404)
        for side, visitor in visitors.items():
            expected = 409 if not allowed else (200 if may[side, word] else 403)
            visitor.get(page, status=expected)
            if expected != 200:
                visitor.get(f"/afspraken/{number}")
                visitor.post(page, FILLED_IN[word], status=expected)
                assert state_of(session, number) is state
    assert len(letters(session)) == letters_before


CASES = [
    (state, side, word)
    for state in TalkState
    for side in Side
    for word, step in BY_WORD.items()
    if TALK.allows(step.action, state)
    and word not in (NEEDS_A_PLANNED_ONE, NEEDS_A_SCHOOL_THAT_WANTS, NEEDS_TO_BE_ONLINE)
    and policy.may(
        policy.Actor(
            account_id=1,
            organisation_id=1 if side is Side.SCHOOL else 2,
            role=policy.Role.MEMBER,
            region_code=None,
            is_verified=True,
        ),
        f"talk.{step.action}",
        type("Link", (), {"school_id": 1, "partner_id": 2, "state": state}),
    )
]


@pytest.mark.parametrize(("state", "side", "word"), CASES)
def test_a_step_that_is_allowed_is_taken_through_its_page(
    session: Session,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    state: TalkState,
    side: Side,
    word: str,
) -> None:
    talk = make_talk(session, state)
    number, person = talk.id, talk.contact_at(side)
    visitor = sign_in(person)
    session.commit()
    set_clock(monkeypatch, later=word in AFTER_BEGIN)
    visitor.get(f"/afspraken/{number}/{word}")
    visitor.submit(FILLED_IN[word])
    assert visitor.url == f"/afspraken/{number}"
    assert state_of(session, number) is TALK.after(BY_WORD[word].action, state)


def test_a_school_without_encounters_has_one_after_recording(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, teacher = talk.id, talk.contact_at(Side.SCHOOL)
    visitor = sign_in(teacher)
    session.commit()
    set_clock(monkeypatch, later=True)
    visitor.get(f"/afspraken/{number}")
    assert "De les is gegeven" in visitor.text
    visitor.get(f"/afspraken/{number}/gegeven")
    visitor.submit(FILLED_IN["gegeven"])
    assert "telt mee" in visitor.text
    assert session.scalars(select(Encounter.pupils)).all() == [24]


def test_a_talk_is_not_recorded_before_it_began(session: Session, sign_in: SignIn) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, teacher = talk.id, talk.contact_at(Side.SCHOOL)
    visitor = sign_in(teacher)
    session.commit()
    visitor.get(f"/afspraken/{number}")
    assert "De les is gegeven" not in visitor.text
    visitor.get(f"/afspraken/{number}/gegeven")
    visitor.submit(FILLED_IN["gegeven"], status=409)
    assert "na de gastles" in visitor.text


def test_an_unknown_step_is_not_there(session: Session, sign_in: SignIn) -> None:
    talk = make_talk(session)
    number, person = talk.id, talk.contact_at(Side.SCHOOL)
    visitor = sign_in(person)
    session.commit()
    visitor.get(f"/afspraken/{number}")
    visitor.get(f"/afspraken/{number}/zingen", status=404)
    visitor.post(f"/afspraken/{number}/zingen", status=404)
    visitor.get("/afspraken/999999", status=404)


@pytest.mark.parametrize("side", Side)
def test_contact_is_shown_once_a_talk_is_agreed(
    session: Session, sign_in: SignIn, side: Side
) -> None:
    asked, planned = make_talk(session), make_talk(session, TalkState.PLANNED)
    for talk in (asked, planned):
        for end in Side:
            talk.organisation_at(end).phone = "0591 123 456"
            talk.contact_at(end).name = "Tineke Bos"
    visits = {talk.id: sign_in(talk.contact_at(side)) for talk in (asked, planned)}
    agreed = planned.id
    session.commit()
    for number, visitor in visits.items():
        page = visitor.get(f"/afspraken/{number}").select_one("main")
        assert page is not None
        assert ("0591 123 456" in page.get_text()) is (number == agreed)
        assert ("Tineke Bos" in page.get_text()) is (number == agreed)


def test_who_says_yes_just_too_late_hears_so_kindly(session: Session, sign_in: SignIn) -> None:
    cast = make_cast(session)
    late = make_talk(session, cast=cast)
    number, visitor = late.id, sign_in(cast.speaker)
    first = make_talk(session, cast=Cast(cast.request, make_offer(session))).id
    session.commit()
    visitor.get(f"/afspraken/{number}/aannemen")
    winner = lock_talk(session, first)
    assert winner is not None
    talk_answers.accept(session, winner, mornings(1)[0], now=NOW)
    session.commit()
    visitor.submit(FILLED_IN["aannemen"])
    assert "De plek is al bezet" in visitor.text
    session.expire_all()
    assert session.get_one(Talk, number).reason == FILLED


@pytest.mark.parametrize("state", TalkState)
def test_the_page_of_a_talk_needs_few_statements(
    app: Flask, session: Session, sign_in: SignIn, state: TalkState
) -> None:
    talk = make_talk(session, state)
    number, visitors = talk.id, [sign_in(talk.contact_at(side)) for side in Side]
    session.commit()
    for visitor in visitors:
        with statements(app) as seen:
            visitor.get(f"/afspraken/{number}")
        assert len(seen) <= 7, seen


def test_the_request_looks_no_further_once_a_talk_is_planned(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session)
    number, request = talk.id, talk.request
    visitor = sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    visitor.get(f"/afspraken/{number}/aannemen")
    visitor.submit(FILLED_IN["aannemen"])
    assert "gepland" in visitor.text
    session.expire_all()
    assert request.state is RequestState.PLANNED
