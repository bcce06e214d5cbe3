"""Print letters: one sheet of A4 for each family, in its own language."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from partnerlink import db
from partnerlink.access import role
from partnerlink.blueprints.invitations.asked import asked_class
from partnerlink.blueprints.invitations.letters.sheet import sheet_of
from partnerlink.blueprints.invitations.own import own_evening, own_household
from partnerlink.domain.account import Audience
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import invitation_lists
from partnerlink.services.invitation_lists import Asked

bp = Blueprint("letters", __name__)

WITHOUT_MAIL = "zonder-mail"


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Ask which letters to print."""
    evening, session = own_evening(number), db.session()
    total, without_mail = invitation_lists.count_letters(session, evening.id)
    return render_template(
        "invitations/letters.html",
        evening=evening,
        by_class=invitation_lists.count_families(session, evening.id),
        total=total,
        without_mail=without_mail,
        without_mail_word=WITHOUT_MAIL,
    )


@bp.get("/afdrukken")
@role(Audience.SCHOOL)
def show_print(number: int) -> ResponseReturnValue:
    """Show the letters that were chosen, ready to print."""
    evening = own_evening(number, joinedload(Evening.organisation), joinedload(Evening.contact))
    chosen = _chosen(evening)
    shared = invitation_lists.households_per_pupil(db.session(), evening.id)
    return render_template(
        "invitations/print.html",
        evening=evening,
        count=len(chosen),
        sheets=[sheet_of(evening, household, shared=shared) for household in chosen],
    )


def _chosen(evening: Evening) -> list[Household]:
    """Return the families that the address names: one, a class, those without mail, or all."""
    one = request.args.get("gezin", "")
    if one:
        number = int(one) if one.isascii() and one.isdecimal() and len(one) < 19 else abort(404)
        household = own_household(evening, number)
        return [household] if any(each.is_standing for each in household.invitations) else []
    asked = Asked(class_name=asked_class(), lacks_mail=request.args.get("wie") == WITHOUT_MAIL)
    return invitation_lists.families(db.session(), evening.id, asked)
