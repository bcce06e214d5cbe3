"""The door: let families in, with a phone, a slow line and a queue."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from partnerlink import clock, db, door_pass, evening_links
from partnerlink.access import public
from partnerlink.blueprints.door import broken, entry, wording
from partnerlink.blueprints.door.pages import LONGEST, family_page, list_page, page, timing
from partnerlink.blueprints.door.typed import find_number, is_given
from partnerlink.domain.errors import LinkInvalid
from partnerlink.form_fields.typed import showable
from partnerlink.models.invitation import Invitation
from partnerlink.services import door, door_check_in, household_answers
from partnerlink.services.door_check_in import AlreadyInside, RoomFull
from partnerlink.services.talk_dates import today_of

bp = Blueprint("door", __name__)
bp.after_request(broken.keep_to_themselves)
bp.register_error_handler(HTTPException, broken.show)
bp.register_error_handler(CSRFError, broken.show_too_old)
bp.register_error_handler(LinkInvalid, broken.show_dead_link)
bp.register_error_handler(OperationalError, broken.show_away)


@bp.context_processor
def frame() -> dict[str, object]:
    """Give every page the words about families."""
    return {"wording": wording}


@bp.get("/open/<token>")
@public
def open(token: str) -> ResponseReturnValue:
    """Ask whether somebody helps at the door, or say on which day this link works."""
    evening, now = entry.get_linked(token), clock.now()
    if not evening.is_tonight(today_of(now)):
        return render_template("door/closed.html", evening=evening, today=today_of(now))
    return render_template("door/open.html", evening=evening)


@bp.post("/open/<token>")
@public
def submit_open(token: str) -> ResponseReturnValue:
    """Give a pass for tonight."""
    evening, now = entry.get_linked(token), clock.now()
    if not evening.is_tonight(today_of(now)):
        return redirect(url_for(".open", token=token), 303)
    answer = redirect(url_for(".show"), 303)
    door_pass.give(answer, evening, now=now)
    return answer


@bp.post("/klaar")
@public
def submit_leave() -> ResponseReturnValue:
    """Take the pass back."""
    entry.get_guarded(clock.now())
    answer = redirect(url_for("pages.show_front"), 303)
    door_pass.take_back(answer)
    flash(_("U helpt nu niet meer bij de deur."), "good")
    return answer


@bp.get("")
@public
def show() -> ResponseReturnValue:
    """Search whoever stands at the door; without words, show who came in last."""
    now, session = clock.now(), db.session()
    evening = entry.get_guarded(now)
    text = showable(request.args.get("zoek", ""))[:LONGEST]
    return page(
        "door/show.html",
        evening,
        text=text,
        found=door.search(session, evening, text),
        just_in=[] if text.strip() else door.just_in(session, evening),
        timing=timing(evening, now),
    )


@bp.get("/brief/<token>")
@public
def show_letter(token: str) -> ResponseReturnValue:
    """Show the family whose letter was scanned; one that is not of tonight leads to the search."""
    now = clock.now()
    evening = entry.get_guarded(now)
    one = household_answers.find_by_token(db.session(), evening_links.hash_of(token))
    if one is not None and one.evening_id == evening.id:
        return family_page(evening, one.id, now=now)
    other = one.pupil.presentation.evening if one is not None else None
    return page("door/letter.html", evening, other=other), 404


@bp.get("/lokalen")
@public
def show_rooms() -> ResponseReturnValue:
    """Show how many people each room expects, has, and can still have in each round."""
    evening = entry.get_guarded(clock.now())
    fills = door.fills_of(db.session(), evening)
    return page("door/rooms.html", evening, fills=fills)


@bp.get("/gezin/<int:number>")
@public
def show_family(number: int) -> ResponseReturnValue:
    """Show a family with all its children; the code on its letter leads here."""
    now = clock.now()
    evening = entry.get_guarded(now)
    return family_page(evening, number, now=now)


@bp.post("/gezin/<int:number>/binnen")
@public
def submit_check_in(number: int) -> ResponseReturnValue:
    """Let a family in, or correct how many they are."""
    now, session = clock.now(), db.session()
    evening, people = entry.get_guarded(now), find_number("people")
    if people is None and is_given("people"):
        return family_page(evening, number, now=now, typed=request.form["people"]), 422
    seen, beyond = find_number("seen"), find_number("beyond", most=999) or 0
    try:
        came = door_check_in.check_in(
            session, evening, number, people=people, seen=seen, beyond=beyond, now=now
        ) or abort(404)
    except AlreadyInside as refusal:
        session.rollback()
        return _was_inside(refusal, number)
    except RoomFull as refusal:
        session.rollback()
        evening = entry.get_guarded(now)
        return family_page(evening, number, now=now, full=refusal, people=people), 409
    _say_who(came)
    session.commit()
    return redirect(url_for(".show"), 303)


@bp.post("/gezin/<int:number>/terug")
@public
def submit_undo(number: int) -> ResponseReturnValue:
    """Take back a press that was a mistake."""
    session = db.session()
    evening = entry.get_guarded(clock.now())
    try:
        undone = door_check_in.undo(session, evening, number, seen=find_number("seen"))
    except AlreadyInside as refusal:
        session.rollback()
        return _was_inside(refusal, number)
    if undone is None:
        abort(404)
    flash(_("Dit gezin is niet meer binnen."), "good")
    session.commit()
    return redirect(url_for(".show_family", number=number), 303)


@bp.get("/<int:number>/lijst")
@public
def show_list(number: int) -> ResponseReturnValue:
    """Show everybody on paper, for when a phone or the line gives up."""
    evening = entry.get_listed(number, clock.now())
    guests = door.everybody(db.session(), evening)
    return list_page(evening, guests, order=request.args.get("per", ""))


def _was_inside(refusal: AlreadyInside, number: int) -> ResponseReturnValue:
    """Tell a helper that the family is inside; only another number needs a decision."""
    inside = wording.people_words(refusal.people)
    flash(_("Dit gezin was al binnen: %(people)s.", people=inside), "wait")
    if find_number("people") in (None, refusal.people):
        return redirect(url_for(".show"), 303)
    return redirect(url_for(".show_family", number=number), 303)


def _say_who(came: list[Invitation]) -> None:
    for people in sorted({one.came or 0 for one in came}):
        names = wording.names_of(one for one in came if one.came == people)
        inside = wording.people_words(people)
        flash(_("%(names)s: %(people)s binnen.", names=names, people=inside), "good")
