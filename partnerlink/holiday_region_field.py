"""The question in which holiday region a school is, for who signs up and who changes it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Unpack

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from partnerlink import words
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.form_fields import Choice
from partnerlink.form_fields.typed import Settings

NOT_KNOWN = "weet-ik-niet"
ANSWERS: Mapping[str, LazyString] = MappingProxyType(
    {region: LazyString(words.label, region) for region in HolidayRegion}
    | {NOT_KNOWN: _l("Dat weet ik niet")}
)


class HolidayRegionChoice(Choice):
    """One of the three regions, or that somebody does not know."""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        settings.setdefault("missing", _l("Kies de vakantieregio, of dat u het niet weet."))
        settings.setdefault(
            "hint",
            _l(
                "In uw vakantie staat de antwoordtijd stil. Weet u het niet? "
                "Dan staat hij stil in de vakantie van elke regio."
            ),
        )
        super().__init__(_l("Vakantieregio"), ANSWERS, **settings)

    @property
    def region(self) -> HolidayRegion | None:
        """Return the region that was chosen; None for who does not know."""
        return None if self.data in (None, NOT_KNOWN) else HolidayRegion(self.data)


class KnownHolidayRegionChoice(HolidayRegionChoice):
    """The same of a school that answered before: no region means that it did not know."""

    def process_data(self, value: object) -> None:
        """Take what is stored."""
        self.data = value or NOT_KNOWN
