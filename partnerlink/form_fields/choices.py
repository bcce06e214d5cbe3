"""Fields for a choice among named options, drawn by `macros/forms.html`."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Literal, NamedTuple, TypeAlias, Unpack, cast

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput

from partnerlink import words
from partnerlink.domain.vocabulary import DayPart, Slot, Weekday
from partnerlink.form_fields.typed import Answer, Settings, Text, texts

Options: TypeAlias = type[StrEnum] | Mapping[Any, Text] | Iterable[tuple[Any, Text]]


def _in_words(options: Options) -> dict[Any, Text]:
    if isinstance(options, type):
        return {member: LazyString(words.label, member) for member in options}
    return dict(options)


class Option(NamedTuple):
    """One option as it stands on the page."""

    id: str
    value: str
    label: Text
    hint: Text
    is_chosen: bool


class _AmongOptions(Answer):
    """An answer that must be among `options`: an enum, or each value with its words, in order."""

    def __init__(
        self,
        label: Text,
        options: Options,
        *,
        hints: Mapping[Any, Text] | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        self.labels = _in_words(options)
        self.hints = hints or {}
        super().__init__(label, **settings)

    def default_missing(self, label: Text) -> Text:
        """Return the sentence for no choice."""
        return _("Maak een keuze: %(label)s", label=label)

    def offer(self, options: Options) -> None:
        """Set the options of this request, and read what was sent among them."""
        self.labels = _in_words(options)
        if self.raw_data is not None:
            self.process_errors = []
            try:
                self.process_formdata(self.raw_data)
            except ValueError as refusal:
                self.process_errors = [str(refusal)]

    @property
    def options(self) -> Iterator[Option]:
        """Yield the options, in order."""
        for place, (member, label) in enumerate(self.labels.items()):
            hint = self.hints.get(member, "")
            chosen = self.is_chosen(member)
            yield Option(f"{self.id}-{place}", str(member), label, hint, chosen)

    def is_chosen(self, member: object) -> bool:
        """Tell whether this option is chosen."""
        raise NotImplementedError

    def members(self, values: list[Any]) -> list[Any]:
        """Return the options that were sent; raise ValueError with a sentence for any other."""
        by_value = {str(member): member for member in self.labels}
        sent = [value for value in texts(values) if value]
        if any(value not in by_value for value in sent):
            raise ValueError(str(_("Kies een van de antwoorden uit de lijst.")))
        return [by_value[value] for value in sent]


class Choice(_AmongOptions):
    """One option: radio buttons, or a list that folds out where there are many."""

    control: ClassVar[str] = "radio"

    def __init__(
        self,
        label: Text,
        options: Options,
        *,
        look: Literal["options", "select"] = "options",
        hints: Mapping[Any, Text] | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        self.look = look
        super().__init__(label, options, hints=hints, **settings)

    @property
    def anchor(self) -> str:
        """Return the id of the first radio button, or of the list."""
        return self.id if self.look == "select" else f"{self.id}-0"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first option that was sent."""
        self.data = None
        self.data = next(iter(self.members(valuelist)), None)

    def is_chosen(self, member: object) -> bool:
        """Tell whether this option is the one chosen."""
        return bool(self.data is not None and str(self.data) == str(member))


class Choices(_AmongOptions):
    """Any number of options, as a frozenset."""

    look = "options"
    control: ClassVar[str] = "checkbox"

    def __init__(
        self,
        label: Text,
        options: Options,
        *,
        at_least: int = 1,
        at_most: int | None = None,
        hints: Mapping[Any, Text] | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(label, options, hints=hints, **settings)

    @property
    def anchor(self) -> str:
        """Return the id of the first box."""
        return f"{self.id}-0"

    def process_data(self, value: object) -> None:
        """Take any collection of options; none is the empty set."""
        self.data = frozenset(cast(Iterable[object], value or ()))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read every option that was sent, once."""
        self.data = frozenset()
        known = {str(member) for member in self.labels}
        self.data = frozenset(self.members([v for v in texts(valuelist) if v in known]))
        self.members(valuelist)

    def is_empty(self) -> bool:
        """Tell whether no box was ticked."""
        return not self.data

    def is_chosen(self, member: object) -> bool:
        """Tell whether this box is ticked."""
        return member in self.data

    def check(self) -> None:
        """Refuse too few and too many."""
        if len(self.data) < self.at_least:
            raise StopValidation(str(_("Kies er minstens %(least)s.", least=self.at_least)))
        if self.at_most is not None and len(self.data) > self.at_most:
            raise StopValidation(str(_("Kies er hoogstens %(most)s.", most=self.at_most)))


class SlotDay(NamedTuple):
    """One weekday of the slots picker, with its parts."""

    id: str
    label: Text
    options: list[Option]


class Slots(Choices):
    """The parts of the week on which something is possible, as a frozenset of `Slot`."""

    look = "slots"

    def __init__(self, label: Text, **settings: Unpack[Settings]) -> None:
        parts = {slot: DayPart(slot.partition("_")[2]) for slot in Slot}
        labels = {slot: LazyString(words.label, part) for slot, part in parts.items()}
        super().__init__(label, labels, **settings)

    @property
    def days(self) -> Iterator[SlotDay]:
        """Yield the weekdays, each with its morning, afternoon and evening."""
        options = list(self.options)
        for day in Weekday:
            short = day.value[:3]
            parts = [option for option in options if option.value.startswith(f"{short}_")]
            yield SlotDay(f"{self.id}-{short}", words.label(day), parts)


class YesNo(Answer):
    """One box to tick; `required` means that it must be ticked."""

    look = "tick"
    widget = CheckboxInput()

    def __init__(self, label: Text, **settings: Unpack[Settings]) -> None:
        settings.setdefault("required", False)
        super().__init__(label, **settings)

    def default_missing(self, label: Text) -> Text:
        """Return the sentence for a box that must be ticked."""
        return _("Zet een vinkje: %(label)s", label=label)

    def process_data(self, value: object) -> None:
        """Take no answer for no."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a tick; anything but the box's own value is none."""
        self.data = self._value() in texts(valuelist)

    def is_empty(self) -> bool:
        """Tell whether the box was left open."""
        return not self.data

    def _value(self) -> str:
        return "ja"
