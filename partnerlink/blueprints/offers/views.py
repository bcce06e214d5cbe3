"""A partner's own offers: the list, the form, one offer, and the steps of its life."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role, signed_in_account
from partnerlink.blueprints.offers import wording
from partnerlink.blueprints.offers.forms import OfferForm, new_offer_form, offer_form
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow, Refusal
from partnerlink.domain.talk import OFFER, OfferState
from partnerlink.filters import asked_state, asked_words, list_by_state
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.services import offers
from partnerlink.services.talk_dates import today_of
from partnerlink.talk_words import offer_rows

bp = Blueprint("offers", __name__)

STEPS = {"plaatsen": "publish", "pauzeren": "pause", "hervatten": "resume", "sluiten": "close"}
"""Each step of an offer's life that its owner takes, by its word in the address."""


@bp.get("/")
@role(Audience.PARTNER)
def show_list() -> ResponseReturnValue:
    """Show the organisation's offers, by state and by words."""
    home, session = own_organisation(), db.session()
    chosen = offers.own_offers(session, home.id, words=asked_words(), state=asked_state(OfferState))
    counts = offers.count_states(session, home.id)
    return render_template(
        "offers/list.html",
        organisation=home,
        asked=list_by_state(chosen, OfferState, counts, session=session),
        wording=wording,
    )


@bp.get("/nieuw")
@role(Audience.PARTNER)
def show_new() -> ResponseReturnValue:
    """Show the form for a new offer."""
    sectors = offers.likely_sectors(db.session(), own_organisation())
    return _form_page(new_offer_form(sectors), None)


@bp.post("/nieuw")
@role(Audience.PARTNER)
def submit_new() -> ResponseReturnValue:
    """Keep a new offer as a draft, or place it."""
    form, session, now = new_offer_form(frozenset()), db.session(), clock.now()
    if not _is_valid(form, None):
        return _form_page(form, None), 422
    try:
        offer = offers.start_offer(
            session, own_organisation(), form.content, contact=signed_in_account(), now=now
        )
        _place_if_asked(form, offer)
    except Refusal as refusal:
        return _refused(form, None, refusal)
    _tell_kept(form, offer)
    session.commit()
    return redirect(url_for("offers.show", number=offer.id))


@bp.get("/<int:number>")
@role(Audience.PARTNER)
def show(number: int) -> ResponseReturnValue:
    """Show an offer as its owner sees it, with the steps that are possible now."""
    offer, session = _get(_own(number)), db.session()
    return render_template(
        "offers/show.html",
        offer=offer,
        rows=wording.own_rows(offer),
        missing=wording.missing_in_words(offer),
        steps={action: word for word, action in STEPS.items()},
        possible=OFFER.actions(offer.state),
        standing=offers.standing_of(session, offer, today=today_of(clock.now())),
    )


@bp.get("/<int:number>/voorbeeld")
@role(Audience.PARTNER)
def show_preview(number: int) -> ResponseReturnValue:
    """Show an offer as schools see it."""
    offer = _get(_own(number))
    return render_template("offers/preview.html", offer=offer, rows=offer_rows(offer))


@bp.get("/<int:number>/wijzigen")
@role(Audience.PARTNER)
def show_form(number: int) -> ResponseReturnValue:
    """Show the form with what an offer says."""
    offer = _changeable(_own(number))
    return _form_page(offer_form(offer), offer)


@bp.post("/<int:number>/wijzigen")
@role(Audience.PARTNER)
def submit_form(number: int) -> ResponseReturnValue:
    """Change what an offer says."""
    offer, session = _changeable(_locked(number)), db.session()
    form = offer_form(offer)
    if not _is_valid(form, offer):
        return _form_page(form, offer), 422
    try:
        offers.write_offer(session, offer, form.content, today=today_of(clock.now()))
        _place_if_asked(form, offer)
    except Refusal as refusal:
        return _refused(form, number, refusal)
    _tell_kept(form, offer)
    session.commit()
    return redirect(url_for("offers.show", number=number))


@bp.get("/<int:number>/sluiten")
@role(Audience.PARTNER)
def show_close(number: int) -> ResponseReturnValue:
    """Ask whether an offer must really be closed."""
    offer = _get(_own(number))
    OFFER.after("close", offer.state)
    waiting = offers.count_waiting(db.session(), offer)
    return render_template("offers/close.html", offer=offer, waiting=waiting)


@bp.post("/<int:number>/<any(plaatsen,pauzeren,hervatten,sluiten):step>")
@role(Audience.PARTNER)
def submit_step(number: int, step: str) -> ResponseReturnValue:
    """Let an offer take a step."""
    offer, session = _get(_locked(number)), db.session()
    require("offer.change", offer)
    offers.take_step(session, offer, STEPS[step], now=clock.now())
    flash(wording.TOLD[STEPS[step]](), "good")
    session.commit()
    return redirect(url_for("offers.show", number=number))


@bp.post("/<int:number>/kopie")
@role(Audience.PARTNER)
def submit_copy(number: int) -> ResponseReturnValue:
    """Make a draft of what an offer says, for this school year."""
    offer, session = _get(_own(number)), db.session()
    require("offer.change", offer)
    copy = offers.copy_offer(session, offer, contact=signed_in_account(), now=clock.now())
    flash(_("De kopie staat klaar. Kijk alles na en plaats uw aanbod."), "good")
    session.commit()
    return redirect(url_for("offers.show_form", number=copy.id))


def _own(number: int) -> "Select[TalkOffer]":
    return (
        TalkOffer.of_organisation(own_organisation().id)
        .where(TalkOffer.id == number)
        .options(joinedload(TalkOffer.organisation), joinedload(TalkOffer.contact))
    )


def _locked(number: int) -> "Select[TalkOffer]":
    return _own(number).with_for_update(of=TalkOffer)


def _get(chosen: "Select[TalkOffer]") -> TalkOffer:
    return db.session().scalar(chosen) or abort(404)


def _changeable(chosen: "Select[TalkOffer]") -> TalkOffer:
    offer = _get(chosen)
    require("offer.change", offer)
    if not offer.is_changeable:
        raise NotAllowedNow(OFFER.concept, "change", offer.state)
    return offer


def _is_valid(form: OfferForm, offer: TalkOffer | None) -> bool:
    is_draft = offer is None or offer.state is OfferState.DRAFT
    return form.is_valid_draft() if is_draft and not form.asks_to_place else form.validate()


def _place_if_asked(form: OfferForm, offer: TalkOffer) -> None:
    if offer.state is OfferState.DRAFT and form.asks_to_place:
        offers.take_step(db.session(), offer, "publish", now=clock.now())


def _form_page(form: OfferForm, offer: TalkOffer | None) -> str:
    return render_template(
        "offers/form.html", form=form, offer=offer, organisation=own_organisation()
    )


def _refused(form: OfferForm, number: int | None, refusal: Refusal) -> ResponseReturnValue:
    db.session().rollback()
    form.refuse_all(wording.refusal_words(refusal))
    return _form_page(form, None if number is None else _get(_own(number))), 422


def _tell_kept(form: OfferForm, offer: TalkOffer) -> None:
    if offer.state is OfferState.DRAFT:
        flash(_("Uw concept is bewaard. Alleen u en uw collega’s zien het."), "good")
    elif form.asks_to_place:
        flash(wording.TOLD["publish"](), "good")
    else:
        flash(_("Uw wijziging is bewaard."), "good")
