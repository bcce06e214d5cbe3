"""The families whom no mail tells that an evening changed or does not go on: a list, and notes."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.evenings.own import get_own
from partnerlink.blueprints.evenings.untold.notes import notes_for
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.evening import EVENING, EveningState
from partnerlink.mail.letters_parents import OWN_NAMES
from partnerlink.services.evening_untold import Untold, untold_of
from partnerlink.services.talk_dates import today_of

bp = Blueprint("untold", __name__)


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """List the families to call, with the way to each of them."""
    evening = get_own(number)
    return render_template(
        "evenings/untold.html",
        evening=evening,
        families=untold_of(db.session(), evening),
        is_over=evening.day < today_of(clock.now()),
        is_cancelled=evening.state is EveningState.CANCELLED,
        untold=Untold,
        own_names=OWN_NAMES,
    )


@bp.get("/briefjes")
@role(Audience.SCHOOL)
def show_notes(number: int) -> ResponseReturnValue:
    """Show a note for each of them that the evening does not go on, in the family's language."""
    evening = get_own(number)
    if evening.state is not EveningState.CANCELLED:
        raise NotAllowedNow(EVENING.concept, "print_notes", evening.state)
    notes = notes_for(evening, untold_of(db.session(), evening))
    return render_template("sheets/cancelled.html", evening=evening, notes=notes, count=len(notes))
