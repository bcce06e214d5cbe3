"""What the lists of one's own things share: the words in them, and how many are in each state."""

from collections import Counter
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from partnerlink.domain.folding import fold, search_terms

S = TypeVar("S", bound=StrEnum)


def count_states(
    session: Session, state: InstrumentedAttribute[S], *conditions: ColumnElement[bool]
) -> Counter[S]:
    """Count the records that keep the conditions, by their `state`."""
    counted = select(state, func.count()).where(*conditions).group_by(state)
    return Counter(dict(session.execute(counted).all()))


def keys_with_words(session: Session, written: Select[int, str, str], words: str) -> list[int]:
    """Return the keys of `written` (key and two texts) in which every one of `words` begins a word.

    The same meaning as the search in what is open. It reads every row, which suits the few
    hundred that one organisation ever writes.
    """
    terms = search_terms(words)
    rows = session.execute(written)
    return [key for key, one, other in rows if _holds(f"{one} {other}", terms)]


def _holds(text: str, terms: tuple[str, ...]) -> bool:
    spoken = fold(text).split()
    return all(any(word.startswith(term) for word in spoken) for term in terms)
