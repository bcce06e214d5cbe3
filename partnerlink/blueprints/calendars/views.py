"""Talks in a calendar: a secret feed to subscribe to, and one talk to keep."""

from datetime import datetime

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Select

from partnerlink import clock, db, links
from partnerlink.access import public, role, signed_in_account
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.policy import side_of
from partnerlink.domain.talk import TAKES_A_PLACE
from partnerlink.limits import limiter
from partnerlink.links import Purpose
from partnerlink.mail.calendar import (
    FEED_LOOKS_BACK,
    CalendarMethod,
    CalendarTalk,
    belongs_in_feed,
    feed_etag,
    invitation,
)
from partnerlink.mail.calendar import feed as feed_of
from partnerlink.mail.occasion import WITH_BOTH_ENDS, TalkEnd
from partnerlink.mail.talk_calendar import calendar_talk
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk

bp = Blueprint("calendars", __name__)

WRONG_ADDRESSES = "20 per minute; 100 per hour"
"""How often one network address may ask for a feed that is not there."""


def _was_not_there(response: Response) -> bool:
    return response.status_code == 404


@bp.get("/<token>.ics")
@public
@limiter.limit(WRONG_ADDRESSES, deduct_when=_was_not_there)
def feed(token: str) -> ResponseReturnValue:
    """Give whoever holds the secret address the talks of its owner's organisation.

    Calendar programs send all kinds of Accept headers, so those are not looked at.
    """
    account, now = _owner_of(token), clock.now()
    with force_locale(account.language):
        shown = [t for t in _calendar_talks(account, now) if belongs_in_feed(t, now)]
        content = feed_of(shown, name=_("Gastlessen op PartnerLink"))
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.set_etag(feed_etag(content))
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response.make_conditional(request)


@bp.get("/afspraak/<int:number>.ics")
@role(Audience.SCHOOL, Audience.PARTNER)
def show_talk(number: int) -> ResponseReturnValue:
    """Give a planned talk as a file for one's own calendar."""
    account = signed_in_account()
    talk = db.session().scalar(_talks_of(account).where(Talk.id == number))
    if talk is None:
        abort(404)
    content = invitation(_seen_by(account, talk, clock.now()), method=CalendarMethod.PUBLISH)
    response = Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    filename = f"gastles-{talk.id}.ics"
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    response.cache_control.no_store = True
    return response


def _owner_of(token: str) -> Account:
    try:
        facts = links.read(Purpose.FEED, token)
    except LinkInvalid:
        abort(404)
    match facts:
        case [int(account_id), int(version)]:
            account = db.session().get(Account, account_id)
        case _:
            abort(404)
    if account is None or not account.is_active or account.feed_version != version:
        abort(404)
    return account


def _talks_of(account: Account) -> Select[Talk]:
    return (
        Talk.between(account.organisation_id or 0)
        .where(Talk.state.in_(TAKES_A_PLACE))
        .options(*WITH_BOTH_ENDS)
    )


def _calendar_talks(account: Account, now: datetime) -> list[CalendarTalk]:
    chosen = _talks_of(account).where(Talk.ends_at >= now - FEED_LOOKS_BACK)
    return [_seen_by(account, talk, now) for talk in db.session().scalars(chosen)]


def _seen_by(account: Account, talk: Talk, now: datetime) -> CalendarTalk:
    side = side_of(account.actor, talk)
    assert side is not None
    return calendar_talk(TalkEnd(talk=talk, side=side, account=account, now=now))
