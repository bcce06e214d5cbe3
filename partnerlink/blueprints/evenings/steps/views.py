"""The steps of a whole evening: open it, call it off, and let other helpers in at the door."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.evenings.own import get_own
from partnerlink.blueprints.evenings.wording import told_words
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import Incomplete, NotAllowedNow, RoomTooSmall
from partnerlink.domain.evening import EVENING
from partnerlink.domain.evening_steps import missing_for_opening
from partnerlink.evening_words import next_in_words
from partnerlink.models.evening import Evening
from partnerlink.services import evening_changes, evening_removal
from partnerlink.services.evening_audience import reach_of
from partnerlink.services.evening_preparation import preparation_of
from partnerlink.services.talk_dates import today_of
from partnerlink.words import listing

bp = Blueprint("steps", __name__)


@bp.get("/openen")
@role(Audience.SCHOOL)
def show_open(number: int) -> ResponseReturnValue:
    """Show what opening does, or what must be done first."""
    evening = get_own(number)
    EVENING.after("open", evening.state)
    return _open_page(evening)


@bp.post("/openen")
@role(Audience.SCHOOL)
def submit_open(number: int) -> ResponseReturnValue:
    """Start asking families."""
    evening, session = get_own(number), db.session()
    try:
        evening_changes.open_evening(session, evening, now=clock.now())
    except Incomplete:
        session.rollback()
        return _open_page(get_own(number)), 422
    except RoomTooSmall as refusal:
        session.rollback()
        return _open_page(get_own(number), refusal=_too_small(refusal)), 422
    flash(_("De avond is open. Nodig nu de gezinnen uit."), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=number))


@bp.get("/afzeggen")
@role(Audience.SCHOOL)
def show_cancel(number: int) -> ResponseReturnValue:
    """Ask whether an evening must really be called off, and say who hears of it."""
    evening = get_own(number)
    EVENING.after("cancel", evening.state)
    if evening.day < today_of(clock.now()):
        raise NotAllowedNow(EVENING.concept, "cancel", evening.state)
    told = told_words(reach_of(db.session(), evening))
    return render_template("evenings/steps/cancel.html", evening=evening, told=told)


@bp.post("/afzeggen")
@role(Audience.SCHOOL)
def submit_cancel(number: int) -> ResponseReturnValue:
    """Call an evening off and tell the families."""
    evening, session = get_own(number), db.session()
    evening_changes.cancel_evening(session, evening, now=clock.now())
    told = told_words(reach_of(session, evening))
    flash(" ".join([_("De avond is afgezegd."), *told]), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=number))


@bp.get("/verwijderen")
@role(Audience.SCHOOL)
def show_removal(number: int) -> ResponseReturnValue:
    """Ask whether a draft must really go, and say who goes with it."""
    evening = get_own(number)
    evening_removal.require_removable(evening)
    contents = evening_removal.contents_of(db.session(), evening)
    return render_template("evenings/steps/remove.html", evening=evening, contents=contents)


@bp.post("/verwijderen")
@role(Audience.SCHOOL)
def submit_removal(number: int) -> ResponseReturnValue:
    """Throw a draft away, with the pupils and families in it."""
    evening, session = get_own(number), db.session()
    title = evening.title
    evening_removal.remove_draft(session, evening)
    flash(_("De avond “%(title)s” is verwijderd.", title=title), "good")
    session.commit()
    return redirect(url_for("evenings.show_list"))


@bp.post("/deur")
@role(Audience.SCHOOL)
def submit_door(number: int) -> ResponseReturnValue:
    """Make another link for the door; the one of before opens nothing any more."""
    evening, session = get_own(number), db.session()
    if not evening.is_open:
        raise NotAllowedNow(EVENING.concept, "renew_door", evening.state)
    evening.renew_door()
    flash(_("Er is een nieuwe link. De oude link werkt niet meer."), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=number, _anchor="deur"))


def _open_page(evening: Evening, *, refusal: str = "") -> str:
    preparation = preparation_of(db.session(), evening)
    missing = missing_for_opening(preparation, today=today_of(clock.now()))
    return render_template(
        "evenings/steps/open.html",
        evening=evening,
        preparation=preparation,
        missing=[next_in_words(step, evening, preparation) for step in missing],
        refusal=refusal,
    )


def _too_small(refusal: RoomTooSmall) -> str:
    return _(
        "%(room)s heeft te weinig plaatsen. Er is geen plaats voor het gezin van: %(names)s.",
        room=refusal.room,
        names=listing(refusal.names),
    )
