"""The language of a page for parents: the one in its address, else that of their household."""

from flask import request

from partnerlink import i18n
from partnerlink.domain.evening import ParentLanguage

PARAMETER = "taal"
OWN_NAMES: dict[ParentLanguage, str] = {
    ParentLanguage.NL: "Nederlands",
    ParentLanguage.EN: "English",
    ParentLanguage.AR: "العربية",
    ParentLanguage.TR: "Türkçe",
    ParentLanguage.PL: "Polski",
    ParentLanguage.UK: "Українська",
}
"""What each language calls itself: who looks for it need not read any other."""


def find_asked() -> ParentLanguage | None:
    """Return the language in the address of this page; None for none, and for what is none."""
    asked = request.args.get(PARAMETER, "")
    return next((language for language in ParentLanguage if language.value == asked), None)


def of_browser() -> ParentLanguage:
    """Return the language that the browser prefers of those we have, else Dutch."""
    best = request.accept_languages.best_match([language.value for language in ParentLanguage])
    return ParentLanguage(best or ParentLanguage.NL.value)


def speak(household: ParentLanguage | None = None) -> None:
    """Let this page be in the language asked for, else the household's, else the browser's."""
    i18n.speak((find_asked() or household or of_browser()).value)


def links() -> list[tuple[str, str, bool]]:
    """Return (code, own name, whether it is this page's) of every language, for the switch."""
    spoken = i18n.page_language()
    return [(code.value, name, code.value == spoken) for code, name in OWN_NAMES.items()]


def direction(code: str) -> str:
    """Return the direction in which a language is written, for `dir`."""
    return "rtl" if code in i18n.RIGHT_TO_LEFT else "ltr"
