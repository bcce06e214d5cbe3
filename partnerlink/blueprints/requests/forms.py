"""The form of a request."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request as web_request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from partnerlink.blueprints.requests.dates import DateRow, Known, WithDates
from partnerlink.blueprints.requests.fields import (
    groups_field,
    host_teacher_field,
    pupils_field,
    room_field,
    spelregels_field,
)
from partnerlink.domain.leerjaren import find_missing_leerjaar
from partnerlink.domain.request_content import CONTENT
from partnerlink.domain.talk_dates import MAX_OPTIONS
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level, Sector, TalkLanguage, Venue
from partnerlink.form_fields import (
    Choice,
    Choices,
    Day,
    Kilometres,
    Rows,
    Slots,
    TextBlock,
    TextLine,
    YesNo,
)
from partnerlink.form_fields.typed import showable
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_request import TalkRequest
from partnerlink.words import label

USUAL = {"groups": 1, "pupils": 25, "radius_km": 25, "venue": Venue.AT_SCHOOL}
"""What most schools answer, filled in beforehand."""
SPELREGELS = _(
    "Wat gebeurt er? U vertelt over uw werk. De leerlingen stellen vragen.\n"
    "Hoe lang? Een lesuur, ongeveer 50 minuten.\n"
    "Wat neemt u mee? Iets van uw werk om te laten zien. Een presentatie mag, het hoeft niet.\n"
    "Wat kost het? Niets. Een gastles is gratis, en er wordt niets verkocht.\n"
    "Wie is erbij? Er is altijd een docent in de klas. U bent nooit alleen met leerlingen."
)


class RequestForm(WithDates):
    """What a school asks: about what, for whom, when and where."""

    subject = TextLine(
        _("Waar gaat de gastles over?"),
        missing=_("Schrijf op waar de gastles over gaat."),
        hint=_("Bijvoorbeeld: Werken in de bakkerij"),
    )
    takeaway = TextBlock(
        _("Wat nemen de leerlingen mee?"),
        missing=_("Schrijf op wat de leerlingen meenemen."),
        hint=_("Wat weten of kunnen zij na de les? Een of twee zinnen."),
    )
    sectors = Choices(
        _("Welk werk willen de leerlingen leren kennen?"),
        Sector,
        missing=_("Kies welk werk de leerlingen willen leren kennen."),
    )
    levels = Choices(_("Welk niveau?"), Level, missing=_("Kies het niveau van de leerlingen."))
    leerjaren = Choices(
        _("Welk leerjaar?"),
        {leerjaar: leerjaar.value for leerjaar in Leerjaar},
        missing=_("Kies het leerjaar van de leerlingen."),
    )
    groups = groups_field()
    pupils = pupils_field()
    dates = Rows(
        _("Op welke dagen kan het?"),
        DateRow,
        row_label=_("Keuze"),
        at_least=0,
        at_most=MAX_OPTIONS,
        drawn=3,
        hint=_("Kies een tot zes dagen. Meer dagen geven meer kans op een spreker."),
    )
    period_start = Day(_("Eerste dag"), earliest=date.min, required=False)
    period_end = Day(_("Laatste dag"), earliest=date.min, required=False)
    period_slots = Slots(_("Welke momenten in die periode?"), required=False)
    competences = Choices(
        _("Aan welke loopbaancompetenties werkt u?"),
        Competence,
        required=False,
    )
    venue = Choice(_("Waar is de gastles?"), Venue)
    radius_km = Kilometres(
        _("Hoe ver mag de spreker hoogstens weg zijn?"),
        hint=_("Hemelsbreed, van 1 tot en met 75 kilometer."),
    )
    languages = Choices(
        _("Moet de spreker een van deze talen spreken?"),
        TalkLanguage,
        required=False,
        hint=_("Kies niets als elke taal goed is."),
    )
    host_teacher = host_teacher_field()
    room = room_field()
    spelregels = spelregels_field()
    wants_reserve = YesNo(
        _("Ik wil een reservespreker"),
        hint=_("Valt de spreker uit? Dan vragen we de reserve meteen."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the answers, also those that must go together."""
        is_valid = super().validate(extra_validators)
        are_dates_good = self.has_good_dates()
        return self._has_real_classes() and are_dates_good and is_valid

    def _has_real_classes(self) -> bool:
        missing = find_missing_leerjaar(self.levels.data, self.leerjaren.data)
        if missing is None:
            return True
        level, leerjaar = missing
        self.refuse(
            "leerjaren",
            gettext(
                "Leerjaar %(leerjaar)s bestaat niet bij %(level)s. Kies een ander leerjaar.",
                leerjaar=label(leerjaar),
                level=label(level),
            ),
        )
        return False

    @property
    def content(self) -> dict[str, object]:
        """Return what the request says; a number that was left open in a draft is not in it."""
        return {name: self[name].data for name in CONTENT if self[name].data is not None}


def request_form(request: TalkRequest | None, *, school: Organisation, known: Known) -> RequestForm:
    """Return the form as it was sent, or filled with what `request` says, or the address asks."""
    said = prefilled() if request is None else _said(request)
    form = RequestForm(data=said)
    if request is not None:
        form.expect(said)
    form.levels.offer(_own_levels_first(school))
    form.know(known)
    return form


def prefilled() -> Mapping[str, object]:
    """Return what most schools answer, with what the address of the page says beforehand."""
    subject = " ".join(showable(web_request.args.get("onderwerp", "")).split())
    return USUAL | {
        "spelregels": str(SPELREGELS),
        "subject": subject[:120],
        "sectors": _asked("sector", Sector),
        "levels": _asked("niveau", Level),
        "leerjaren": _asked("leerjaar", Leerjaar),
        "competences": _asked("competentie", Competence),
    }


def _asked(name: str, kind: type[Any]) -> frozenset[Any]:
    asked = frozenset(web_request.args.getlist(name))
    return frozenset(member for member in kind if member.value in asked)


def _said(request: TalkRequest) -> Mapping[str, object]:
    return {name: getattr(request, name) for name in CONTENT} | {
        "dates": [{"day": option.day, "part": option.part} for option in request.date_options],
        "period_start": request.period_start,
        "period_end": request.period_end,
        "period_slots": request.period_slots,
    }


def _own_levels_first(school: Organisation) -> list[tuple[Level, str]]:
    levels = sorted(Level, key=lambda level: level not in school.levels)
    return [(level, label(level)) for level in levels]
