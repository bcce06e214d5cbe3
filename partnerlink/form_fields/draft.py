"""A form that somebody may leave half-filled and finish later."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from wtforms import Field

from partnerlink.form_fields.form import Form
from partnerlink.form_fields.rows import Rows


class DraftForm(Form):
    """A form that is whole, or a draft in which only `NEEDED_IN_DRAFT` must be there.

    What was filled in must be right in a draft too. The page draws the labels of the whole form.
    """

    NEEDED_IN_DRAFT: ClassVar[frozenset[str]] = frozenset({"subject"})
    is_draft: bool = False

    def is_valid_draft(self) -> bool:
        """Validate, passing over the questions that were left open."""
        with self._leniently():
            return bool(self.validate())

    @contextmanager
    def _leniently(self) -> Iterator[None]:
        asked = [field for field in self if field.name not in self.NEEDED_IN_DRAFT]
        before = [(field, _demand(field)) for field in asked]
        for field in asked:
            _set_demand(field, 0)
        self.is_draft = True
        yield
        self.is_draft = False
        for field, demand in before:
            _set_demand(field, demand)


def _demand(field: Field) -> int:
    return field.at_least if isinstance(field, Rows) else int(getattr(field, "required", False))


def _set_demand(field: Field, demand: int) -> None:
    if isinstance(field, Rows):
        field.at_least = demand
    elif hasattr(field, "required"):
        field.required = bool(demand)
