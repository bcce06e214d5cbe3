"""What somebody looks for in a list of their own, kept in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request, url_for
from flask_babel import gettext as _

from partnerlink.form_fields.typed import showable
from partnerlink.words import label

S = TypeVar("S", bound=StrEnum)

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Tab:
    """The list in one state, or whole, beside the others."""

    label: str
    url: str
    is_current: bool
    count: int


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
