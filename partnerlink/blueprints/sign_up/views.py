"""Signing up: choose a kind, find yourself on the official list, say who you are."""

from types import MappingProxyType

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import public
from partnerlink.blueprints.sign_up.forms import (
    BY_HAND,
    DetailsForm,
    HolidayRegionField,
    RegisteredForm,
    SignInFields,
)
from partnerlink.domain.errors import EmailTaken, OrganisationTaken, OrganisationWaits
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.limits import SIGN_UP, limiter
from partnerlink.mail_limits import limit_letters
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.phone_numbers import readable_phone
from partnerlink.refusals import sentence
from partnerlink.services import sign_up
from partnerlink.services.number_claims import standings
from partnerlink.services.sign_up import Contact

bp = Blueprint("sign_up", __name__)

KINDS = MappingProxyType(
    {
        "school": OrganisationKind.SCHOOL,
        "mbo": OrganisationKind.MBO,
        "hbo": OrganisationKind.HBO,
        "bedrijf": OrganisationKind.EMPLOYER,
        "persoon": OrganisationKind.INDIVIDUAL,
    }
)
LISTED_KINDS = frozenset(KINDS[slug] for slug in ("school", "mbo", "hbo"))
LISTED = "/<any(school, mbo, hbo):slug>"
EVERY_KIND = "/<any(school, mbo, hbo, bedrijf, persoon):slug>"
ENTRY = f"{EVERY_KIND}/<string(maxlength=10):code>"
DETAILS = f"{EVERY_KIND}/gegevens"
MOST_FOUND = 25
LONGEST_SEARCH = 100
EMAIL = "signed_up_email"


@bp.get("/")
@public
def show_kinds() -> ResponseReturnValue:
    """Ask what kind of organisation this is."""
    return render_template("sign_up/kinds.html")


@bp.get("/mail")
@public
def show_mail_sent() -> ResponseReturnValue:
    """Say that a mail is on its way, whether or not the address was known."""
    return render_template("sign_up/mail_sent.html", email=cookie.get(EMAIL))


@bp.get(LISTED)
@public
def show_search(slug: str) -> ResponseReturnValue:
    """Let a school or institution find itself on the official list."""
    typed = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    found = sign_up.search_register(db.session(), KINDS[slug], typed, limit=MOST_FOUND + 1)
    entries = found[:MOST_FOUND] if typed else []
    return render_template(
        "sign_up/search.html",
        slug=slug,
        kind=KINDS[slug],
        typed=typed,
        entries=entries,
        has_more=len(found) > len(entries),
        is_list_empty=not typed and not found,
        standings=standings(db.session(), entries),
    )


@bp.get(ENTRY)
@public
def show_registered(slug: str, code: str) -> ResponseReturnValue:
    """Ask who signs up for an entry of the official list."""
    entry = _get_entry(slug, code)
    return _registered_page(RegisteredForm(), slug, entry)


@bp.post(ENTRY)
@limiter.limit(SIGN_UP)
@limit_letters
@public
def submit_registered(slug: str, code: str) -> ResponseReturnValue:
    """Sign up an entry of the official list."""
    entry = _get_entry(slug, code)
    form = RegisteredForm()
    contact = form.contact() if form.validate() else None
    organisation = sign_up.from_register(entry, now=clock.now())
    if contact is None or not _is_signed_up(organisation, contact, form):
        return _registered_page(form, slug, entry), 422
    cookie[EMAIL] = contact.email
    db.session().commit()
    return redirect(url_for(".show_mail_sent"))


@bp.get(DETAILS)
@public
def show_by_hand(slug: str) -> ResponseReturnValue:
    """Ask about an organisation that is on no list of ours."""
    return _by_hand_page(BY_HAND[KINDS[slug]](), slug)


@bp.post(DETAILS)
@limiter.limit(SIGN_UP)
@limit_letters
@public
def submit_by_hand(slug: str) -> ResponseReturnValue:
    """Sign up an organisation that is on no list of ours."""
    form = BY_HAND[KINDS[slug]]()
    contact = form.contact() if form.validate() else None
    if contact is None or _is_on_list(form, KINDS[slug]):
        return _by_hand_page(form, slug), 422
    if not _is_signed_up(_described(form, KINDS[slug]), contact, form):
        return _by_hand_page(form, slug), 422
    cookie[EMAIL] = contact.email
    db.session().commit()
    return redirect(url_for(".show_mail_sent"))


def _is_signed_up(organisation: Organisation, contact: Contact, form: SignInFields) -> bool:
    """Sign up, or say on the form why not; whether the address is known makes no difference."""
    try:
        sign_up.sign_up(db.session(), organisation, contact, now=clock.now())
    except (OrganisationTaken, OrganisationWaits) as refusal:
        form.refuse_all(sentence(refusal))
    except EmailTaken:
        # Somebody used the same address at this very moment, and gets the letter.
        db.session().rollback()
        return True
    else:
        return True
    db.session().rollback()
    return False


def _is_on_list(form: DetailsForm, kind: OrganisationKind) -> bool:
    if kind not in LISTED_KINDS or _find_entry(kind, form.code.data) is None:
        return False
    form.refuse("code", _("Dit nummer staat in de lijst. Zoek uw organisatie daar op."))
    return True


def _described(form: DetailsForm, kind: OrganisationKind) -> Organisation:
    typed, address = form.data, form.address
    assert address is not None
    region = form.holiday_region.region if isinstance(form, HolidayRegionField) else None
    return sign_up.by_hand(
        kind,
        code=typed.get("code"),
        branch_number=typed.get("branch_number") or None,
        name=typed.get("organisation_name") or typed["contact_name"],
        address=address,
        holiday_region=region,
        now=clock.now(),
    )


def _get_entry(slug: str, code: str) -> RegisterEntry:
    return _find_entry(KINDS[slug], code) or abort(404)


def _find_entry(kind: OrganisationKind, code: str) -> RegisterEntry | None:
    # Codes are letters and digits; PostgreSQL refuses even to look for a NUL.
    if kind not in LISTED_KINDS or not code.isalnum():
        return None
    return db.session().scalars(RegisterEntry.by_code(kind, code)).one_or_none()


def _registered_page(form: RegisteredForm, slug: str, entry: RegisterEntry) -> str:
    return render_template(
        "sign_up/registered.html",
        form=form,
        slug=slug,
        entry=entry,
        phone=readable_phone(entry.phone),
    )


def _by_hand_page(form: DetailsForm, slug: str) -> str:
    return render_template("sign_up/by_hand.html", form=form, slug=slug, kind=KINDS[slug])
