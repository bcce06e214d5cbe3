"""Two people act on one talk at the same moment: one wins, the other reads a sentence."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from partnerlink import db
from partnerlink.domain.talk import TalkState
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from tests.browser.live import Live, enter_as
from tests.chromium import axe_violations
from tests.demo_walk import Person
from tests.factories import make_offer, make_request
from tests.factories_talks import Cast, make_talk

PRESS_SOON = """words => {
  const buttons = [...document.querySelectorAll('main button')];
  const found = buttons.find((each) => each.innerText.trim() === words);
  setTimeout(() => found.click(), 100);
}"""


def person(account: Account) -> Person:
    return Person(account.name, account.email, account.get_id())


def press_at_once(*acts: tuple[Page, str]) -> list[str]:
    """Let everybody press their button within a moment; return what each reads."""
    for tab, words in acts:
        assert tab.get_by_role("button", name=words, exact=True).count() == 1
    for tab, words in acts:
        tab.evaluate(PRESS_SOON, words)
    read = []
    for tab, words in acts:
        tab.get_by_role("button", name=words, exact=True).wait_for(state="detached")
        tab.wait_for_load_state()
        assert axe_violations(tab) == []
        read.append(" ".join(tab.locator("main").inner_text().split()))
    return read


def state_of(live: Live, number: int) -> TalkState:
    with live.app.app_context(), db.database().open_reading() as session:
        return session.get_one(Talk, number).state


@pytest.mark.parametrize("_time", range(3))
def test_a_yes_and_a_withdrawal_at_once(chromium: Browser, live: Live, _time: int) -> None:
    with live.app.test_request_context(), db.writing() as session:
        talk = make_talk(session)
        number, both = talk.id, (person(talk.request.contact), person(talk.offer.contact))
    with ExitStack() as stack:
        school, speaker = (stack.enter_context(enter_as(chromium, live, each)) for each in both)
        school.goto(f"/afspraken/{number}/intrekken")
        speaker.goto(f"/afspraken/{number}/aannemen")
        speaker.get_by_role("radio").first.check()
        reads = press_at_once((school, "Trek het in"), (speaker, "Ja, dit spreken we af"))
    assert state_of(live, number) in {TalkState.PLANNED, TalkState.WITHDRAWN}
    late = reads[0] if state_of(live, number) is TalkState.PLANNED else reads[1]
    assert sum("Dat kan nu niet" in text for text in reads) == 1
    assert "Dat kan nu niet" in late


def test_two_speakers_who_say_yes_at_once(chromium: Browser, live: Live) -> None:
    with live.app.test_request_context(), db.writing() as session:
        request = make_request(session)
        talks = [make_talk(session, cast=Cast(request, make_offer(session))) for _ in range(2)]
        numbers = [talk.id for talk in talks]
        speakers = [person(talk.offer.contact) for talk in talks]
    with ExitStack() as stack:
        tabs = [stack.enter_context(enter_as(chromium, live, each)) for each in speakers]
        for tab, number in zip(tabs, numbers, strict=True):
            tab.goto(f"/afspraken/{number}/aannemen")
            tab.get_by_role("radio").first.check()
        reads = press_at_once(*((tab, "Ja, dit spreken we af") for tab in tabs))
    states = [state_of(live, number) for number in numbers]
    assert states.count(TalkState.PLANNED) == 1
    late = reads[0 if states[1] is TalkState.PLANNED else 1]
    assert "Iemand anders was net eerder. De plek is al bezet." in late
