"""A telephone number as a question."""

from typing import ClassVar, Unpack

from flask_babel import lazy_gettext as _
from wtforms.widgets import TelInput

from partnerlink.form_fields.text import TextLine
from partnerlink.form_fields.typed import Settings, Text
from partnerlink.phone_numbers import read_phone, readable_phone


class Phone(TextLine):
    """A telephone number, kept as E.164."""

    widget = TelInput()
    attributes: ClassVar[dict[str, str]] = {"autocomplete": "tel", "class": "medium"}

    def __init__(self, label: Text, *, max_length: int = 30, **settings: Unpack[Settings]) -> None:
        super().__init__(label, max_length=max_length, **settings)

    def read(self, typed: str) -> str:
        """Return the number as E.164."""
        text = super().read(typed)
        try:
            return read_phone(text) if text else ""
        except ValueError:
            sentence = _("Vul een telefoonnummer in zoals 026 123 45 67 of 06 12 34 56 78.")
            raise ValueError(str(sentence)) from None

    def written(self, value: object) -> str:
        """Return the number in groups."""
        return readable_phone(str(value))
