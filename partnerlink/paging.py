"""One page of a long list, as `macros/page.html` draws the numbers of the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request
from sqlalchemy import Select, func
from sqlalchemy.orm import Session

T = TypeVar("T")

PARAMETER = "bladzijde"
PER_PAGE = 20
# A longer number lies far past the last page of anything, and Python refuses 5000 digits.
_MAX_DIGITS = 9


@dataclass(frozen=True)
class Page(Generic[T]):
    """The things of page `number`, counted from 1, out of `total` things on `pages` pages."""

    things: Sequence[T]
    number: int
    pages: int
    total: int

    @classmethod
    def of(cls, chosen: Select[T], *, session: Session, per_page: int = PER_PAGE) -> "Page[T]":
        """Fetch the page that the address asks for; the nearest one there is when it is not.

        Takes two statements, and one for each `selectinload`.
        """
        counted = chosen.order_by(None).with_only_columns(func.count(), maintain_column_froms=True)
        total = session.execute(counted).scalar_one()
        pages = max(1, -(-total // per_page))
        number = min(asked_number(), pages)
        things = session.scalars(chosen.limit(per_page).offset((number - 1) * per_page)).all()
        return cls(things, number, pages, total)

    @property
    def has_prev(self) -> bool:
        """Tell whether there is a page before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Tell whether there is a page after this one."""
        return self.number < self.pages

    def url(self, number: int) -> str:
        """Return the address of another page of this list, with the same filters."""
        kept = [pair for pair in request.args.items(multi=True) if pair[0] != PARAMETER]
        if number > 1:
            kept.append((PARAMETER, str(number)))
        path = request.script_root + quote(request.path)
        return f"{path}?{urlencode(kept)}" if kept else path


def asked_number() -> int:
    """Return the number in the address; 1 for anything that is no page number."""
    text = request.args.get(PARAMETER, "").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, int(text) if len(text) <= _MAX_DIGITS else 10**_MAX_DIGITS)
