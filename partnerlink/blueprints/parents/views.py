"""The pages of parents and carers: no account, no cookie, one question a page."""

from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from partnerlink import clock, db, door_pass, evening_links
from partnerlink.access import public
from partnerlink.blueprints.parents import broken, opening
from partnerlink.blueprints.parents.forms import CHILDREN, NeedsForm, find_people
from partnerlink.blueprints.parents.opening import get_opened, get_typed, throttled
from partnerlink.blueprints.parents.standing import (
    TEMPLATES,
    Standing,
    may_say,
    standing_of,
)
from partnerlink.domain.errors import AnsweringEnded, NotAllowedNow, TooManyPeople
from partnerlink.domain.evening import MAX_PEOPLE
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.evening_calendar import invitation_calendar, is_for_calendar
from partnerlink.models.invitation import Invitation
from partnerlink.parents import language
from partnerlink.parents.interpreters import LANGUAGES, SIGN_LANGUAGE
from partnerlink.parents.words import clock_words, day_words
from partnerlink.services import household_answers
from partnerlink.services.talk_dates import today_of

bp = Blueprint("parents", __name__)
bp.before_request(opening.refuse_other_sites)
bp.after_request(opening.keep_to_themselves)
bp.register_error_handler(HTTPException, broken.show)
bp.register_error_handler(OperationalError, broken.show_away)
bp.record_once(lambda state: state.app.extensions["csrf"].exempt(bp))


@bp.context_processor
def frame() -> dict[str, object]:
    """Give every page the words it is written with."""
    return {
        "languages": language.links(),
        "asked": language.find_asked(),
        "day_words": day_words,
        "clock_words": clock_words,
        "direction": language.direction,
    }


@bp.url_defaults
def keep_language(_endpoint: str, values: dict[str, object]) -> None:
    """Let every link of these pages lead on in the language that was asked for."""
    asked = language.find_asked() if request.blueprint == bp.name else None
    if asked is not None:
        values.setdefault(language.PARAMETER, asked.value)


@bp.get("/u/<token>")
@public
@throttled
def show(token: str) -> ResponseReturnValue:
    """Ask whether they come, or say how it stands; a helper at the door checks them in."""
    invitation, now = get_opened(token), clock.now()
    if door_pass.opens(invitation.pupil.presentation.evening, now=now):
        return redirect(url_for("door.show_family", number=invitation.id), 303)
    return _standing_page(invitation, token, today_of(now))


@bp.post("/u/<token>")
@public
@throttled
def submit(token: str) -> ResponseReturnValue:
    """Take an answer, and lead on; what may not be answered any more is shown as it stands."""
    invitation, now, session = get_opened(token), clock.now(), db.session()
    today, people = today_of(now), find_people()
    if people is None:
        return _standing_page(invitation, token, today), 422
    if not may_say(people, invitation, today):
        return redirect(url_for(".show", token=token), 303)
    is_first = request.form.get("answer") == "yes"
    if is_first and standing_of(invitation, today) is Standing.COMING:
        # Pressed once more, or after going back: what they said since then stays.
        return redirect(url_for(".show_people", token=token), 303)
    invitation.household.language = language.find_asked() or invitation.household.language
    try:
        household_answers.answer(session, invitation, people, now=now)
    except (AnsweringEnded, NotAllowedNow, TooManyPeople) as refusal:
        session.rollback()
        return _refused(refusal, token)
    asks_needs = people and not household_answers.has_needs(session, invitation)
    onward = ".show_people" if people and is_first else ".show_needs" if asks_needs else ".show"
    session.commit()
    return redirect(url_for(onward, token=token), 303)


@bp.get("/u/<token>/mensen")
@public
@throttled
def show_people(token: str) -> ResponseReturnValue:
    """Ask with how many they come."""
    invitation = get_opened(token)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    return _people_page(invitation, token)


@bp.get("/u/<token>/hulp")
@public
@throttled
def show_needs(token: str) -> ResponseReturnValue:
    """Ask what they need to be able to come; what they said before is not shown."""
    invitation = get_opened(token)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    return _needs_page(invitation, token, NeedsForm())


