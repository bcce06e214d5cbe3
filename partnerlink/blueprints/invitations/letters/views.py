"""Print letters: one sheet of A4 for each family, in its own language."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.asked import asked_class
from partnerlink.blueprints.invitations.letters.sheet import has_no_way, sheet_of
from partnerlink.blueprints.invitations.own import is_to_come, own_evening, own_household
from partnerlink.domain.account import Audience
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import invitation_lists, printed_letters
from partnerlink.services.invitation_lists import Asked

bp = Blueprint("letters", __name__)

WITHOUT_MAIL, NOT_YET = "zonder-mail", "nog-niet"
CHOICE = ("gezin", "wie", "klas")
"""What of the address chooses letters, and goes on to the button that says they are printed."""
UP_TO = "tot"


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Ask which letters to print."""
    return _choice(own_evening(number), now=clock.now())


def _choice(evening: Evening, *, now: datetime) -> str:
    session = db.session()
    everybody, without_mail = printed_letters.letters_of(session, evening.id)
    return render_template(
        "invitations/letters.html",
        evening=evening,
        is_to_come=is_to_come(evening, now=now),
        by_class=printed_letters.letters_by_class(session, evening.id),
        everybody=everybody,
        without_mail=without_mail,
        without_mail_word=WITHOUT_MAIL,
        not_yet_word=NOT_YET,
        wording=wording,
    )


@bp.get("/afdrukken")
@role(Audience.SCHOOL)
def show_print(number: int) -> ResponseReturnValue:
    """Show the letters that were chosen, ready to print."""
    evening = own_evening(number, joinedload(Evening.organisation), joinedload(Evening.contact))
    now = clock.now()
    if not is_to_come(evening, now=now):
        return _choice(evening, now=now), 409
    chosen = _chosen(evening)
    shared = invitation_lists.households_per_pupil(db.session(), evening.id)
    return render_template(
        "invitations/print.html",
        evening=evening,
        count=len(chosen),
        closed=[household for household in chosen if has_no_way(household)],
        sheets=[sheet_of(evening, household, shared=shared) for household in chosen],
        asked={name: request.args[name] for name in CHOICE if name in request.args},
        up_to=max((household.id for household in chosen), default=0),
    )


@bp.post("/geprint")
@role(Audience.SCHOOL)
def submit_printed(number: int) -> ResponseReturnValue:
    """Remember that the letters that were chosen are on paper."""
    evening, now = own_evening(number), clock.now()
    to_choice = redirect(url_for("invitations.letters.show", number=number))
    if not is_to_come(evening, now=now):
        return to_choice
    up_to = request.form.get(UP_TO, 0, type=int)
    good = [household for household in _chosen(evening) if not has_no_way(household)]
    printed = printed_letters.record_printed(good, up_to=up_to, now=now)
    words = ngettext(
        "Opgeslagen: %(num)d brief is geprint.",
        "Opgeslagen: %(num)d brieven zijn geprint.",
        printed,
    )
    flash(words if printed else _("Dit was al opgeslagen."), "good" if printed else "info")
    db.session().commit()
    return to_choice


def _chosen(evening: Evening) -> list[Household]:
    """Return the families that the address names: one, a class, those without mail, or all."""
    one = request.args.get("gezin", "")
    if one:
        number = int(one) if one.isascii() and one.isdecimal() and len(one) < 19 else abort(404)
        household = own_household(evening, number)
        return [household] if any(each.is_standing for each in household.invitations) else []
    who = request.args.get("wie")
    asked = Asked(
        class_name=asked_class(),
        lacks_mail=who in (WITHOUT_MAIL, NOT_YET),
        lacks_letter=who == NOT_YET,
    )
    return invitation_lists.families(db.session(), evening.id, asked)
