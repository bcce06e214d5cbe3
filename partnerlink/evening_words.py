"""The step that a school takes next about an evening, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.evening_steps import EveningStep, Preparation
from partnerlink.models.evening import Evening
from partnerlink.words import long_date, short_date


@dataclass(frozen=True)
class Next:
    """The step that is next: what it is, why, and where it is done; no `url` for nothing to do."""

    title: str
    text: str
    url: str = ""
    icon_name: str = "arrow-right"


def next_in_words(step: EveningStep, evening: Evening, preparation: Preparation) -> Next:
    """Return what a school does now about an evening."""
    return _NEXT[step](evening, preparation)


def unanswered_words(preparation: Preparation) -> str:
    """Return how many households have not answered."""
    return ngettext(
        "%(num)d gezin heeft nog niet geantwoord",
        "%(num)d gezinnen hebben nog niet geantwoord",
        preparation.unanswered,
    )


def _new_day(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Kies een nieuwe dag"),
        _("De dag van deze avond is voorbij."),
        url_for("evenings.show_form", number=evening.id),
        "calendar-days",
    )


def _new_last_day(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Kies tot wanneer gezinnen kunnen antwoorden"),
        _("De dag die er nu staat, is voorbij."),
        url_for("evenings.show_form", number=evening.id),
        "calendar-days",
    )


def _rooms(evening: Evening, preparation: Preparation) -> Next:
    is_half = bool(preparation.rooms) != bool(preparation.rounds)
    return Next(
        _("Voeg de lokalen en de rondes toe"),
        _("Er ontbreken nog lokalen of rondes.")
        if is_half
        else _("Waar presenteren de leerlingen, en hoe laat?"),
        url_for("evenings.rooms.show", number=evening.id),
        "layout-grid",
    )


def _pupils(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Voeg de leerlingen toe"),
        _("Neem een bestand uit uw leerlingadministratie, of plak een lijst."),
        url_for("pupils.show", number=evening.id),
        "users",
    )


def _programme(evening: Evening, preparation: Preparation) -> Next:
    return Next(
        _("Maak het programma"),
        ngettext(
            "%(num)d leerling heeft nog geen lokaal en tijd.",
            "%(num)d leerlingen hebben nog geen lokaal en tijd.",
            preparation.unplanned,
        ),
        url_for("programme.show", number=evening.id),
        "calendar-clock",
    )


def _open(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Open de avond"),
        _("Alles staat klaar. Daarna kunt u de gezinnen uitnodigen."),
        url_for("evenings.steps.show_open", number=evening.id),
        "door-open",
    )


def _invite(evening: Evening, preparation: Preparation) -> Next:
    text = ngettext(
        "%(num)d gezin wacht op een mail.",
        "%(num)d gezinnen wachten op een mail.",
        preparation.unmailed,
    )
    if not preparation.unmailed:
        text = ngettext(
            "%(num)d gezin krijgt een brief.",
            "%(num)d gezinnen krijgen een brief.",
            preparation.by_letter,
        )
    return Next(
        _("Nodig de gezinnen uit"),
        text,
        url_for("invitations.show", number=evening.id),
        "mail",
    )


def _lose_seats(evening: Evening, preparation: Preparation) -> Next:
    words = _(
        "Na %(day)s komen hun plaatsen vrij. Bel hen, of antwoord voor hen.",
        day=long_date(evening.held_until),
    )
    return _call_them(evening, preparation, words)


def _unanswered(evening: Evening, preparation: Preparation) -> Next:
    words = _(
        "Antwoorden kan nog tot en met %(day)s. Bel hen, of antwoord voor hen.",
        day=long_date(evening.answer_by),
    )
    return _call_them(evening, preparation, words)


def _call_them(evening: Evening, preparation: Preparation, words: str) -> Next:
    list_url = url_for("invitations.show", number=evening.id)
    return Next(unanswered_words(preparation), words, list_url, "hourglass")


def _ready(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("U hoeft nu niets te doen"),
        _(
            "Gezinnen kunnen niet meer zelf antwoorden. De avond is op %(day)s.",
            day=long_date(evening.day),
        ),
        icon_name="circle-check",
    )


def _wait(evening: Evening, preparation: Preparation) -> Next:
    title = _("U hoeft nu niets te doen")
    if not preparation.unanswered:
        return Next(title, _("Alle gezinnen hebben geantwoord."), icon_name="circle-check")
    last = long_date(evening.answer_by)
    text = _("Gezinnen kunnen antwoorden tot en met %(day)s.", day=last)
    return Next(title, f"{unanswered_words(preparation)}. {text}", icon_name="circle-check")


def _door(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Vandaag is de avond"),
        _("Geef de link van de deur aan wie de gezinnen ontvangt."),
        url_for("evenings.show", number=evening.id, _anchor="deur"),
        "door-open",
    )


def _report(evening: Evening, _preparation: Preparation) -> Next:
    return Next(
        _("Bekijk het verslag"),
        _("De avond was op %(day)s.", day=short_date(evening.day)),
        url_for("evenings.report.show", number=evening.id),
        "chart-column",
    )


def _stopped(_evening: Evening, _preparation: Preparation) -> Next:
    return Next(_("Deze avond gaat niet door"), "", icon_name="circle-x")


_NEXT: dict[EveningStep, Callable[[Evening, Preparation], Next]] = {
    EveningStep.NEW_DAY: _new_day,
    EveningStep.ROOMS: _rooms,
    EveningStep.PUPILS: _pupils,
    EveningStep.PROGRAMME: _programme,
    EveningStep.NEW_LAST_DAY: _new_last_day,
    EveningStep.OPEN: _open,
    EveningStep.INVITE: _invite,
    EveningStep.LOSE_SEATS: _lose_seats,
    EveningStep.UNANSWERED: _unanswered,
    EveningStep.WAIT: _wait,
    EveningStep.READY: _ready,
    EveningStep.DOOR: _door,
    EveningStep.REPORT: _report,
    EveningStep.STOPPED: _stopped,
}
