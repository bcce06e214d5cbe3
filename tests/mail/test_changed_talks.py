"""What both read when the school fills in or changes something of an agreed talk."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from tests.factories import NOW
from tests.factories_mail import make_talk, make_talk_request, post_about


@pytest.mark.parametrize("side", Side)
def test_once_the_hour_is_known_the_event_is_sure_of_it(session: Session, side: Side) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    begin = datetime(2026, 12, 7, 10, 15, tzinfo=AMSTERDAM)
    talk.set_time(begin, begin + timedelta(minutes=50), now=NOW)
    mail = post_about(session, MailKind.TALK_TIME_CHANGED, talk, side)
    session.flush()

    composed = compose(session, mail, now=NOW)

    assert composed is not None
    assert "maandag 7 december 2026, van 10:15 tot 11:05 uur" in composed.text
    assert "kiest nog" not in composed.text
    assert composed.calendar is not None
    (event,) = Calendar.from_ical(composed.calendar.content).events
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 1)
    assert event["SUMMARY"] == "Gastles: Werken in de bakkerij"
    assert event.start.isoformat() == "2026-12-07T10:15:00+01:00"


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("link", ["", "https://bellen.example/1"])
def test_a_talk_online_is_nowhere_but_on_its_link(session: Session, side: Side, link: str) -> None:
    talk = make_talk(
        session, TalkState.PLANNED, request=make_talk_request(session, room="lokaal 4")
    )
    talk.set_venue(Venue.ONLINE, now=NOW)
    talk.set_link(link, now=NOW)
    mail = post_about(session, MailKind.TALK_MEETING_CHANGED, talk, side)
    session.flush()

    composed = compose(session, mail, now=NOW)

    assert composed is not None
    assert composed.calendar is not None
    (event,) = Calendar.from_ical(composed.calendar.content).events
    assert event["LOCATION"] == (link or "Online")
    for place in ("Hoofdstraat", "lokaal 4", "hemelsbreed"):
        assert place not in composed.text + event["DESCRIPTION"]
    assert ("Vul de link in:" in composed.text) is (side is Side.SCHOOL and not link)
    assert not link or (link in composed.text and link in event["DESCRIPTION"])


def test_of_what_changed_only_that_is_told(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, MailKind.TALK_DETAILS_CHANGED, talk, Side.PARTNER)
    mail.facts = mail.facts | {"changed": "host_teacher room"}
    talk.request.host_teacher, talk.request.room = "Meneer Bos", "lokaal 104"
    session.flush()

    composed = compose(session, mail, now=NOW)

    assert composed is not None
    assert "Ontvangst door: Meneer Bos" in composed.text
    assert "Waar in de school: lokaal 104" in composed.text
    assert "Hoeveel" not in composed.text
