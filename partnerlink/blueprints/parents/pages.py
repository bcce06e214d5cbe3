"""The pages of parents, with what each of them shows."""

from datetime import date

from flask import render_template, request
from flask_babel.speaklater import LazyString

from partnerlink import db, evening_links
from partnerlink.blueprints.parents.forms import CHILDREN, NeedsForm
from partnerlink.blueprints.parents.standing import (
    TEMPLATES,
    Standing,
    is_changed,
    may_say,
    shown_to,
    standing_of,
)
from partnerlink.domain.evening import MAX_PEOPLE
from partnerlink.domain.invitation_codes import NEVER_USED
from partnerlink.mail.evening_calendar import is_for_calendar
from partnerlink.models.invitation import Invitation
from partnerlink.parents.interpreters import LANGUAGES, SIGN_LANGUAGE
from partnerlink.parents.words import WRONG_CODE
from partnerlink.services import household_answers


def code_page(text: str, error: LazyString | None = None) -> str:
    """Ask the code, again with what was typed when it did not work."""
    return render_template(
        "parents/code.html",
        typed=text,
        error=error,
        is_wrong=error is WRONG_CODE,
        never_used=" ".join(NEVER_USED),
    )


def standing_page(invitation: Invitation, token: str, today: date) -> str:
    """Show how it stands, and what can be said now."""
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
        is_changed=is_changed(invitation),
        shown=shown_to(invitation),
        others=[
            (one, evening_links.token(one), standing_of(one, today))
            for one in family
            if one is not invitation
        ],
        has_calendar=any(is_for_calendar(one) for one in family),
    )


def people_page(invitation: Invitation, token: str, *, most: int = 0) -> str:
    """Ask with how many they come; `most` is what the room holds, once more was asked."""
    room = invitation.pupil.presentation.room
    return render_template(
        "parents/people.html",
        invitation=invitation,
        token=token,
        numbers=range(1, min(MAX_PEOPLE, room.capacity if room else MAX_PEOPLE) + 1),
        most=most,
        is_first="eerst" in request.args,
        shown=shown_to(invitation),
    )


def needs_page(invitation: Invitation, token: str, form: NeedsForm) -> str:
    """Ask what they need; the form holds what was sent just now, never what was kept."""
    return render_template(
        "parents/needs.html",
        invitation=invitation,
        token=token,
        form=form,
        children=CHILDREN,
        interpreters=LANGUAGES,
        sign_language=SIGN_LANGUAGE,
    )
