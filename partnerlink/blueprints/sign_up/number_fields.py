"""Fields for official numbers and for the parts of an address."""

from collections.abc import Callable
from typing import ClassVar, Unpack

from flask_babel import gettext as _

from partnerlink import identifiers
from partnerlink.form_fields import Text, TextLine
from partnerlink.form_fields.typed import Settings
from partnerlink.geo.errors import HouseNumberMalformed, PostcodeMalformed
from partnerlink.geo.house_numbers import HouseNumber
from partnerlink.geo.postcodes import normalise_postcode


class OfficialNumber(TextLine):
    """A number or code of an official register, kept without spaces and dots."""

    attributes: ClassVar[dict[str, str]] = {"autocomplete": "off", "class": "medium"}

    def __init__(
        self,
        label: Text,
        *,
        is_valid: Callable[[str], bool],
        wrong: Text,
        **settings: Unpack[Settings],
    ) -> None:
        self.is_valid, self.wrong = is_valid, wrong
        super().__init__(label, max_length=30, **settings)

    def read(self, typed: str) -> str:
        """Return the number as the register writes it."""
        text = identifiers.written_plainly(super().read(typed))
        if text and not self.is_valid(text):
            raise ValueError(str(self.wrong))
        return text


class PostcodeLine(TextLine):
    """A Dutch postcode, kept as `1234 AB`."""

    attributes: ClassVar[dict[str, str]] = {"autocomplete": "postal-code", "class": "short"}

    def read(self, typed: str) -> str:
        """Return the postcode as it is printed."""
        text = super().read(typed)
        try:
            return normalise_postcode(text) if text else ""
        except PostcodeMalformed:
            raise ValueError(_("Vul een postcode in zoals 7811 AB.")) from None


class HouseNumberLine(TextLine):
    """A house number with its letter and addition."""

    attributes: ClassVar[dict[str, str]] = {"autocomplete": "off", "class": "short"}

    def read(self, typed: str) -> str:
        """Return the number in one of its many spellings."""
        text = super().read(typed)
        try:
            return str(HouseNumber.parse(text)) if text else ""
        except HouseNumberMalformed:
            raise ValueError(_("Vul een huisnummer in zoals 12 of 12A.")) from None
