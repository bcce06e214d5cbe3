"""What its owner reads about an offer."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.domain.errors import Incomplete, Refusal
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.refusals import sentence
from partnerlink.talk_words import Row, offer_rows, sector_words
from partnerlink.words import listing

MISSING = {
    "subject": _l("de naam van de gastles"),
    "description": _l("wat u vertelt"),
    "sectors": _l("over welk werk het gaat"),
    "levels": _l("voor welke leerlingen"),
    "slots": _l("wanneer u kunt"),
    "languages": _l("in welke talen"),
    "place": _l("het adres van uw organisatie"),
}
"""What a draft lacks, by the names of `TalkOffer.missing`."""

TOLD: dict[str, Callable[[], str]] = {
    "publish": lambda: _("Uw aanbod staat open. Scholen in de buurt kunnen u nu vinden."),
    "pause": lambda: _("Uw aanbod is gepauzeerd. Scholen vinden het nu niet."),
    "resume": lambda: _("Uw aanbod staat weer open."),
    "close": lambda: _("Uw aanbod is gesloten. Wat is afgesproken, gaat door."),
}
"""What is told after a step."""


def own_rows(offer: TalkOffer) -> list[Row]:
    """Return what its owner reads of an offer: what schools read, and its own maximum."""
    asked = _("hoogstens %(number)d per schooljaar", number=offer.talks_per_year)
    own_terms = {
        _("Wat de spreker vertelt"): _("Wat u vertelt"),
        _("Hoe de spreker hier kwam"): _("Hoe u hier kwam"),
    }
    rows = [(own_terms.get(term, term), words) for term, words in offer_rows(offer)]
    return [*rows, (_("Aantal gastlessen"), asked)]


def sectors_in_words(offer: TalkOffer) -> str:
    """Return the sectors of an offer in a line."""
    return sector_words(offer.sectors)


def missing_in_words(offer: TalkOffer) -> str:
    """Return what a draft still lacks, as a sentence has it."""
    return listing(str(MISSING[name]) for name in offer.missing)


def refusal_words(refusal: Refusal) -> str:
    """Return what the form says on top when it cannot be placed or kept."""
    if isinstance(refusal, Incomplete) and "place" in refusal.missing:
        return _("We weten nog niet waar u bent. Vul eerst het adres in.")
    return sentence(refusal)
