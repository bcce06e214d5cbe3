"""Who is invited to an evening, what they answered, and what they need to be able to come."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.answers.views import bp as answers
from partnerlink.blueprints.invitations.asked import asked_of_address, chips, kept, tabs
from partnerlink.blueprints.invitations.families.views import bp as families
from partnerlink.blueprints.invitations.letters.views import NOT_YET
from partnerlink.blueprints.invitations.letters.views import bp as letters
from partnerlink.blueprints.invitations.own import is_to_come, own_evening
from partnerlink.blueprints.invitations.parting.views import bp as parting
from partnerlink.blueprints.invitations.privacy.views import bp as privacy
from partnerlink.blueprints.invitations.sending.views import bp as sending
from partnerlink.blueprints.invitations.wishes import totals_of
from partnerlink.domain.account import Audience
from partnerlink.domain.evening_retention import Kept
from partnerlink.domain.evening_steps import EveningStep
from partnerlink.evening_onward import find_onward
from partnerlink.paging import Page
from partnerlink.services import (
    evening_erasure,
    evening_mail,
    invitation_lists,
    printed_letters,
)
from partnerlink.services.evening_invitations import count_to_invite, is_asking
from partnerlink.services.talk_dates import today_of

bp = Blueprint("invitations", __name__)
bp.register_blueprint(sending, url_prefix="/versturen")
bp.register_blueprint(letters, url_prefix="/brieven")
bp.register_blueprint(answers, url_prefix="/antwoord/<int:invitation>")
bp.register_blueprint(families, url_prefix="/gezin/<int:household>")
bp.register_blueprint(parting, url_prefix="/gezin/<int:household>")
bp.register_blueprint(privacy, url_prefix="/gezin/<int:household>")

PER_PAGE = 40
BEFORE_ASKING = frozenset({EveningStep.ROOMS, EveningStep.PROGRAMME, EveningStep.OPEN})


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show who is invited, by class, by answer and by name."""
    evening, session, now = own_evening(number), db.session(), clock.now()
    asked = asked_of_address()
    chosen = invitation_lists.listed(session, evening.id, asked)
    found = Page.of(chosen, session=session, per_page=PER_PAGE)
    counts = invitation_lists.count_answers(session, evening.id)
    return render_template(
        "invitations/list.html",
        evening=evening,
        asked=asked,
        kept=[pair for pair in kept(asked) if pair[0] != "zoek"],
        found=found,
        tabs=tabs(number, asked, counts),
        chips=chips(number, asked),
        total=counts[None],
        erased_on=None
        if counts[None]
        else evening_erasure.find_day_of_erasure(session, evening, Kept.CONTACT),
        classes=invitation_lists.classes_of(session, evening.id),
        needs=invitation_lists.needs_of(session, [one.id for one in found.things]),
        to_invite=count_to_invite(session, evening, now=now),
        is_asking=is_asking(evening, now=now),
        is_to_come=is_to_come(evening, now=now),
        without_mail=printed_letters.letters_of(session, evening.id)[1],
        not_yet_word=NOT_YET,
        dead={mail.carer_id for mail in evening_mail.dead_letters_of(session, evening)},
        onward=find_onward(session, evening, among=BEFORE_ASKING, today=today_of(now)),
        wording=wording,
    )


@bp.get("/wensen")
@role(Audience.SCHOOL)
def show_wishes(number: int) -> ResponseReturnValue:
    """Show what the families that come need: the totals, and who asked for what."""
    evening = own_evening(number)
    wishes = invitation_lists.wishes(db.session(), evening.id)
    return render_template(
        "invitations/wishes.html",
        evening=evening,
        wishes=wishes,
        totals=totals_of([needs for _invitation, needs in wishes]),
        wording=wording,
    )
