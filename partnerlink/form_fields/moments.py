"""Fields for a day and for a time of day."""

import re
from datetime import date, time
from typing import ClassVar, Unpack, cast

from flask_babel import format_date
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import StringField
from wtforms.validators import StopValidation
from wtforms.widgets import DateInput, TextInput, TimeInput

from partnerlink.form_fields.typed import Answer, Settings, Text, Typed

_ISO_DAY = re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH_DAY = re.compile("([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
BOUND = "d MMMM y"
"""How a day is named in a sentence; Babel's own "long" puts the month first in English."""
_TIME = re.compile("([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2})?")


class _Picker:
    """The browser's picker, or a plain line where the picker would lose what was typed."""

    def __init__(self, picker: DateInput | TimeInput) -> None:
        self.picker, self.line = picker, TextInput()

    def __call__(self, field: Answer, **attributes: object) -> Markup:
        widget = self.line if field.process_errors else self.picker
        return widget(cast(StringField, field), **attributes)


class Day(Typed):
    """A date; `earliest` and `latest` may also be set by the view before it validates."""

    widget = _Picker(DateInput())
    attributes: ClassVar[dict[str, str]] = {"autocomplete": "off", "class": "medium"}

    def __init__(
        self,
        label: Text,
        *,
        earliest: date = date(2000, 1, 1),
        latest: date = date(2099, 12, 31),
        **settings: Unpack[Settings],
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(label, **settings)

    def read(self, typed: str) -> date | None:
        """Return the date of `2026-12-31`, `31-12-2026` or `31/12/2026`."""
        text = typed.strip()
        if not text:
            return None
        if found := _ISO_DAY.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := _DUTCH_DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
        else:
            raise ValueError(str(_("Vul een datum in zoals 31-12-2026.")))
        try:
            return date(year, month, day)
        except ValueError:
            shown = f"{day}-{month}-{year}"
            sentence = _("De datum %(day)s bestaat niet. Kies een andere dag.", day=shown)
            raise ValueError(str(sentence)) from None

    def check(self) -> None:
        """Refuse a day outside the bounds."""
        if self.data < self.earliest:
            first = format_date(self.earliest, BOUND)
            raise StopValidation(str(_("Kies een dag vanaf %(day)s.", day=first)))
        if self.data > self.latest:
            last = format_date(self.latest, BOUND)
            raise StopValidation(str(_("Kies een dag tot en met %(day)s.", day=last)))

    def _value(self) -> str:
        # A picker only takes an ISO date, however the day was typed.
        return super()._value() if self.data is None else self.data.isoformat()


class TimeOfDay(Typed):
    """A time on the clock, to the minute."""

    widget = _Picker(TimeInput())
    attributes: ClassVar[dict[str, str]] = {"autocomplete": "off", "class": "short"}

    def read(self, typed: str) -> time | None:
        """Return the time of `13:30` or `9.05`."""
        text = typed.strip()
        if not text:
            return None
        found = _TIME.fullmatch(text)
        try:
            if found:
                return time(int(found[1]), int(found[2]))
        except ValueError:
            pass
        raise ValueError(str(_("Vul een tijd in zoals 13:30.")))

    def _value(self) -> str:
        return super()._value() if self.data is None else self.data.strftime("%H:%M")
