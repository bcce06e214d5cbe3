"""The list of pupils as somebody asks for it: by class, by words, page by page."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from partnerlink import db
from partnerlink.filters import Tab, asked_words
from partnerlink.models.evening import Evening
from partnerlink.models.pupil import Pupil
from partnerlink.paging import Page, asked_number
from partnerlink.services import pupils

PER_PAGE = 50
CLASS = "klas"


@dataclass(frozen=True)
class Listing:
    """A page of pupils of the class and with the words asked for."""

    found: Page[Pupil]
    tabs: list[Tab]
    class_name: str | None
    words: str
    total: int


def listing_of(evening: Evening) -> Listing:
    """Fetch the page of pupils that the address asks for; no class is every class."""
    session, words = db.session(), asked_words()
    counts = pupils.classes_of(session, evening)
    asked = request.args.get(CLASS)
    chosen = asked if asked in counts else None
    numbers = pupils.numbers_of(session, evening, words=words, class_name=chosen)
    pages = max(1, -(-len(numbers) // PER_PAGE))
    number = min(asked_number(), pages)
    shown = numbers[(number - 1) * PER_PAGE : number * PER_PAGE]
    found = Page(pupils.load(session, evening, shown), number, pages, len(numbers))
    total = sum(counts.values())
    tabs = [_tab(evening, None, _("Alle klassen"), total, is_current=chosen is None)]
    tabs += [
        _tab(evening, name, name or _("Zonder klas"), count, is_current=name == chosen)
        for name, count in counts.items()
    ]
    return Listing(found, tabs, chosen, words, total)


def _tab(
    evening: Evening, class_name: str | None, words: str, count: int, *, is_current: bool
) -> Tab:
    url = url_for("pupils.show", number=evening.id, klas=class_name, zoek=asked_words() or None)
    return Tab(words, url, is_current, count)
