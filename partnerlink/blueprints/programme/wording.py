"""The programme in words: who, where and when, why not, and what speaks against a place."""

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.planner_objections import Breach, Objection
from partnerlink.domain.planner_values import LeftOut, Place, Reason
from partnerlink.models.evening import Evening
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.presentation import Presentation
from partnerlink.room_words import room_words
from partnerlink.services.evening_programme import Standing, names_of
from partnerlink.words import listing


def span_words(one: EveningRound) -> str:
    """Return when a round is: "19:00–19:30"."""
    return f"{one.starts:%H:%M}–{one.ends:%H:%M}"


def place_words(evening: Evening, place: Place) -> str:
    """Return where and when: "19:00–19:30, lokaal A1"."""
    room = next(one for one in evening.rooms if one.id == place.room)
    round_ = next(one for one in evening.rounds if one.id == place.round)
    return f"{span_words(round_)}, {room_words(room.name)}"


def who(presentation: Presentation) -> str:
    """Return who presents, with the class: "Sami B en Noor V (3A)"."""
    names = listing(names_of(presentation))
    classes = sorted({pupil.class_name for pupil in presentation.pupils if pupil.class_name})
    return f"{names} ({', '.join(classes)})" if classes else names


def reason_words(left_out: LeftOut) -> str:
    """Return why a presentation has no place, and what the school can do about it."""
    if left_out.reason is Reason.TOO_LARGE:
        return _(
            "Er zijn %(seats)s plaatsen nodig. Het grootste lokaal heeft er %(largest)s.",
            seats=left_out.seats,
            largest=left_out.largest,
        )
    return {
        Reason.NO_ROOMS: _("Er zijn nog geen lokalen of rondes."),
        Reason.WISH_TAKEN: _("Het lokaal of de tijd van de wens is vol."),
        Reason.FAMILY: _("Waar nog plaats is, presenteert dan ook een broer of zus."),
        Reason.FULL: _("Alles is vol. Voeg een lokaal of een ronde toe."),
    }[left_out.reason]


def objection_words(standing: Standing, breach: Breach) -> str:
    """Return what speaks against a place, as a sentence about the pupils it is about."""
    presentations = standing.by_number
    name = listing(names_of(presentations[breach.number]))
    others = listing(who(presentations[number]) for number in breach.others)
    place = place_words(standing.evening, breach.place)
    return {
        Objection.NO_SEATS: _("%(place)s: daar zijn te weinig plaatsen.", place=place),
        Objection.AT_ONCE: _(
            "%(name)s en %(others)s zijn familie, en presenteren tegelijk.",
            name=name,
            others=others,
        ),
        Objection.NO_TIME_TO_WALK: _(
            "%(name)s en %(others)s zijn familie. Het gezin heeft geen tijd om van lokaal te "
            "wisselen.",
            name=name,
            others=others,
        ),
        Objection.NO_TURN: _turns(standing.evening, place),
        Objection.NOT_WISHED: _(
            "%(name)s moet in een ander lokaal zijn, of op een andere tijd.", name=name
        ),
        Objection.CLASS_APART: _("Er is dan niemand van de klas van %(name)s bij.", name=name),
        Objection.NOT_PREFERRED: _(
            "De ouders van %(name)s komen liever op een andere tijd.", name=name
        ),
    }[breach.kind]


def _turns(evening: Evening, place: str) -> str:
    return ngettext(
        "%(place)s: daar is tijd voor %(num)d presentatie, niet voor meer.",
        "%(place)s: daar is tijd voor %(num)d presentaties, niet voor meer.",
        evening.presentations_per_round,
        place=place,
    )
