from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from partnerlink.mail.calendar import (
    AMSTERDAM,
    CalendarMethod,
    CalendarTalk,
    belongs_in_feed,
    feed,
    feed_etag,
    invitation,
)

TALK = CalendarTalk(
    uid="5d0c1a52-8f6e-4a60-b4c5-0f6f7c0a9f11@partnerlink.example",
    sequence=0,
    starts_at=datetime(2026, 11, 17, 8, 30, tzinfo=UTC),
    ends_at=datetime(2026, 11, 17, 9, 20, tzinfo=UTC),
    summary="Gastles: werken in de techniek",
    description="Meld u bij de receptie.\nUw gastheer is Joke Smit.",
    location="Vaart Zuidzijde 1, 9401 GK Assen",
    organiser_name="Joke Smit",
    organiser_email="j.smit@school.example",
    attendees=(("Hassan Amrani", "hassan@bedrijf.example"),),
    is_cancelled=False,
    changed_at=datetime(2026, 10, 1, 12, 0, tzinfo=UTC),
    url="https://partnerlink.example/gastlessen/12",
)
CANCELLED = replace(TALK, sequence=1, is_cancelled=True)

texts = st.text(max_size=300) | st.text(
    alphabet='\\nN;,:"\r\n\t é€😀\u202e\u2028\x00', max_size=200
)


def asked(**changes: object) -> bytes:
    return invitation(replace(TALK, **changes), method=CalendarMethod.REQUEST)  # type: ignore[arg-type]


def only_event(content: bytes) -> Event:
    (event,) = Calendar.from_ical(content).events
    assert event.errors == []
    return event


def in_utc(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def check_raw_lines(content: bytes) -> None:
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert not set(line) & (set(range(0x20)) - {0x09}) | set(line) & {0x7F}
        line.decode("utf-8")


def test_an_invitation_can_be_read_back_whole() -> None:
    calendar = Calendar.from_ical(asked())
    event = only_event(asked())

    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert calendar["PRODID"] == "-//PartnerLink//Afspraken//NL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (TALK.uid, 0, "CONFIRMED")
    assert (event.start, event.end) == (TALK.starts_at, TALK.ends_at)
    assert event["SUMMARY"] == TALK.summary
    assert event["DESCRIPTION"] == TALK.description
    assert event["LOCATION"] == TALK.location
    assert event["URL"] == TALK.url
    assert "DTSTAMP:20261001T120000Z" in unfolded(asked())
    assert event.DTSTAMP == event.LAST_MODIFIED == TALK.changed_at
    assert event["ORGANIZER"] == "mailto:j.smit@school.example"
    assert event["ORGANIZER"].params["CN"] == "Joke Smit"
    assert event["ATTENDEE"] == "mailto:hassan@bedrijf.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_the_time_zone_that_is_sent_along_agrees_with_the_official_one() -> None:
    (zone,) = Calendar.from_ical(asked()).timezones
    as_sent = zone.to_tz(lookup_tzid=False)
    first = datetime(2025, 1, 1, tzinfo=UTC)

    for hours in (0.9, 1.1):
        moments = [first + timedelta(days=days, hours=hours) for days in range(12 * 365)]
        assert [str(moment.astimezone(as_sent)) for moment in moments] == [
            str(moment.astimezone(AMSTERDAM)) for moment in moments
        ]


@pytest.mark.parametrize(
    ("starts_at", "line"),
    [
        ("2026-10-25T00:30Z", "DTSTART;TZID=Europe/Amsterdam:20261025T023000"),
        ("2026-10-25T01:30Z", "DTSTART:20261025T013000Z"),
        ("2026-10-25T02:30Z", "DTSTART;TZID=Europe/Amsterdam:20261025T033000"),
        ("2027-03-28T00:30Z", "DTSTART;TZID=Europe/Amsterdam:20270328T013000"),
        ("2027-03-28T01:30Z", "DTSTART;TZID=Europe/Amsterdam:20270328T033000"),
    ],
)
def test_in_the_nights_the_clock_changes_the_moment_stays_the_same(
    starts_at: str, line: str
) -> None:
    start = datetime.fromisoformat(starts_at)

    content = asked(starts_at=start, ends_at=start + timedelta(minutes=50))

    event = only_event(content)
    assert line in unfolded(content)
    assert (in_utc(event.start), in_utc(event.end)) == (start, start + timedelta(minutes=50))


def test_a_cancellation_keeps_the_uid_and_says_so_twice() -> None:
    content = invitation(CANCELLED, method=CalendarMethod.CANCEL)

    event = only_event(content)
    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (TALK.uid, 1, "CANCELLED")
    assert event["ATTENDEE"] == "mailto:hassan@bedrijf.example"


def test_a_method_that_contradicts_the_talk_is_refused() -> None:
    with pytest.raises(ValueError, match="not cancelled"):
        invitation(TALK, method=CalendarMethod.CANCEL)
    with pytest.raises(ValueError, match="cancelled or has no attendees"):
        invitation(CANCELLED, method=CalendarMethod.REQUEST)
    with pytest.raises(ValueError, match="cancelled or has no attendees"):
        asked(attendees=())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts_at": datetime(2026, 11, 17, 8, 30)}, "no time zone"),  # noqa: DTZ001
        ({"ends_at": TALK.starts_at}, "ends before"),
        ({"sequence": -1}, "negative"),
        ({"uid": ""}, "needs a uid"),
    ],
)
def test_a_talk_that_cannot_be_in_a_calendar_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        asked(**changes)


