"""Fields for whole numbers."""

import re
from typing import ClassVar, Unpack

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from partnerlink.form_fields.typed import Settings, Text, Typed

_WHOLE = re.compile("-?[0-9]+")
# A longer number is out of bounds anyway, and Python refuses to read one of 5000 digits.
_MAX_DIGITS = 12


class Whole(Typed):
    """A whole number between two bounds, both included."""

    attributes: ClassVar[dict[str, str]] = {
        "inputmode": "numeric",
        "autocomplete": "off",
        "class": "short",
    }
    suffix: Text = ""

    def __init__(
        self, label: Text, *, at_least: int, at_most: int, **settings: Unpack[Settings]
    ) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(label, **settings)

    def bounds_sentence(self) -> Text:
        """Return the sentence for a number outside the bounds."""
        return _(
            "Vul een getal in van %(least)s tot en met %(most)s.",
            least=self.at_least,
            most=self.at_most,
        )

    def read(self, typed: str) -> int | None:
        """Return the number; digits of other scripts are not read."""
        text = typed.strip()
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            raise ValueError(str(_("Vul een heel getal in, zonder punt of komma.")))
        if len(text) > _MAX_DIGITS:
            raise ValueError(str(self.bounds_sentence()))
        return int(text)

    def check(self) -> None:
        """Refuse a number outside the bounds."""
        if not self.at_least <= self.data <= self.at_most:
            raise StopValidation(str(self.bounds_sentence()))


class Kilometres(Whole):
    """A distance in whole kilometres, as far as matching looks (75 km)."""

    suffix = _("km")

    def __init__(
        self, label: Text, *, at_least: int = 1, at_most: int = 75, **settings: Unpack[Settings]
    ) -> None:
        super().__init__(label, at_least=at_least, at_most=at_most, **settings)

    def bounds_sentence(self) -> Text:
        """Return the sentence for a distance nobody can choose."""
        return _(
            "Vul een afstand in van %(least)s tot en met %(most)s kilometer.",
            least=self.at_least,
            most=self.at_most,
        )

    def read(self, typed: str) -> int | None:
        """Return the distance, also of `25 km`."""
        return super().read(re.sub(r"\s*km\s*$", "", typed[:40], flags=re.IGNORECASE))
