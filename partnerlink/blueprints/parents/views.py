"""The pages of parents and carers: no account, no cookie, one question a page."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from partnerlink import clock, db, door_pass, evening_links
from partnerlink.access import public
from partnerlink.blueprints.parents import broken, guessing, opening
from partnerlink.blueprints.parents.forms import (
    NeedsForm,
    find_people,
    find_shown,
    find_typed_code,
)
from partnerlink.blueprints.parents.opening import find_typed, get_opened
from partnerlink.blueprints.parents.pages import code_page, needs_page, people_page, standing_page
from partnerlink.blueprints.parents.standing import (
    Standing,
    may_say,
    shown_to,
    standing_of,
)
from partnerlink.domain.errors import AnsweringEnded, NotAllowedNow, TooManyPeople
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.evening_calendar import invitation_calendar, is_for_calendar
from partnerlink.models.invitation import Invitation
from partnerlink.parents import language
from partnerlink.parents.spelregels import spelregels_of
from partnerlink.parents.words import (
    WRONG_CODE,
    WRONG_TOO_OFTEN,
    clock_words,
    day_words,
    room_words,
)
from partnerlink.phone_numbers import readable_phone
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
        "room_words": room_words,
        "readable_phone": readable_phone,
        "spelregels_of": spelregels_of,
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
def show(token: str) -> ResponseReturnValue:
    """Ask whether they come, or say how it stands; a helper at the door checks them in."""
    now = clock.now()
    if door_pass.find_evening(now) is not None:
        return redirect(url_for("door.show_letter", token=token), 303)
    return standing_page(get_opened(token), token, today_of(now))


@bp.post("/u/<token>")
@public
def submit(token: str) -> ResponseReturnValue:
    """Take an answer, and lead on; what may not be answered any more is shown as it stands."""
    invitation, now, session = get_opened(token), clock.now(), db.session()
    household, today, people = invitation.household, today_of(now), find_people()
    if people is None:
        return standing_page(invitation, token, today), 422
    if not may_say(people, invitation, today):
        return redirect(url_for(".show", token=token), 303)
    is_first = request.form.get("answer") == "yes"
    if is_first and standing_of(invitation, today) is Standing.COMING:
        # Pressed once more, or after going back: what they said since then stays.
        return redirect(url_for(".show_people", token=token, eerst=1), 303)
    try:
        household_answers.answer(session, invitation, people, now=now)
    except (AnsweringEnded, NotAllowedNow, TooManyPeople) as refusal:
        session.rollback()
        return _refused(refusal, token)
    # Not sooner: whoever writes before the room is locked may wait for whom it keeps waiting.
    household.language = language.find_asked() or household.language
    invitation.answered_to = find_shown()
    session.commit()
    return redirect(_onward(token, people, is_first=is_first), 303)


@bp.get("/u/<token>/mensen")
@public
def show_people(token: str) -> ResponseReturnValue:
    """Ask with how many they come."""
    invitation = get_opened(token)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    return people_page(invitation, token)


@bp.get("/u/<token>/hulp")
@public
def show_needs(token: str) -> ResponseReturnValue:
    """Ask what they need to be able to come; what they said before is not shown."""
    invitation = get_opened(token)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    return needs_page(invitation, token, NeedsForm())


@bp.post("/u/<token>/hulp")
@public
def submit_needs(token: str) -> ResponseReturnValue:
    """Keep what they need."""
    invitation, session = get_opened(token), db.session()
    form = NeedsForm(request.form)
    if not _is_changeable(invitation):
        return redirect(url_for(".show", token=token), 303)
    if not form.validate():
        return needs_page(invitation, token, form), 422
    if form.says_something:
        # Who sends nothing skips the question: what was said before stays.
        household_answers.write_needs(session, invitation, form.needs)
    session.commit()
    return redirect(url_for(".show", token=token), 303)


@bp.get("/u/<token>/afzeggen")
@public
def show_cancel(token: str) -> ResponseReturnValue:
    """Ask once more before seats are given away that somebody else may get."""
    invitation, today = get_opened(token), today_of(clock.now())
    if standing_of(invitation, today) is not Standing.COMING:
        return redirect(url_for(".show", token=token), 303)
    return render_template(
        "parents/cancel.html", invitation=invitation, token=token, shown=shown_to(invitation)
    )


@bp.get("/u/<token>/agenda.ics")
@public
def show_calendar(token: str) -> ResponseReturnValue:
    """Give the calendar file of all that this household comes to."""
    everything = household_answers.of_household(db.session(), get_opened(token))
    coming = [one for one in everything if is_for_calendar(one)]
    if not coming:
        return redirect(url_for(".show", token=token), 303)
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
    return code_page("")


@bp.post("/k")
@public
def submit_code() -> ResponseReturnValue:
    """Lead whoever typed a code to their page; wrong, ended and revoked are told apart nowhere."""
    language.speak()
    text = find_typed_code()
    if not guessing.may_try_code():
        return code_page(text, WRONG_TOO_OFTEN), 429
    invitation = find_typed(text)
    if invitation is None:
        return code_page(text, WRONG_CODE), 422
    return redirect(url_for(".show", token=evening_links.token(invitation)), 303)


def _onward(token: str, people: int, *, is_first: bool) -> str:
    """Lead through all questions the first time, and back to where they came from later on.

    Whether they told what they need makes no difference: whoever has the link would read it from
    that.
    """
    if people and is_first:
        return url_for(".show_people", token=token, eerst=1)
    if people and "eerst" in request.args:
        return url_for(".show_needs", token=token)
    return url_for(".show", token=token)


def _is_changeable(invitation: Invitation) -> bool:
    today = today_of(clock.now())
    is_coming = standing_of(invitation, today) is Standing.COMING
    return is_coming and invitation.pupil.presentation.evening.takes_answers(today)


def _refused(refusal: Exception, token: str) -> ResponseReturnValue:
    """Say why an answer could not be taken; the page of the link says most of it already."""
    invitation = get_opened(token)
    if isinstance(refusal, TooManyPeople):
        return people_page(invitation, token, most=refusal.most), 422
    return redirect(url_for(".show", token=token), 303)
