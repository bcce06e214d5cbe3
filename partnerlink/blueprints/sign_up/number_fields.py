"""The field for the numbers of official registers."""

from collections.abc import Callable
from typing import ClassVar, Unpack

from partnerlink import identifiers
from partnerlink.form_fields import Text, TextLine
from partnerlink.form_fields.typed import Settings


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
