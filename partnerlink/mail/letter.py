"""What a letter says, before it is text or HTML: every part of it plain words."""

from dataclasses import dataclass
from enum import StrEnum

from partnerlink.mail.calendar import CalendarMethod


class Look(StrEnum):
    """How much a button asks for attention."""

    FIRST = "first"
    SECOND = "second"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Button:
    """Something the receiver can do now; a link, also where it looks like a button."""

    label: str
    url: str
    look: Look = Look.FIRST


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, handed on as they were typed."""

    author: str
    words: str


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An event for the receiver's calendar; `method` must also stand in the part's header."""

    method: CalendarMethod
    content: bytes
    file_name: str = "gastles.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message: what happened, the facts, what you can do now, and why you got it.

    `facts` are pairs of a term and a value, which may have several lines. `reply_to` is the name
    and address of whom an answer should reach; without it a reply goes to PartnerLink.
    """

    subject: str
    preheader: str
    paragraphs: tuple[str, ...]
    why: str
    quote: Quote | None = None
    facts: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Button, ...] = ()
    afterwards: tuple[str, ...] = ()
    calendar: CalendarPart | None = None
    reply_to: tuple[str, str] | None = None
