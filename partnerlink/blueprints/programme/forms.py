"""The forms of the programme: make it, move somebody, change places, and what is wished."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from partnerlink.blueprints.programme.wording import place_words, span_words, who
from partnerlink.domain.planner_values import Place
from partnerlink.form_fields import Choice, Form
from partnerlink.models.evening import Evening
from partnerlink.models.presentation import Presentation
from partnerlink.services.evening_programme import Keep, Standing

SURE = "zeker"


class PlanForm(Form):
    """Which presentations stay where they are."""

    keep = Choice(
        _("Wie krijgt een plek?"),
        {
            Keep.PLACED: _("Alleen wie nog geen plek heeft"),
            Keep.FIXED: _("Iedereen opnieuw, behalve wie u zelf een plek gaf"),
        },
    )


def plan_form(standing: Standing) -> PlanForm:
    """Return the form; who was invited stays where they are, unless the school asks otherwise."""
    is_kept = standing.evening.is_open and bool(standing.placement)
    return PlanForm(data={"keep": Keep.PLACED if is_kept else Keep.FIXED})


class MoveForm(Form):
    """A room and a round."""

    room = Choice(_("Lokaal"), {}, look="select", missing=_("Kies een lokaal."))
    round = Choice(_("Tijd"), {}, look="select", missing=_("Kies een tijd."))

    @property
    def place(self) -> Place:
        """Return what was chosen."""
        return Place(self.room.data, self.round.data)


def move_form(evening: Evening, presentation: Presentation) -> MoveForm:
    """Return the form as it was sent, or with where a presentation is now."""
    form = MoveForm(data={"room": presentation.room_id, "round": presentation.round_id})
    form.room.offer(_rooms(evening))
    form.round.offer(_rounds(evening))
    return form


class SwapForm(Form):
    """Somebody else to change places with."""

    other = Choice(_("Met wie?"), {}, look="select", missing=_("Kies met wie u ruilt."))


def swap_form(standing: Standing, presentation: Presentation) -> SwapForm:
    """Return the form, with everybody who has another place."""
    own = standing.placement.get(presentation.id)
    form = SwapForm()
    form.other.offer(dict(_others(standing, own)))
    return form


def _others(standing: Standing, own: Place | None) -> Iterable[tuple[int, str]]:
    evening = standing.evening
    named = [
        (who(standing.by_number[number]), number, place)
        for number, place in standing.placement.items()
        if place != own
    ]
    return [
        (number, f"{name}: {place_words(evening, place)}") for name, number, place in sorted(named)
    ]


class WishForm(Form):
    """What must be so for one presentation, and what its carers would rather have."""

    wished_room = Choice(
        _("Dit lokaal moet het zijn"),
        {},
        look="select",
        required=False,
        hint=_("Bijvoorbeeld omdat er een digibord nodig is."),
    )
    wished_round = Choice(_("Deze tijd moet het zijn"), {}, look="select", required=False)
    preferred_round = Choice(
        _("De ouders komen liever op deze tijd"),
        {},
        look="select",
        required=False,
        hint=_("Dit lukt niet altijd."),
    )

    def write(self, presentation: Presentation) -> None:
        """Write the wishes; no choice takes one away."""
        presentation.wished_room_id = self.wished_room.data
        presentation.wished_round_id = self.wished_round.data
        presentation.preferred_round_id = self.preferred_round.data


def wish_form(evening: Evening, presentation: Presentation) -> WishForm:
    """Return the form as it was sent, or with what is wished now."""
    form = WishForm(
        data={
            "wished_room": presentation.wished_room_id,
            "wished_round": presentation.wished_round_id,
            "preferred_round": presentation.preferred_round_id,
        }
    )
    form.wished_room.offer(_rooms(evening))
    form.wished_round.offer(_rounds(evening))
    form.preferred_round.offer(_rounds(evening))
    return form


def _rooms(evening: Evening) -> dict[int, str]:
    return {room.id: room.name for room in evening.rooms}


def _rounds(evening: Evening) -> dict[int, str]:
    return {one.id: span_words(one) for one in evening.rounds}