@bp.post("/u/<token>/hulp")
@public
@throttled
def submit_needs(token: str) -> ResponseReturnValue:
    """Keep what they need."""
    invitation, session = get_opened(token), db.session()
    form = NeedsForm(request.form)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    if not form.validate():
        return _needs_page(invitation, token, form), 422
    if any(form.needs.values()):
        # Who sends nothing skips the question: what was said before stays.
        household_answers.write_needs(session, invitation, form.needs)
    session.commit()
    return redirect(url_for(".show", token=token), 303)


@bp.get("/u/<token>/afzeggen")
@public
@throttled
def show_cancel(token: str) -> ResponseReturnValue:
    """Ask once more before seats are given away that somebody else may get."""
    invitation, today = get_opened(token), today_of(clock.now())
    if standing_of(invitation, today) is not Standing.COMING:
        return redirect(url_for(".show", token=token), 303)
    return render_template("parents/cancel.html", invitation=invitation, token=token)


@bp.get("/u/<token>/agenda.ics")
@public
@throttled
def show_calendar(token: str) -> ResponseReturnValue:
    """Give the calendar file of all that this household comes to."""
    everything = household_answers.of_household(db.session(), get_opened(token))
    coming = [one for one in everything if is_for_calendar(one)]
    if not coming:
        abort(404)
    is_on = coming[0].pupil.presentation.evening.is_open
    method = CalendarMethod.PUBLISH if is_on else CalendarMethod.CANCEL
    content = invitation_calendar(coming, method=method, now=clock.now())
    answer = Response(content, content_type=f"text/calendar; charset=utf-8; method={method}")
    answer.headers.set("Content-Disposition", "attachment", filename="presentatie.ics")
    return answer


@bp.get("/k")
@public
def show_code() -> ResponseReturnValue:
    """Ask the code of the letter."""
    language.speak()
    return render_template("parents/code.html")


@bp.post("/k")
@public
@throttled
def submit_code() -> ResponseReturnValue:
    """Lead whoever typed a code to their page."""
    invitation = get_typed(request.form.get("code", ""))
    return redirect(url_for(".show", token=evening_links.token(invitation)), 303)


def _is_changeable(invitation: Invitation) -> bool:
    today = today_of(clock.now())
    is_coming = standing_of(invitation, today) is Standing.COMING
    return is_coming and invitation.pupil.presentation.evening.takes_answers(today)


def _refused(refusal: Exception, token: str) -> ResponseReturnValue:
    """Say why an answer could not be taken; the page of the link says most of it already."""
    invitation = get_opened(token)
    if isinstance(refusal, TooManyPeople):
        return _people_page(invitation, token, most=refusal.most), 422
    return redirect(url_for(".show", token=token), 303)


def _standing_page(invitation: Invitation, token: str, today: date) -> str:
    standing, session = standing_of(invitation, today), db.session()
    is_asked = standing is Standing.ASKED
    kept = household_answers.seats_kept(session, invitation) if is_asked else 0
    family = () if is_asked else household_answers.of_household(session, invitation)
    return render_template(
        TEMPLATES[standing],
        invitation=invitation,
        token=token,
        kept=kept,
        is_changeable=may_say(1, invitation, today),
        others=[
            (one, evening_links.token(one), standing_of(one, today))
            for one in family
            if one is not invitation
        ],
        has_calendar=any(is_for_calendar(one) for one in family),
    )


def _people_page(invitation: Invitation, token: str, *, most: int = 0) -> str:
    room = invitation.pupil.presentation.room
    return render_template(
        "parents/people.html",
        invitation=invitation,
        token=token,
        numbers=range(1, min(MAX_PEOPLE, room.capacity if room else MAX_PEOPLE) + 1),
        most=most,
    )


def _needs_page(invitation: Invitation, token: str, form: NeedsForm) -> str:
    return render_template(
        "parents/needs.html",
        invitation=invitation,
        token=token,
        form=form,
        children=CHILDREN,
        interpreters=LANGUAGES,
        sign_language=SIGN_LANGUAGE,
        has_needs=household_answers.has_needs(db.session(), invitation),
    )
