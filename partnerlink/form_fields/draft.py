"""A form that somebody may leave half-filled and finish later, and that colleagues share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from wtforms import Field

from partnerlink.form_fields.form import Form
from partnerlink.form_fields.rows import Rows
from partnerlink.words import listing, long_date

MARK = "gezien"
SIGNS = 6
LONGEST = 200
"""Of a longer text is said only that it changed."""
BUTTON, PLACE = "knop", "plaatsen"


class DraftForm(Form):
    """A form that is whole, or a draft in which only `NEEDED_IN_DRAFT` must be there.

    What was filled in must be right in a draft too. The page draws the labels of the whole form.
    A form that was opened before a colleague changed the record says so once.
    """

    NEEDED_IN_DRAFT: ClassVar[frozenset[str]] = frozenset({"subject"})
    is_draft: bool = False
    mark: str = ""
    said: Mapping[str, object] = MappingProxyType({})

    def expect(self, said: Mapping[str, object]) -> None:
        """Take what the record says now, to see whether it is what the sender read."""
        self.said, self.mark = said, mark_of(said)

    @property
    def asks_to_place(self) -> bool:
        """Tell whether the sender wants others to see it, and not only to keep it."""
        return request.form.get(BUTTON) == PLACE

    def is_valid_draft(self) -> bool:
        """Validate, passing over the questions that were left open."""
        with self._leniently():
            return self.validate()

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the answers, and refuse once to write over what a colleague changed."""
        is_valid = bool(super().validate(extra_validators))
        sent = request.form.get(MARK, self.mark)
        if sent == self.mark:
            return is_valid
        self.refuse_all(
            _("Een collega wijzigde dit net ook. Verstuur het nog een keer als u dit wilt bewaren.")
        )
        for name in _changed(sent, self.said):
            if name in self:
                self.refuse(name, _now_words(self[name], self.said[name]))
        return False

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


def mark_of(said: Mapping[str, object]) -> str:
    """Return six signs for each value, the same for the same value, in the order of the names."""
    return "".join(_sign(said[name]) for name in sorted(said))


def _sign(value: object) -> str:
    plain = repr(_plain(value)).encode("utf-8", "backslashreplace")
    return sha256(plain).hexdigest()[:SIGNS]


def _changed(mark: str, said: Mapping[str, object]) -> list[str]:
    """Return the names of the values that are not what a mark stands for, in their order."""
    if len(mark) != SIGNS * len(said):
        return []
    seen = dict(zip(sorted(said), _parts(mark), strict=True))
    return [name for name, value in said.items() if seen[name] != _sign(value)]


def _parts(mark: str) -> list[str]:
    return [mark[start : start + SIGNS] for start in range(0, len(mark), SIGNS)]


def _now_words(field: Field, value: object) -> str:
    """Return what a colleague made of an answer, where a few words can say it."""
    if isinstance(field, Rows) or isinstance(value, bool):
        return _("Een collega wijzigde dit net.")
    labels: Mapping[object, object] = getattr(field, "labels", {})
    if value in (None, "") or (isinstance(value, frozenset) and not value):
        return _("Een collega maakte dit net leeg.")
    if isinstance(value, frozenset):
        now = listing(str(word) for member, word in labels.items() if member in value)
    elif isinstance(value, date):
        now = long_date(value)
    else:
        now = str(labels.get(value, value))
    if not now or len(now) > LONGEST:
        return _("Een collega wijzigde dit net.")
    return _("Een collega wijzigde dit net. Nu staat er: %(now)s", now=now)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return [(name, _plain(value[name])) for name in sorted(value)]
    return str(value) if isinstance(value, date | StrEnum) else value


def _demand(field: Field) -> int:
    return field.at_least if isinstance(field, Rows) else int(getattr(field, "required", False))


def _set_demand(field: Field, demand: int) -> None:
    if isinstance(field, Rows):
        field.at_least = demand
    elif hasattr(field, "required"):
        field.required = bool(demand)
