"""The questions about an address: how they are read, and what is said when it is not found."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from wtforms import Field

from partnerlink.form_fields import Choice, Form, TextLine
from partnerlink.geo.errors import (
    HouseNumberMalformed,
    PlaceAmbiguous,
    PlaceUnknown,
    PostcodeElsewhere,
    PostcodeMalformed,
    PostcodeUnknown,
)
from partnerlink.geo.house_numbers import HouseNumber
from partnerlink.geo.postcodes import normalise_postcode
from partnerlink.services import locating
from partnerlink.services.locating import Address

PARTS = ("postcode", "house_number", "street", "city")


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


class WithAddress(Form):
    """A form that asks where an organisation is, and after validation has it in `address`.

    The postcode says where that is. One that is not known may be new: then the form asks about
    the place as well, with a question to tell namesakes apart.
    """

    postcode: PostcodeLine
    is_new_postcode: Field
    house_number: HouseNumberLine
    street: TextLine
    city: TextLine
    namesake: Choice

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address: Address | None = None
        self.asks_about_place = False
        self.namesake.offer(
            {
                place.municipality: f"{place.place}, {place.province} ({place.municipality})"
                for place in locating.namesakes(self.city.data or "")
            }
        )
        if not self.namesake.labels:
            del self.namesake

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and look the address up when it can be read."""
        is_valid = bool(super().validate(extra_validators))
        if not any(self[part].errors for part in PARTS):
            self.address = self._find_address()
        return is_valid and self.address is not None

    def _find_address(self) -> Address | None:
        try:
            return locating.locate_by_postcode(**self._typed)
        except PostcodeElsewhere as elsewhere:
            self.refuse(
                "postcode",
                _(
                    "Deze postcode ligt in %(place)s. Verbeter de postcode of de plaats.",
                    place=elsewhere.place,
                ),
            )
            return None
        except PostcodeUnknown:
            self._ask_about_place()
        if self.is_new_postcode.data:
            return self._find_new_address()
        self.refuse(
            "postcode",
            _("Deze postcode kennen we niet. Kijk of hij klopt. Is hij nieuw? Zet dan het vinkje."),
        )
        return None

    def _ask_about_place(self) -> None:
        self.asks_about_place = True
        self.city.required = True
        if self.namesake:
            self.namesake.required = True

    def _find_new_address(self) -> Address | None:
        if not self.city.data:
            self.refuse("city", _("Vul de plaats in."))
            return None
        namesake = self.namesake.data if self.namesake else None
        try:
            return locating.locate_by_place(**self._typed, municipality=namesake or "")
        except PlaceAmbiguous:
            self.refuse("namesake", _("Er zijn meer plaatsen met deze naam. Kies de goede."))
        except PlaceUnknown:
            self.refuse("city", _("Deze plaats kennen we niet. Kijk hoe u de naam schrijft."))
        return None

    @property
    def _typed(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in PARTS}
