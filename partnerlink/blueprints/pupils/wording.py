"""What columns, notices and families are called on the pages of the pupils."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.domain.pupil_list import Notice
from partnerlink.domain.row_refusals import RowRefusal
from partnerlink.domain.vocabulary import TalkLanguage
from partnerlink.refusals import sentence
from partnerlink.tables import refusals as file
from partnerlink.words import label

COLUMNS: dict[PupilColumn, LazyString] = {
    PupilColumn.CODE: _l("Leerlingnummer"),
    PupilColumn.FIRST_NAME: _l("Roepnaam"),
    PupilColumn.LAST_NAME: _l("Achternaam (alleen de eerste letter)"),
    PupilColumn.FULL_NAME: _l("Hele naam (alleen roepnaam en eerste letter)"),
    PupilColumn.CLASS: _l("Klas"),
    PupilColumn.LEERJAAR: _l("Leerjaar"),
    PupilColumn.LEVEL: _l("Niveau"),
    PupilColumn.TITLE: _l("Titel van de presentatie"),
    PupilColumn.CARER_1: _l("Wie is verzorger 1 (moeder, vader …)"),
    PupilColumn.EMAIL_1: _l("E-mail verzorger 1 (of van beide)"),
    PupilColumn.CARER_2: _l("Wie is verzorger 2 (moeder, vader …)"),
    PupilColumn.EMAIL_2: _l("E-mail verzorger 2"),
    PupilColumn.LANGUAGE: _l("Taal van het gezin"),
    PupilColumn.APART: _l("Ouders wonen apart (ja of nee)"),
    PupilColumn.FAMILY: _l("Gezinscode, of nummer van broer of zus"),
    PupilColumn.ROOM: _l("Lokaal dat vaststaat"),
    PupilColumn.ROUND: _l("Ronde die vaststaat"),
    PupilColumn.PREFERRED_ROUND: _l("Liefst in ronde"),
    PupilColumn.GROUP: _l("Groepje of duo"),
    PupilColumn.MEMBERS: _l("Leerlingnummers van één presentatie"),
}
"""All that a column can be chosen to be; NEVER is not chosen but found."""

NOTICES: dict[Notice, LazyString] = {
    Notice.LANGUAGE: _l("Deze taal hebben we niet. Het gezin krijgt Nederlands"),
    Notice.LEVEL: _l("Dit niveau kennen we niet. Het blijft leeg"),
    Notice.LEERJAAR: _l("Dit leerjaar kennen we niet. Het blijft leeg"),
}

_OF_FILES: dict[str, LazyString] = {
    file.FileTooLarge.code: _l(
        "Het bestand is te groot. Het mag hoogstens 5 MB zijn. "
        "Staan er foto’s of andere bladen in? Haal die eruit."
    ),
    file.NotATable.code: _l(
        "Dit is geen CSV- of Excelbestand (.xlsx). "
        "Open uw lijst en bewaar hem als .xlsx of als CSV."
    ),
    file.TooManyRows.code: _l("Er staan te veel regels in. Het mogen er hoogstens 5.000 zijn."),
    file.TooManyColumns.code: _l("Er staan te veel kolommen in. Het mogen er hoogstens 100 zijn."),
}


def file_sentence(refusal: file.FileRefusal) -> str:
    """Return why a list of pupils cannot be read; a list of pupils has bounds of its own."""
    own = _OF_FILES.get(refusal.code)
    return str(own) if own is not None else sentence(refusal)


def column_word(column: str) -> str:
    """Return what a column is called in a sentence; empty for none."""
    known = {member.value: word for member, word in COLUMNS.items()}
    return str(known.get(column, "")).partition(" (")[0]


def line_sentence(refusal: RowRefusal) -> str:
    """Return why a line is refused."""
    return sentence(refusal)


def language_word(language: ParentLanguage) -> str:
    """Return what a language is called in the reader's own."""
    return label(TalkLanguage(language.value))


def language_choices() -> list[tuple[ParentLanguage, LazyString]]:
    """Return the languages of families, for a form field."""
    return [(each, LazyString(language_word, each)) for each in ParentLanguage]
