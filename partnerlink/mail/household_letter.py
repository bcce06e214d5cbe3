"""What a letter to parents says, before it is text or HTML: every part of it plain words.

It brings every sentence along, so that the templates need no catalogue: parents read more
languages than the pages of staff have. Names and times in it are isolated (see `isolates`).
"""

from dataclasses import dataclass, field

from partnerlink.mail.letter import Button, CalendarPart

Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPart:
    """What a letter says about one child, in this order, so that a phone shows the button at once.

    `code` is for who types it instead of the link.
    """

    name: str
    when: str
    button: Button | None = None
    code: str = ""
    words: tuple[str, ...] = ()
    facts: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What one kind of letter tells; what all of them have in common comes with `HouseholdLetter`.

    `children` come first, then the `facts` that hold for all of them; `task` is a heading with
    words below it, such as those of the school itself.
    """

    subject: str
    preheader: str
    paragraphs: tuple[str, ...]
    children: tuple[ChildPart, ...] = ()
    facts: tuple[Row, ...] = ()
    task: Row | None = None
    afterwards: tuple[str, ...] = ()
    calendar: CalendarPart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLetter:
    """A story with how it begins and ends.

    `sent_by` is the school; `languages` are (code, own name, address) of the page behind the link
    in each language, for who cannot read this one. `footer` says why they got it.
    """

    story: Story
    greeting: str
    closing: str
    sent_by: str
    phone: Row | None
    footer: tuple[str, ...]
    languages: tuple[tuple[str, str, str], ...] = field(default=())
    reply_to: tuple[str, str] | None = None
