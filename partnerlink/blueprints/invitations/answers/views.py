"""Answer for a household that called, or told the mentor."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role, signed_in_account
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.answers.forms import AnswerForm
from partnerlink.blueprints.invitations.own import own_evening
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import AnsweringEnded, NotAllowedNow, TooManyPeople
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_invitations
from partnerlink.services.invitation_lists import needs_of
from partnerlink.services.talk_dates import today_of

bp = Blueprint("answers", __name__)


def _own(evening: Evening, number: int) -> Invitation:
    return evening_invitations.find_invitation(db.session(), evening.id, number) or abort(404)


def _form(invitation: Invitation) -> AnswerForm:
    return AnswerForm.of(invitation, needs_of(db.session(), [invitation.id]).get(invitation.id))


def _page(evening: Evening, invitation: Invitation, form: AnswerForm) -> str:
    now = clock.now()
    return render_template(
        "invitations/answer.html",
        evening=evening,
        invitation=invitation,
        form=form,
        is_late=not evening.takes_answers(today_of(now)),
        is_possible=evening_invitations.is_asking(evening, now=now) and invitation.is_standing,
        wording=wording,
    )


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int, invitation: int) -> ResponseReturnValue:
    """Ask what the household said."""
    evening = own_evening(number)
    found = _own(evening, invitation)
    return _page(evening, found, _form(found))


@bp.post("/")
@role(Audience.SCHOOL)
def submit(number: int, invitation: int) -> ResponseReturnValue:
    """Record it, with the name of whoever answered for the household."""
    evening, session = own_evening(number), db.session()
    found = _own(evening, invitation)
    form = _form(found)
    if not form.validate_on_submit():
        return _page(evening, found, form), 422
    try:
        _answer(found, form)
    except TooManyPeople as refusal:
        form.refuse("people", _("In dit lokaal zijn maar %(most)d plaatsen.", most=refusal.most))
        return _as_it_stands(number, invitation, form), 422
    except (AnsweringEnded, NotAllowedNow):
        return _as_it_stands(number, invitation, form), 409
    flash(_told(found), "wait" if found.lacking else "good")
    session.commit()
    return redirect(
        url_for("invitations.families.show", number=number, household=found.household_id)
    )


def _as_it_stands(number: int, invitation: int, form: AnswerForm) -> str:
    db.session().rollback()
    evening = own_evening(number)
    return _page(evening, _own(evening, invitation), form)


def _answer(invitation: Invitation, form: AnswerForm) -> None:
    evening_invitations.answer_for(
        db.session(),
        invitation,
        form.number,
        needs=form.needs,
        by=signed_in_account(),
        now=clock.now(),
    )


def _told(invitation: Invitation) -> str:
    name = invitation.pupil.first_name
    if not invitation.people:
        return _("Opgeslagen: niemand komt naar %(name)s kijken.", name=name)
    if invitation.lacking:
        return _(
            "Opgeslagen. Niet iedereen heeft al een plaats. "
            "Het gezin hoort het als er plaatsen vrijkomen."
        )
    return _("Opgeslagen: zij komen naar %(name)s kijken.", name=name)
