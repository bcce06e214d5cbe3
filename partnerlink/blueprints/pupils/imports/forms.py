"""The forms of an import: a file or a pasted list, and what its columns are."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput, TextArea

from partnerlink.blueprints.pupils.wording import column_word
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.form_fields import Form, YesNo
from partnerlink.form_fields.typed import Answer, Typed
from partnerlink.services.pupil_sheet import LIMITS, Sheet

COLUMN = "kolom-"
APART = "apart"
GONE = "weg"


class ListFile(Answer):
    """A file to be read at once; `data` is what was sent, None when nothing was chosen."""

    widget = FileInput()
    attributes: ClassVar[dict[str, str]] = {"accept": ".csv,.txt,.xlsx"}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first file that has a name."""
        files = [each for each in valuelist if isinstance(each, FileStorage) and each.filename]
        self.data = next(iter(files), None)

    def _value(self) -> bool:
        return False


class PastedList(Typed):
    """Lines as they were copied from a spreadsheet, every tab and space of them."""

    look = "block"
    widget = TextArea()
    attributes: ClassVar[dict[str, str]] = {
        "rows": "8",
        "spellcheck": "false",
        "autocapitalize": "none",
        "wrap": "off",
    }

    def read(self, typed: str) -> str:
        """Return the lines; none when there is only white space."""
        return typed if typed.strip() else ""

    def check(self) -> None:
        """Refuse more than a list of pupils can be."""
        if len(self.data) > LIMITS.file_size:
            raise StopValidation(str(_("Deze lijst is te lang.")))


class UploadForm(Form):
    """A list of pupils, in a file or pasted."""

    file = ListFile(
        _l("Kies een bestand"),
        hint=_l("CSV of Excel (.xlsx), hoogstens 5 MB en 5.000 leerlingen."),
    )
    text = PastedList(
        _l("Of plak hier een lijst"),
        hint=_l("Kopieer de rijen uit uw rekenblad, liefst met de namen van de kolommen erboven."),
    )

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Validate, and ask for one of the two; neither of them may stay empty by itself."""
        self.file.required = self.text.required = False
        is_valid = bool(super().validate_on_submit(extra_validators))
        self.file.required = self.text.required = True
        if is_valid and self.file.data is None and not self.text.data:
            self.refuse("file", _("Kies een bestand, of plak een lijst."))
            return False
        return is_valid


class LinesForm(Form):
    """The pasted list that is being looked at, to be mended on the spot."""

    text = PastedList(_l("De lijst"), missing=_l("Plak een lijst."))


class ColumnsForm(Form):
    """What each column is; the columns differ for every list, so they are read by hand."""

    is_apart = YesNo(
        _l("Geef elk e-mailadres een eigen uitnodiging"),
        hint=_l(
            "Doe dit alleen als de lijst niet zegt wie apart wonen. "
            "Anders krijgt een gezin één uitnodiging."
        ),
    )
    chosen: Mapping[int, PupilColumn] = {}

    def read_columns(self, sheet: Sheet) -> bool:
        """Read what was chosen for each column; refuse the same for two of them."""
        known = {column.value: column for column in PupilColumn if column is not PupilColumn.NEVER}
        sent = {at: request.form.get(f"{COLUMN}{at}", "") for at in range(len(sheet.names))}
        self.chosen = {at: known[value] for at, value in sent.items() if value in known}
        twice = [c for c in known.values() if list(self.chosen.values()).count(c) > 1]
        for column in twice:
            self.refuse_all(
                _("U koos twee keer: %(column)s. Kies die één keer.", column=column_word(column))
            )
        return not twice
