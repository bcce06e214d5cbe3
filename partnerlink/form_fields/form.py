"""The form every page's form is built on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flask import has_request_context, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, FormField
from wtforms.form import BaseForm

from partnerlink.form_fields.rows import Rows

_METHODS_THAT_SEND = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Problem(NamedTuple):
    """One sentence of the error summary and the id it links to, empty for the whole form."""

    anchor: str
    sentence: str


class Form(FlaskForm):  # type: ignore[misc]
    """A form that reads only what a browser's form sends, and lists its problems in order."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How the sent values reach the fields."""

        def wrap_formdata(self, form: BaseForm, formdata: object) -> object:
            """Read a form that was sent empty as empty, not as never sent; never read JSON."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if not has_request_context() or request.method not in _METHODS_THAT_SEND:
                return None
            return CombinedMultiDict([request.files, request.form])  # type: ignore[arg-type]

    def refuse(self, name: str, sentence: object) -> None:
        """Put a refusal of the domain beside the field it is about."""
        field = self[name]
        field.errors = [*field.errors, str(sentence)]

    def refuse_all(self, sentence: object) -> None:
        """Put a refusal that is about no single field on top of the form."""
        self.form_errors.append(str(sentence))

    def adds_a_row(self) -> bool:
        """Add the row a button asked for; the view then shows the form again, unvalidated."""
        for field in self:
            if isinstance(field, Rows) and field.more_name in request.form and field.has_room:
                field.append_entry()
                return True
        return False

    @property
    def problems(self) -> list[Problem]:
        """Return the first error of each field, in the order of the page."""
        whole = [Problem("", sentence) for sentence in map(str, self.form_errors)]
        return whole + list(_problems(self))


def _problems(fields: Iterable[Field]) -> Iterator[Problem]:
    for field in fields:
        if isinstance(field, Rows):
            if field.errors:
                yield Problem(field.anchor, field.errors[0])
            for entry in field.entries:
                yield from _problems(entry.form)
        elif isinstance(field, FormField):
            yield from _problems(field.form)
        elif field.errors and field.type == "CSRFTokenField":
            yield Problem("", _("Het formulier stond te lang open. Verstuur het nog een keer."))
        elif field.errors:
            yield Problem(getattr(field, "anchor", field.id), str(field.errors[0]))