def test_special_characters_are_escaped_and_what_is_no_character_replaced() -> None:
    lines = unfolded(asked(summary="a;b,c\\d: C:\\Nieuw", description="een\r\ntwee\rdrie\n"))

    assert "SUMMARY:a\\;b\\,c\\\\d: C:\\\\Nieuw" in lines
    assert only_event(asked(summary="Half \ud83d"))["SUMMARY"] == "Half ?"
    assert "DESCRIPTION:een\\ntwee\\ndrie" in lines


def test_a_line_break_in_a_field_cannot_add_a_line_to_the_calendar() -> None:
    content = asked(
        summary="Les\r\nATTENDEE:mailto:dief@elders.example",
        location="Hier\nEND:VEVENT",
        organiser_name='Joke\r\nX-EVIL:1";ROLE=CHAIR:mailto:x',
        attendees=(("Hassan", "h@bedrijf.example?cc=x@x.nl\r\nX-EVIL:2"),),
    )

    event = only_event(content)
    assert event["SUMMARY"] == "Les ATTENDEE:mailto:dief@elders.example"
    assert event["LOCATION"] == "Hier END:VEVENT"
    assert event["ORGANIZER"].params["CN"] == "Joke X-EVIL:1';ROLE=CHAIR:mailto:x"
    assert event["ATTENDEE"] == "mailto:h@bedrijf.example%3Fcc%3Dx@x.nl%0D%0AX-EVIL%3A2"
    assert not any(line.startswith(("X-EVIL", "ATTENDEE:")) for line in unfolded(content))


def test_long_lines_are_folded_by_octets_and_never_inside_a_character() -> None:
    for shift in range(8):
        summary = "x" * shift + "é😀€" * 40
        content = asked(summary=summary)

        check_raw_lines(content)
        assert only_event(content)["SUMMARY"] == summary


@settings(deadline=None)
@given(texts, texts, texts, texts)
def test_whatever_people_type_the_calendar_stays_well_formed(
    summary: str, description: str, location: str, name: str
) -> None:
    content = asked(
        summary=summary, description=description, location=location, organiser_name=name
    )

    check_raw_lines(content)
    event = only_event(content)
    assert (event["UID"], event.start) == (TALK.uid, TALK.starts_at)
    names = [line.split(":")[0].split(";")[0] for line in unfolded(content)]
    assert names.count("SUMMARY") == names.count("ATTENDEE") == names.count("ORGANIZER") == 1


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_printable_text_comes_back_as_it_was_typed(description: str) -> None:
    event = only_event(asked(description=description))

    assert event.get("DESCRIPTION", "") == description.strip()


def test_a_feed_is_a_named_calendar_that_asks_to_be_refreshed() -> None:
    lines = unfolded(feed([TALK], name="PartnerLink: Joke, Assen"))

    assert "METHOD:PUBLISH" in lines
    assert "X-WR-CALNAME:PartnerLink: Joke\\, Assen" in lines
    assert "X-WR-TIMEZONE:Europe/Amsterdam" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines


def test_a_feed_holds_every_talk_in_order_of_time_and_no_attendees() -> None:
    later = replace(TALK, uid="later", starts_at=TALK.starts_at + timedelta(minutes=1))

    content = feed([later, TALK], name="Gastlessen")

    assert [event["UID"] for event in Calendar.from_ical(content).events] == [TALK.uid, "later"]
    assert b"hassan" not in content + invitation(TALK, method=CalendarMethod.PUBLISH)
    assert Calendar.from_ical(feed([], name="Gastlessen")).events == []


def test_the_tag_of_a_feed_changes_with_a_talk_and_not_with_the_order() -> None:
    other = replace(TALK, uid="other")
    tag = feed_etag(feed([TALK, other], name="Gastlessen"))

    assert feed_etag(feed([other, TALK], name="Gastlessen")) == tag
    assert feed_etag(feed([replace(TALK, sequence=1), other], name="Gastlessen")) != tag
    assert '"' not in tag


def test_a_feed_looks_thirty_days_back_and_leaves_out_what_is_cancelled() -> None:
    month_over = TALK.ends_at + timedelta(days=30)

    assert belongs_in_feed(TALK, datetime(2026, 1, 1, tzinfo=UTC))
    assert belongs_in_feed(TALK, month_over)
    assert not belongs_in_feed(TALK, month_over + timedelta(seconds=1))
    assert not belongs_in_feed(CANCELLED, datetime(2026, 1, 1, tzinfo=UTC))
