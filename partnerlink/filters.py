"""What somebody looks for in a list of their own, kept in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import Session

from partnerlink.form_fields.typed import showable
from partnerlink.paging import Page
from partnerlink.words import label

S = TypeVar("S", bound=StrEnum)
T = TypeVar("T")

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Tab:
    """The list in one state, or whole, beside the others."""

    label: str
    url: str
    is_current: bool
    count: int


@dataclass(frozen=True)
class StateList(Generic[T]):
    """A page of the things in the state and with the words asked for; no state for any."""

    found: Page[T]
    tabs: list[Tab]
    state: StrEnum | None
    words: str

    @property
    def has_any(self) -> bool:
        """Tell whether there is anything in the list, whatever is asked for."""
        return any(tab.count for tab in self.tabs)


def list_by_state(
    chosen: Select[T], kind: type[S], counts: Mapping[S, int], *, session: Session
) -> StateList[T]:
    """Fetch what was chosen by `asked_state` and `asked_words`, a page of it.

    `counts` gives the number of things in each state; it may lack a state that has none.
    """
    found = Page.of(chosen, session=session)
    return StateList(found, state_tabs(kind, counts), asked_state(kind), asked_words())


def asked_words() -> str:
    """Return the words in the address, without what a page cannot show."""
    return " ".join(showable(request.args.get("zoek", "")).split())[:LONGEST_SEARCH]


def asked_state(kind: type[S]) -> S | None:
    """Return the state in the address; None for none, and for what is no state."""
    asked = request.args.get("staat", "")
    return next((state for state in kind if state.value == asked), None)


def state_tabs(kind: type[S], counts: Mapping[S, int]) -> list[Tab]:
    """Return a tab for the whole list and for each state in use, which keep the words asked for.

    `counts` gives the number of things in each state; it may lack a state that has none.
    """
    current = asked_state(kind)
    whole = _tab(None, sum(counts.values()), is_current=current is None)
    return [whole] + [
        _tab(state, counts.get(state, 0), is_current=state is current)
        for state in kind
        if counts.get(state) or state is current
    ]


def _tab(state: StrEnum | None, count: int, *, is_current: bool) -> Tab:
    url = url_for(request.endpoint or "", staat=state, zoek=asked_words() or None)
    return Tab(_("Alles") if state is None else label(state), url, is_current, count)
