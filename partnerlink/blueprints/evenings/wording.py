"""How far the parts of an evening are, and what families read of it, in words."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_retention import Kept, erased_on
from partnerlink.domain.evening_steps import Preparation
from partnerlink.evening_words import unanswered_words
from partnerlink.models.evening import Evening
from partnerlink.parents.spelregels import usual_in_dutch
from partnerlink.phone_numbers import readable_phone
from partnerlink.services.evening_audience import Reach
from partnerlink.services.talk_dates import today_of
from partnerlink.words import long_date


@dataclass(frozen=True)
class Part:
    """One part of an evening with how far it is; `look` is that of its badge.

    It has nothing to show any more once what it `needs` is erased.
    """

    title: str
    url: str
    icon_name: str
    words: str
    badge: str = ""
    look: str = ""
    needs: Kept = Kept.PUPILS


def parts_of(
    evening: Evening, preparation: Preparation, erased: Container[Kept], *, today: date
) -> list[Part]:
    """Return the parts of an evening that can be opened, in the order in which they are made."""
    parts = [part for part in _parts_with_people(evening, preparation) if part.needs not in erased]
    return [_rooms(evening, preparation), *parts] if evening.is_changeable(today) else parts


def _rooms(evening: Evening, preparation: Preparation) -> Part:
    return Part(
        _("Lokalen en rondes"),
        url_for("evenings.rooms.show", number=evening.id),
        "layout-grid",
        _places(preparation),
        *_done(preparation.has_places),
    )


def _parts_with_people(evening: Evening, preparation: Preparation) -> list[Part]:
    number = evening.id
    return [
        Part(
            _("Leerlingen"),
            url_for("pupils.show", number=number),
            "users",
            ngettext("%(num)d leerling", "%(num)d leerlingen", preparation.pupils),
            *_done(bool(preparation.pupils)),
        ),
        Part(
            _("Programma"),
            url_for("programme.show", number=number),
            "calendar-clock",
            _planned(preparation),
            *_done(bool(preparation.pupils) and not preparation.unplanned),
        ),
        Part(
            _("Uitnodigingen"),
            url_for("invitations.show", number=number),
            "mail",
            _invited(evening, preparation),
            *_done(evening.is_open and not preparation.is_anybody_unasked),
            needs=Kept.CONTACT,
        ),
    ]


def rows_of(evening: Evening) -> list[tuple[str, str]]:
    """Return what families read, and until when they answer."""
    return [
        (_("Welkom"), evening.welcome),
        (_("Spelregels"), evening.spelregels or usual_in_dutch()),
        (_("Thuis"), evening.home_task),
        (_("Antwoorden tot en met"), long_date(evening.answer_by)),
        (_("Plaatsen vrij tot en met"), long_date(evening.held_until)),
        (_("Plaatsen per leerling"), str(evening.seats_per_family)),
        (_("Telefoon"), readable_phone(evening.phone)),
    ]


def told_words(reach: Reach) -> list[str]:
    """Return how many households get a mail about a change, and how many the school must tell."""
    words = [_("Er gaat geen mail uit.")]
    if reach.by_mail:
        words = [
            ngettext(
                "%(num)d gezin krijgt een mail.",
                "%(num)d gezinnen krijgen een mail.",
                reach.by_mail,
            )
        ]
    if reach.by_hand:
        words.append(
            ngettext(
                "%(num)d gezin krijgt geen mail. Vertel het dat gezin zelf.",
                "%(num)d gezinnen krijgen geen mail. Vertel het hun zelf.",
                reach.by_hand,
            )
        )
    return words


def cancelled_words(reach: Reach, untold: int) -> list[str]:
    """Return how many households were mailed that it is off, and how many were not.

    `untold` also counts those from whom the mail came back.
    """
    mailed = reach.by_mail + reach.by_hand - untold
    words = []
    if mailed:
        words.append(
            ngettext("%(num)d gezin kreeg een mail.", "%(num)d gezinnen kregen een mail.", mailed)
        )
    if untold:
        words.append(
            ngettext(
                "%(num)d gezin kreeg geen mail. Bel het, of geef een briefje mee.",
                "%(num)d gezinnen kregen geen mail. Bel hen, of geef een briefje mee.",
                untold,
            )
        )
    return words


def erased_rows(
    evening: Evening, erased: Mapping[Kept, datetime], *, today: date
) -> list[tuple[str, str]]:
    """Return what was erased of an evening and on which day, and what will be; none before it.

    What nobody ever told is neither.
    """
    if evening.day >= today or evening.state is EveningState.DRAFT:
        return []
    words = {
        Kept.NEEDS: _("Wat gezinnen nodig hadden"),
        Kept.CONTACT: _("E-mailadressen, mails en antwoorden van gezinnen"),
        Kept.PUPILS: _("Namen en presentaties van leerlingen"),
    }
    rows = [(words[what], _when_erased(evening, what, erased, today)) for what in words]
    return [(title, said) for title, said in rows if said]


def _when_erased(evening: Evening, what: Kept, erased: Mapping[Kept, datetime], today: date) -> str:
    if what in erased:
        return _("gewist op %(day)s", day=long_date(today_of(erased[what])))
    goes = erased_on(what, evening.day)
    return _("wordt gewist op %(day)s", day=long_date(goes)) if goes > today else ""


def _done(is_done: bool) -> tuple[str, str]:
    return (_("Klaar"), "good") if is_done else (_("Nog te doen"), "wait")


def _places(preparation: Preparation) -> str:
    if not preparation.rooms and not preparation.rounds:
        return _("Nog niets")
    rooms = ngettext("%(num)d lokaal", "%(num)d lokalen", preparation.rooms)
    rounds = ngettext("%(num)d ronde", "%(num)d rondes", preparation.rounds)
    return f"{rooms}, {rounds}"


def _planned(preparation: Preparation) -> str:
    if not preparation.pupils:
        return _("Nog niets")
    if not preparation.unplanned:
        return _("Elke leerling heeft een lokaal en een tijd")
    return _(
        "%(planned)s van de %(pupils)s leerlingen hebben een lokaal en een tijd",
        planned=preparation.planned,
        pupils=preparation.pupils,
    )


def _invited(evening: Evening, preparation: Preparation) -> str:
    if evening.state is EveningState.CANCELLED:
        return _("Uitnodigen kan niet meer")
    if not evening.is_open:
        return _("Uitnodigen kan als de avond open is")
    words = []
    if preparation.unmailed:
        words.append(
            ngettext(
                "%(num)d gezin kreeg nog geen mail",
                "%(num)d gezinnen kregen nog geen mail",
                preparation.unmailed,
            )
        )
    if preparation.unanswered:
        words.append(unanswered_words(preparation))
    return " · ".join(words) or _("Iedereen heeft geantwoord")
