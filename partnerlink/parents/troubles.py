"""What parents read when a page cannot be shown, in every language: theirs is not known then."""

from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from partnerlink.domain.evening import ParentLanguage
from partnerlink.parents import language


class Trouble(NamedTuple):
    """What is wrong, and what somebody can do now."""

    title: LazyString
    sentence: LazyString


class Said(NamedTuple):
    """A trouble in the words of one language."""

    code: str
    direction: str
    title: str
    sentence: str


UNKNOWN = Trouble(_l("Deze link werkt niet"), _l("De link of de code is niet goed. Bel de school."))
TOO_OFTEN = Trouble(_l("Wacht even"), _l("Probeer het over een paar minuten nog een keer."))
NOT_WELL = Trouble(
    _l("Dit ging niet goed"), _l("Er is niets veranderd. Open de link van de school nog een keer.")
)
TROUBLES = {404: UNKNOWN, 429: TOO_OFTEN}


def in_every_language(status: int) -> list[Said]:
    """Say what is wrong in the language of this page first, and then in all the others."""
    trouble = TROUBLES.get(status, NOT_WELL)
    spoken = [code for code, _name, is_current in language.links() if is_current]
    others = [each.value for each in ParentLanguage if each.value not in spoken]
    return [_said(trouble, code) for code in (*spoken, *others)]


def _said(trouble: Trouble, code: str) -> Said:
    with force_locale(code):
        return Said(code, language.direction(code), str(trouble.title), str(trouble.sentence))
