"""Languages: which one a page is in, and what templates need to say so."""

from flask import Flask, g, has_request_context, request, session, url_for
from flask_babel import Babel, get_locale, refresh
from flask_login import current_user

STAFF_LANGUAGES = {"nl": "Nederlands", "en": "English"}
RIGHT_TO_LEFT = frozenset({"ar"})

babel = Babel()


def choose_locale() -> str:
    """Return the language of this request: chosen, else the account's, else the browser's."""
    if not has_request_context():
        return "nl"
    if "spoken" in g:
        return str(g.spoken)
    chosen = session.get("language")
    if chosen in STAFF_LANGUAGES:
        return str(chosen)
    if current_user.is_authenticated:
        return str(current_user.language)
    return request.accept_languages.best_match(list(STAFF_LANGUAGES)) or "nl"


def speak(language: str) -> None:
    """Let the rest of this request be in `language`, whoever asks and whatever they chose."""
    g.spoken = language
    refresh()


def page_language() -> str:
    """Return the language code for `<html lang>`."""
    return str(get_locale() or "nl").split("_")[0]


def page_direction() -> str:
    """Return the direction for `<html dir>`."""
    return "rtl" if page_language() in RIGHT_TO_LEFT else "ltr"


def language_links() -> list[tuple[str, str, str]]:
    """Return (code, own name, address) for the language switch."""
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return [
        (code, name, url_for("pages.switch_language", code=code, back=back))
        for code, name in STAFF_LANGUAGES.items()
    ]


def init_app(app: Flask) -> None:
    """Set the app's languages up."""
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations;translations"
    app.config["BABEL_DOMAIN"] = "messages;parents"
    babel.init_app(app, locale_selector=choose_locale)
