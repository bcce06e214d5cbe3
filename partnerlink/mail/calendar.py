"""Talks as iCalendar: the invitation in a mail, and the feed a user subscribes to.

RFC 5545 (the format), RFC 5546 (methods), RFC 7986 (names and refreshing). The `icalendar`
library writes the lines, folds them and quotes parameters.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vCalAddress, vRecur, vText, vUri

PRODID = "-//PartnerLink//Afspraken//NL"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FEED_LOOKS_BACK = timedelta(days=30)
FEED_REFRESHES_EVERY = timedelta(hours=1)

_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
# RFC 6068: what may stand unencoded in the address of a mailto.
_MAILTO_SAFE = "@!$'*+"


class CalendarMethod(StrEnum):
    """What a mail asks of the receiver's calendar (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarTalk:
    """A planned talk as a calendar needs to know it.

    `uid` stays the same for the life of the talk; `sequence` goes up at every change of it;
    `changed_at` is when that was. Moments are aware. `attendees` are pairs of name and e-mail
    address; no pupil is ever one of them. `url` may be empty. `is_provisional` says that the
    times are not the last word.
    Raises ValueError for a naive moment, an end that is not after the start, a negative
    sequence or an empty uid.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    organiser_name: str
    organiser_email: str
    attendees: tuple[tuple[str, str], ...]
    is_cancelled: bool
    changed_at: datetime
    url: str
    is_provisional: bool = False

    def __post_init__(self) -> None:
        for moment in (self.starts_at, self.ends_at, self.changed_at):
            if moment.utcoffset() is None:
                raise ValueError(f"{moment} of talk {self.uid} has no time zone")
        if self.ends_at <= self.starts_at:
            raise ValueError(f"talk {self.uid} ends before it starts")
        if self.sequence < 0:
            raise ValueError(f"talk {self.uid} has the negative sequence {self.sequence}")
        if not self.uid:
            raise ValueError("a talk needs a uid")


def invitation(talk: CalendarTalk, *, method: CalendarMethod) -> bytes:
    """Return the calendar part of a mail about one `talk`, UTF-8, with lines ending in CRLF.

    The part's content type has to name the same method. PUBLISH is for who only wants to keep
    the talk: it names no attendees. Raises ValueError when the method contradicts the talk:
    CANCEL for one that goes on, REQUEST for a cancelled one or one without attendees.
    """
    if method is CalendarMethod.CANCEL and not talk.is_cancelled:
        raise ValueError(f"talk {talk.uid} is not cancelled")
    if method is CalendarMethod.REQUEST and (talk.is_cancelled or not talk.attendees):
        raise ValueError(f"talk {talk.uid} is cancelled or has no attendees to ask")
    return appointments((talk,), method=method)


def appointments(talks: Iterable[CalendarTalk], *, method: CalendarMethod) -> bytes:
    """Return one file of several appointments, in their order; the method fits all of them."""
    calendar = _calendar(method)
    for talk in talks:
        calendar.add_component(_event(talk, method=method))
    content: bytes = calendar.to_ical()
    return content


def feed(talks: Iterable[CalendarTalk], *, name: str) -> bytes:
    """Return a subscribable calendar called `name`; the same talks give the same bytes.

    It names no attendees, as PUBLISH asks: a secret address may leak, e-mail addresses must
    not leak with it. Which talks belong in it is for `belongs_in_feed`.
    """
    calendar = _calendar(CalendarMethod.PUBLISH)
    calendar.add("NAME", _line(name))
    calendar.add("X-WR-CALNAME", _line(name))
    calendar.add("X-WR-TIMEZONE", AMSTERDAM.key)
    # RFC 7986 gives this property no default type, so VALUE must be there; Outlook reads only
    # the older property.
    calendar.add("REFRESH-INTERVAL", FEED_REFRESHES_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", f"PT{FEED_REFRESHES_EVERY // timedelta(hours=1)}H")
    for talk in sorted(talks, key=lambda talk: (talk.starts_at, talk.uid)):
        calendar.add_component(_event(talk, method=CalendarMethod.PUBLISH))
    content: bytes = calendar.to_ical()
    return content


def belongs_in_feed(talk: CalendarTalk, now: datetime) -> bool:
    """Tell whether a feed fetched at `now` shows `talk`: to come, or at most 30 days over.

    A cancelled talk is left out. Calendars replace the whole feed at each refresh, so it goes;
    as an event with STATUS:CANCELLED some would still show it as one to go to.
    """
    return not talk.is_cancelled and talk.ends_at >= now - FEED_LOOKS_BACK


def feed_etag(content: bytes) -> str:
    """Return the entity tag of a feed's bytes, without quotes, as `Response.set_etag` wants it."""
    return hashlib.sha256(content).hexdigest()[:32]


