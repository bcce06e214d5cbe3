"""What the page of a talk offers to do: call, keep the date, look further."""

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.talk import GOING_ON, RequestState, Side, TalkState
from tests.factories_talks import AFTER_THE_TALK, make_talk
from tests.pages import SignIn


def test_the_other_is_called_or_written_with_one_touch(session: Session, sign_in: SignIn) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.school.phone = "+31591123456"
    talk.contact_at(Side.SCHOOL).email = "o'neill@veencollege.nl"
    visitor, number = sign_in(talk.contact_at(Side.PARTNER)), talk.id
    session.commit()
    page = visitor.get(f"/afspraken/{number}")
    assert page.find("a", href="tel:+31591123456")
    assert page.find("a", href="mailto:o%27neill@veencollege.nl")


def test_a_talk_that_is_over_is_put_in_no_calendar_and_waits_for_the_school(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, speaker = talk.id, sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    file = f"/agenda/afspraak/{number}.ics"
    assert speaker.get(f"/afspraken/{number}").find("a", href=file)
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    assert not speaker.get(f"/afspraken/{number}").find("a", href=file)
    assert "De school legt vast hoe de les ging." in speaker.text


@pytest.mark.parametrize("state", TalkState)
def test_a_talk_that_came_to_nothing_shows_where_to_look_further(
    session: Session, sign_in: SignIn, state: TalkState
) -> None:
    talk = make_talk(session, state)
    is_over = state not in GOING_ON | {TalkState.HELD}
    ways = {
        Side.SCHOOL: f"/aanvragen/{talk.request_id}/sprekers",
        Side.PARTNER: f"/aanbod/{talk.offer_id}/aanvragen",
    }
    looks = {Side.SCHOOL: talk.request.state is RequestState.OPEN, Side.PARTNER: True}
    number, visits = talk.id, {side: sign_in(talk.contact_at(side)) for side in Side}
    session.commit()
    for side, visitor in visits.items():
        link = visitor.get(f"/afspraken/{number}").find("a", href=ways[side])
        assert bool(link) is (is_over and looks[side])
