"""Days, times and calendar words for parents, in the language of their page or mail."""

from datetime import date, time

from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.domain.room_names import is_code
from partnerlink.mail.isolates import isolated
from partnerlink.models.evening import Evening
from partnerlink.phone_numbers import readable_phone

DAY = {
    "tr": "d\u00a0MMMM EEEE",
    "pl": "EEEE, d\u00a0MMMM",
    "uk": "EEEE, d\u00a0MMMM",
    "ar": "EEEE، d\u00a0MMMM",
}
"""How a day is written where it is not as in Dutch and English: "8 Aralık Salı"."""
USUAL_DAY = "EEEE d\u00a0MMMM"

TOO_LONG = _l("Dit is te lang. Schrijf het korter.")
WRONG_CODE = _l("Deze code werkt niet. Kijk nog een keer goed op de brief.")
WRONG_TOO_OFTEN = _l("Er is te vaak een verkeerde code getypt. Probeer het over 10 minuten.")
STRANGE_SIGN = _l("Hier staat een teken dat wij niet kunnen lezen. Haal het weg.")


def day_words(day: date) -> str:
    """Return a day as a sentence has it: "dinsdag 8 december", its last two never apart."""
    locale = get_locale()
    return str(format_date(day, DAY.get(locale.language if locale else "", USUAL_DAY)))


def clock_words(clock: time) -> str:
    """Return a time of the day, as HH:mm in every language."""
    return f"{clock:%H:%M}"


def room_words(name: str) -> str:
    """Return a room as the school calls it, isolated; a bare number gets a word: "Lokaal 1.14"."""
    return _("Lokaal %(room)s", room=isolated(name)) if is_code(name) else isolated(name)


def calendar_summary(first_name: str) -> str:
    """Return what the evening is called in a calendar."""
    return _("Presentatie van %(child)s", child=first_name)


def calendar_text(evening: Evening) -> str:
    """Return what a calendar says below it: the entrance, and whom to call."""
    rows = (
        (_("Ingang"), evening.entrance),
        (_("Bel de school"), readable_phone(evening.phone)),
    )
    return "\n".join(f"{term}: {value}" for term, value in rows if value)
