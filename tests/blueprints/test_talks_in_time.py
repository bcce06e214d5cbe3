"""Time goes by while a question is open: what was possible yesterday is told kindly today."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import Side, TalkState
from partnerlink.services.talk_dates import part_times
from partnerlink.talk_steps.forms import date_key
from tests.factories_talks import make_talk, state_of
from tests.pages import SignIn, Visitor

SENTENCE = "Alle datums zijn voorbij."


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_question_whose_dates_went_by_cannot_be_said_yes_to(
    session: Session, sign_in: SignIn, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session)
    number, page = talk.id, f"/afspraken/{talk.id}/aannemen"
    link = answer_link(talk, talk.offer.contact, Side.PARTNER, "accept")
    chosen = {"date": date_key(talk.proposed_dates[0])}
    speaker = sign_in(talk.offer.contact)
    last_end = part_times(talk.proposed_dates[-1])[1]
    session.commit()
    set_clock(monkeypatch, last_end - timedelta(seconds=1))
    speaker.get(page)
    visitor.get(link.removeprefix("http://localhost"))

    set_clock(monkeypatch, last_end)
    for who in (speaker, visitor):
        address = who.url
        who.submit(chosen, status=409)
        assert SENTENCE in who.text
        who.get(address, status=409)
        assert SENTENCE in who.text

    assert state_of(session, number) is TalkState.INVITED


def test_one_of_the_dates_went_by_and_the_other_is_chosen(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session)
    number, first, second = talk.id, *talk.proposed_dates
    speaker = sign_in(talk.offer.contact)
    session.commit()
    set_clock(monkeypatch, part_times(first)[1])

    speaker.get(f"/afspraken/{number}/aannemen")
    speaker.submit({"date": date_key(first)}, status=422)
    speaker.submit({"date": date_key(second)})

    assert state_of(session, number) is TalkState.PLANNED
