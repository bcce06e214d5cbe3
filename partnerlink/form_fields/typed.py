"""What every field shares: its own sentence when it is empty, and the text kept as typed."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, TypeAlias, TypedDict, Unpack, cast

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from markupsafe import Markup
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

Text: TypeAlias = str | LazyString

# HTML cannot hold these, UTF-8 cannot hold the surrogates, PostgreSQL cannot hold NUL.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)


def showable(typed: str) -> str:
    """Leave out of `typed` what a page cannot show, so that the rest can be kept."""
    return _UNSHOWABLE.sub("", typed)


def texts(values: Iterable[object]) -> list[str]:
    """Return the texts among the sent values; a file sent under the field's name is none."""
    return [value for value in values if isinstance(value, str)]


class Settings(TypedDict, total=False):
    """What every field can be told, and what WTForms binds it with."""

    required: bool
    missing: Text
    hint: Text
    validators: Sequence[Callable[..., object]]
    render_kw: dict[str, str]
    default: object
    widget: Callable[..., Markup]
    id: str
    name: str
    _form: BaseForm
    _prefix: str
    _translations: object
    _meta: DefaultMeta


class Answer(Field):
    """A question with a sentence for when it is not answered; the errors are always plain text.

    A lazy string counts as safe HTML in a template, so no error may stay lazy: it could hold what
    a stranger typed.
    """

    look: str = "line"
    # Every member is one extra attribute of the control.
    attributes: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        label: Text,
        **settings: Unpack[Settings],
    ) -> None:
        self.required = settings.pop("required", True)
        self.missing = settings.pop("missing", "") or self.default_missing(label)
        hint = cast(str, settings.pop("hint", ""))
        settings["validators"] = list(settings.get("validators", ()))
        settings["render_kw"] = {**self.attributes, **settings.get("render_kw", {})}
        super().__init__(cast(str, label), description=hint, **cast(dict[str, Any], settings))

    def default_missing(self, label: Text) -> Text:
        """Return the sentence for no answer, for a field that was given none of its own."""
        return _("Vul in: %(label)s", label=label)

    @property
    def anchor(self) -> str:
        """Return the id that the error summary links to."""
        return self.id

    def is_empty(self) -> bool:
        """Tell whether the question was left open."""
        return self.data in (None, "")

    def check(self) -> None:
        """Refuse an answer that can be read but is out of bounds."""

    def pre_validate(self, form: BaseForm) -> None:
        """Stop at the first thing that is wrong, so that a field shows one sentence."""
        if self.process_errors:
            raise StopValidation
        if self.is_empty():
            raise StopValidation(str(self.missing) if self.required else "")
        self.check()

    def validate(
        self, form: BaseForm, extra_validators: Sequence[Callable[..., object]] = ()
    ) -> bool:
        """Validate, and turn every sentence into plain text."""
        super().validate(form, list(extra_validators))
        self.errors = [str(sentence) for sentence in self.errors]
        return not self.errors


class Typed(Answer):
    """One answer, typed as text and read into a value."""

    widget: Callable[..., Markup] = TextInput()
    typed: str = ""

    def read(self, typed: str) -> object:
        """Return the value of what was typed; raise ValueError with a sentence if it has none."""
        raise NotImplementedError

    def written(self, value: object) -> str:
        """Return how a stored value stands in the control."""
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first text that was sent; a repeated key changes nothing."""
        self.typed = next(iter(texts(valuelist)), "")
        self.data = None
        self.data = self.read(self.typed)

    def _value(self) -> str:
        if self.raw_data is not None:
            return showable(self.typed)
        return "" if self.data is None else self.written(self.data)
