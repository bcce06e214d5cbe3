"""The rules of an evening: the school's own, else ours, in the language of whoever reads them."""

from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from partnerlink.models.evening import Evening

USUAL = (
    _l("U bent welkom. Kom 10 minuten voor de presentatie."),
    _l("De presentatie is in het Nederlands. Er is hulp als u dat moeilijk vindt."),
    _l("Familie mag mee. Zeg met hoeveel mensen u komt."),
    _l("Het kost niets. U hoeft niets mee te nemen."),
    _l("Na de presentatie mag u een vraag stellen."),
)


class Rules(NamedTuple):
    """Rules, a line each; `is_usual` when they are ours, and so in the reader's language."""

    lines: tuple[str, ...]
    is_usual: bool


def spelregels_of(evening: Evening) -> Rules:
    """Return the rules that a family reads; a school that wrote none has ours."""
    own = tuple(line.strip() for line in evening.spelregels.splitlines() if line.strip())
    return Rules(own or tuple(map(str, USUAL)), not own)


def usual_in_dutch() -> str:
    """Return our rules as a school finds them in its form, and may make its own."""
    with force_locale("nl"):
        return "\n".join(map(str, USUAL))


def own_or_none(written: str) -> str:
    """Return what a school wrote; empty, which stands for ours, when it left ours as they are."""
    return "" if written.split() == usual_in_dutch().split() else written
