"""Send the invitations by mail, and see how far that is."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations.own import own_evening
from partnerlink.domain.account import Audience
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.services import evening_mail
from partnerlink.services.evening_invitations import is_asking, send_batch, sending_of

bp = Blueprint("sending", __name__)

REFRESH_SECONDS = 5


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show how many families are to be invited, and how far the mails are.

    While mails go out the page comes back by itself, also without JavaScript.
    """
    evening, session, now = own_evening(number), db.session(), clock.now()
    sending, goes_out = sending_of(session, evening, now=now), goes_out_at(now)
    is_going_on = sending.waiting > 0 and goes_out == now
    return render_template(
        "invitations/sending.html",
        evening=evening,
        sending=sending,
        is_asking=is_asking(evening, now=now),
        waits_until=goes_out if goes_out != now else None,
        refresh=REFRESH_SECONDS if is_going_on else None,
        dead=len(evening_mail.dead_letters_of(session, evening)),
    )


@bp.post("/")
@role(Audience.SCHOOL)
def submit(number: int) -> ResponseReturnValue:
    """Put the invitation of every family that lacks it in the outbox."""
    evening = own_evening(number)
    posted = send_batch(db.session(), evening, now=clock.now())
    if posted:
        words = ngettext(
            "De uitnodiging voor %(num)d gezin gaat weg.",
            "De uitnodigingen voor %(num)d gezinnen gaan weg.",
            posted,
        )
        flash(words, "good")
    else:
        flash(_("Alle gezinnen met een e-mailadres hebben hun uitnodiging al."), "info")
    db.session().commit()
    return redirect(url_for("invitations.sending.show", number=number))
