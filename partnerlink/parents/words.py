"""Days, times and calendar words for parents, in the language of their page or mail."""

from datetime import date, time

from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.models.evening import Evening

DAY = {"tr": "d MMMM EEEE", "pl": "EEEE, d MMMM", "uk": "EEEE, d MMMM", "ar": "EEEE، d MMMM"}
"""How a day is written where it is not as in Dutch and English: "8 Aralık Salı"."""

TOO_LONG = _l("Dit is te lang. Schrijf het korter.")
STRANGE_SIGN = _l("Hier staat een teken dat wij niet kunnen lezen. Haal het weg.")


def day_words(day: date) -> str:
    """Return a day as a sentence has it: "dinsdag 8 december"."""
    locale = get_locale()
    return str(format_date(day, DAY.get(locale.language if locale else "", "EEEE d MMMM")))


def clock_words(clock: time) -> str:
    """Return a time of the day, as HH:mm in every language."""
    return f"{clock:%H:%M}"


def calendar_summary(first_name: str) -> str:
    """Return what the evening is called in a calendar."""
    return _("Presentatie van %(child)s", child=first_name)


def calendar_text(evening: Evening) -> str:
    """Return what a calendar says below it: the entrance, and whom to call."""
    rows = (
        (_("Ingang"), evening.entrance),
        (_("Bel de school"), evening.phone),
    )
    return "\n".join(f"{term}: {value}" for term, value in rows if value)
