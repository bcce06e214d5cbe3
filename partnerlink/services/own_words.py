"""Searching in what one organisation wrote itself, drafts and closed things too."""

from sqlalchemy import Select
from sqlalchemy.orm import Session

from partnerlink.domain.folding import fold, search_terms


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
