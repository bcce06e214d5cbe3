"""Fields that repeat: one or more rows of the same few questions, a blank row counting as none."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Unpack, cast

from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField
from wtforms.form import BaseForm

from partnerlink.form_fields.typed import Answer, Settings, Text, texts

_MAX_ROWS = 50


class Row(Form):
    """The questions of one row."""

    def is_blank(self) -> bool:
        """Tell whether nothing was filled in."""
        return not any(
            any(text.strip() for text in texts(field.raw_data or ()))
            if field.raw_data is not None
            else field.data
            for field in self
        )


# WTForms' own classes are no generics when they run, only for the type checker.
if TYPE_CHECKING:
    _RowList = FieldList[FormField[Row]]
else:
    _RowList = FieldList


class Rows(_RowList):
    """Rows of a `Row`; `at_least` of them must be filled in."""

    look: str = "rows"

    def __init__(
        self,
        label: Text,
        row: type[Row],
        *,
        row_label: Text,
        at_least: int = 1,
        at_most: int = 6,
        drawn: int = 1,
        **bound: Unpack[Settings],
    ) -> None:
        self.missing = bound.pop("missing", "") or _("Vul in: %(label)s", label=label)
        hint = cast(str, bound.pop("hint", ""))
        super().__init__(
            FormField(row),
            cast(str, label),
            description=hint,
            min_entries=max(drawn, 1),
            max_entries=min(at_most, _MAX_ROWS),
            **cast(dict[str, Any], bound),
        )
        self.row_label = row_label
        self.at_least = at_least
        self.required = at_least > 0
        self.refusal = ""

    @property
    def anchor(self) -> str:
        """Return the id of the first control of the first row."""
        first = next(iter(self.entries[0].form))
        return first.anchor if isinstance(first, Answer) else first.id

    @property
    def more_name(self) -> str:
        """Return the name of the button that asks for one more row."""
        return f"{self.name}-more"

    @property
    def has_room(self) -> bool:
        """Tell whether one more row may be added."""
        return self.max_entries is None or len(self.entries) < self.max_entries

    @property
    def filled(self) -> list[dict[str, Any]]:
        """Return the answers of each row that is not blank."""
        return [entry.data for entry in self.entries if not entry.form.is_blank()]

    def validate(self, form: BaseForm, extra_validators: object = ()) -> bool:
        """Validate the rows that are not blank, and count them."""
        self.refusal = ""
        rows = [entry for entry in self.entries if not entry.form.is_blank()]
        are_valid = [entry.validate(form) for entry in rows]
        if len(rows) < self.at_least:
            self.refusal = str(self.missing)
        self.errors = [self.refusal] if self.refusal else []
        return all(are_valid) and not self.refusal

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        # WTForms takes any Unicode digit here, and a number of any length.
        row_key = re.compile(re.escape(prefix) + "-([0-9]{1,3})-.+")
        for key in formdata:
            if found := row_key.fullmatch(key):
                yield int(found[1])
