"""One family: what it answered, how it is reached, and its link."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.families.forms import ContactForm
from partnerlink.blueprints.invitations.own import (
    is_to_come,
    locked_household,
    own_evening,
    own_household,
)
from partnerlink.domain.account import Audience
from partnerlink.limits import SEND_MAIL, limiter
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import evening_invitations, evening_mail, households, invitation_lists
from partnerlink.services.household_letters import is_on_its_way, letter_for
from partnerlink.words import clock_time, long_date

bp = Blueprint("families", __name__)

MARK = "link"


def _to_family(number: int, household: int) -> ResponseReturnValue:
    return redirect(url_for("invitations.families.show", number=number, household=household))


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int, household: int) -> ResponseReturnValue:
    """Show a family with its answers, its addresses and what can be done for it."""
    evening, session, now = own_evening(number), db.session(), clock.now()
    found = own_household(evening, household)
    invitations = found.invitations
    is_asking = evening_invitations.is_asking(evening, now=now)
    others = households.households_of(session, [one.pupil_id for one in invitations])
    return render_template(
        "invitations/family.html",
        evening=evening,
        household=found,
        needs=invitation_lists.needs_of(session, [one.id for one in invitations]),
        others=[other for other in others if other is not found],
        dead={mail.carer_id for mail in evening_mail.dead_letters_of(session, evening)},
        is_revoked=any(one.is_link_revoked for one in invitations),
        is_asking=is_asking,
        is_to_come=is_to_come(evening, now=now),
        letter=letter_for(found, evening, now=now) if is_asking and found.addresses else None,
        wording=wording,
    )


@bp.get("/gegevens")
@role(Audience.SCHOOL)
def show_contact(number: int, household: int) -> ResponseReturnValue:
    """Ask how the family is reached."""
    evening = own_evening(number)
    found = own_household(evening, household)
    return _contact_page(evening, found, ContactForm.of(found))


def _contact_page(evening: Evening, household: Household, form: ContactForm) -> str:
    return render_template(
        "invitations/contact.html", evening=evening, household=household, form=form, wording=wording
    )


@bp.post("/gegevens")
@role(Audience.SCHOOL)
def submit_contact(number: int, household: int) -> ResponseReturnValue:
    """Write how the family is reached, and make its links void if they went astray."""
    evening, session = own_evening(number), db.session()
    found = locked_household(evening, household)
    form = ContactForm.of(found)
    if form.adds_a_row():
        return _contact_page(evening, found, form)
    if not form.validate_on_submit():
        return _contact_page(evening, found, form), 422
    is_new = households.change_contact(
        session, found, language=form.language.data, contacts=form.contacts
    )
    if form.renews_links.data:
        households.renew_links(session, found)
    flash(_told(found, is_new=is_new), "good")
    session.commit()
    return _to_family(number, household)


def _told(household: Household, *, is_new: bool) -> str:
    if household.invited_at is None and household.addresses and is_new:
        return _("Opgeslagen. Stuur nu de uitnodiging naar het nieuwe adres.")
    return _("Opgeslagen.")


@bp.post("/mail")
@role(Audience.SCHOOL)
@limiter.limit(SEND_MAIL)
def submit_mail(number: int, household: int) -> ResponseReturnValue:
    """Send this family its invitation, or its link once more, unless that waits to go already."""
    evening, session, now = own_evening(number), db.session(), clock.now()
    found = locked_household(evening, household)
    kind = letter_for(found, evening, now=now)
    if kind is None or not found.addresses:
        flash(_("Er is nu niets te sturen. Kijk hieronder hoe het ervoor staat."), "info")
        return _to_family(number, household)
    if is_on_its_way(session, found):
        flash(_("Deze mail staat al klaar om weg te gaan."), "info")
        return _to_family(number, household)
    evening_invitations.post_invitation(session, evening, found, now=now)
    flash(_sent(kind, now=now), "good")
    session.commit()
    return _to_family(number, household)


def _sent(kind: MailKind, *, now: datetime) -> str:
    """Return what goes out, and when: at night no mail goes to parents."""
    is_first, goes_out = kind is MailKind.EVENING_INVITED, goes_out_at(now)
    if goes_out == now:
        return _("De uitnodiging gaat weg.") if is_first else _("De mail met de link gaat weg.")
    time, day = clock_time(goes_out), long_date(goes_out.date())
    if is_first:
        return _("De uitnodiging gaat weg om %(time)s, op %(day)s.", time=time, day=day)
    return _("De mail met de link gaat weg om %(time)s, op %(day)s.", time=time, day=day)


@bp.get("/link")
@role(Audience.SCHOOL)
def show_link(number: int, household: int) -> ResponseReturnValue:
    """Ask whether the family's link should be renewed or made void."""
    evening = own_evening(number)
    found = own_household(evening, household)
    return render_template(
        "invitations/link.html",
        evening=evening,
        household=found,
        mark=households.link_mark(found),
        wording=wording,
    )


@bp.post("/link/nieuw")
@role(Audience.SCHOOL)
def submit_renewal(number: int, household: int) -> ResponseReturnValue:
    """Give the family a new link and code in place of those that the form was about."""
    evening, session = own_evening(number), db.session()
    found = locked_household(evening, household)
    if request.form.get(MARK) != households.link_mark(found):
        flash(_("Het gezin heeft al een nieuwe link. Er is nu niets veranderd."), "info")
        return _to_family(number, household)
    households.renew_links(session, found)
    flash(_("Het gezin heeft een nieuwe link. Stuur een mail of druk een brief af."), "good")
    session.commit()
    return _to_family(number, household)


@bp.post("/link/intrekken")
@role(Audience.SCHOOL)
def submit_revocation(number: int, household: int) -> ResponseReturnValue:
    """Make the link and code of the family void, without new ones."""
    evening, session = own_evening(number), db.session()
    households.revoke_links(locked_household(evening, household))
    flash(
        _("De link en de code werken niet meer. U kunt nog wel voor het gezin antwoorden."), "good"
    )
    session.commit()
    return _to_family(number, household)