class _EscapedText(vText):
    """Text escaped by RFC 5545, 3.3.11 to the letter.

    The library reads a typed backslash and capital N as a line break, which spoils "C:\\Nieuw".
    """

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def _calendar(method: CalendarMethod) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method.value)
    calendar.add_component(_amsterdam_time())
    return calendar


def _event(talk: CalendarTalk, *, method: CalendarMethod) -> Event:
    event = Event()
    event.add("UID", _line(talk.uid))
    event.add("SEQUENCE", talk.sequence)
    # The moment of the change, not of writing: the same talk always gives the same bytes.
    event.add("DTSTAMP", talk.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", talk.changed_at.astimezone(UTC))
    event.add("DTSTART", _wall_clock(talk.starts_at))
    event.add("DTEND", _wall_clock(talk.ends_at))
    event.add("STATUS", _status(talk))
    event.add("SUMMARY", _line(talk.summary))
    if description := _paragraphs(talk.description):
        event.add("DESCRIPTION", description)
    if location := _line(talk.location):
        event.add("LOCATION", location)
    if talk.url:
        event.add("URL", vUri(talk.url))
    event.add("ORGANIZER", _address(talk.organiser_name, talk.organiser_email))
    if method is not CalendarMethod.PUBLISH:
        for name, email in talk.attendees:
            event.add("ATTENDEE", _attendee(name, email))
    return event


def _status(talk: CalendarTalk) -> str:
    if talk.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if talk.is_provisional else "CONFIRMED"


def _attendee(name: str, email: str) -> vCalAddress:
    attendee = _address(name, email)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    # A talk is planned only when both have agreed in PartnerLink, and nobody reads a REPLY.
    attendee.params["PARTSTAT"] = "ACCEPTED"
    attendee.params["RSVP"] = "FALSE"
    return attendee


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{quote(email.strip(), safe=_MAILTO_SAFE)}")
    # A parameter has no escape for these that every calendar reads.
    if common_name := str(_line(name.replace('"', "'").replace("\\", "/").replace("^", ""))):
        address.params["CN"] = common_name
    return address


def _wall_clock(moment: datetime) -> datetime:
    local = moment.astimezone(AMSTERDAM)
    # RFC 5545 lets a local time that comes twice mean the first; only UTC can name the second.
    return moment.astimezone(UTC) if local.fold else local


def _line(text: str) -> _EscapedText:
    return _EscapedText(" ".join(_printable(text).split()))


def _paragraphs(text: str) -> _EscapedText:
    return _EscapedText(_printable(text).strip())


def _printable(text: str) -> str:
    """Return `text` with every line break as a newline and without other control characters."""
    broken = text.replace("\r\n", "\n").translate(_LINE_BREAKS)
    kept = "".join(c for c in broken if c in "\n\t" or unicodedata.category(c) != "Cc")
    # Half of a surrogate pair, as JSON can hold, is no character and has no UTF-8.
    return kept.encode(errors="replace").decode()


def _amsterdam_time() -> Timezone:
    """Return Dutch time since 1996 as two yearly rules.

    The library would derive lists of dates that end in 2037 and are forty lines long. Source:
    Directive 2000/84/EC (the last Sundays of March and October, at 01:00 UTC), the days the
    Netherlands has kept since 1996. The onsets are local times, as RFC 5545, 3.6.5 wants them.
    """
    zone = Timezone()
    zone.add("TZID", AMSTERDAM.key)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    to_summer = datetime(1996, 3, 31, 2)  # noqa: DTZ001
    to_winter = datetime(1996, 10, 27, 3)  # noqa: DTZ001
    for part, name, begins, offset_from, offset_to in (
        (TimezoneDaylight(), "CEST", to_summer, winter, summer),
        (TimezoneStandard(), "CET", to_winter, summer, winter),
    ):
        part.add("TZNAME", name)
        part.add("DTSTART", begins)
        part.add("TZOFFSETFROM", offset_from)
        part.add("TZOFFSETTO", offset_to)
        part.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=begins.month, BYDAY="-1SU"))
        zone.add_component(part)
    return zone
