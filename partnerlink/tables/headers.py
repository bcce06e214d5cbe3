"""Find the columns an import wants by the names in the header."""

from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase

from partnerlink.tables.refusals import HeaderRepeated, HeadersMissing

Synonyms = Mapping[str, Collection[str]]


def name_columns(
    header: Sequence[str], *, required: Collection[str], synonyms: Synonyms
) -> tuple[str, ...]:
    """Give each column of `header` the name the import knows it by, or its own.

    Capitals and surplus spaces don't count. A synonym may hold `*`, as in a shell; the first
    synonym that fits wins, and one column never stands for two names. A column that repeats an
    earlier one and is not wanted by the import, or that has no name, is named "".
    Raises HeadersMissing and HeaderRepeated.
    """
    found = [_normal(text) for text in header]
    places = _exact_places(found, wanted=dict.fromkeys([*required, *synonyms]))
    for name, alternatives in synonyms.items():
        if name not in places:
            place = _find_place(found, alternatives, taken=places.values())
            if place is not None:
                places[name] = place
    missing = tuple(name for name in required if name not in places)
    if missing:
        raise HeadersMissing(missing, tuple(text for text in header if text))
    return _names(header, found=found, places=places)


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def _exact_places(found: Sequence[str], *, wanted: Collection[str]) -> dict[str, int]:
    return {name: found.index(_normal(name)) for name in wanted if _normal(name) in found}


def _find_place(
    found: Sequence[str], alternatives: Collection[str], *, taken: Collection[int]
) -> int | None:
    for pattern in map(_normal, alternatives):
        for place, text in enumerate(found):
            if place not in taken and text and fnmatchcase(text, pattern):
                return place
    return None


def _names(
    header: Sequence[str], *, found: Sequence[str], places: Mapping[str, int]
) -> tuple[str, ...]:
    for place in places.values():
        if found.count(found[place]) > 1:
            raise HeaderRepeated(header[place])
    known = {place: name for name, place in places.items()}
    return tuple(
        known.get(place, text if found.index(found[place]) == place else "")
        for place, text in enumerate(header)
    )
