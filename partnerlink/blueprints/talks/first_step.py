"""The first step towards a talk: who may take it, and with which dates."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import request as web_request
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from partnerlink.domain.talk import OfferState, RequestState, Side
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_arrangement import ways_of
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.reserves import find_agreed_date
from partnerlink.services.talk_dates import day_to_answer_by, is_findable, possible_dates
from partnerlink.services.talks import offer_with_partner, request_with_school
from partnerlink.words import label

DATES_SHOWN = 12
MOST_SHOWN = 120
PARAMETER = "datums"


@dataclass(frozen=True)
class Pair:
    """A request and an offer, and the side that would take the first step."""

    request: TalkRequest
    offer: TalkOffer
    side: Side

    @property
    def own(self) -> TalkRequest | TalkOffer:
        """Return the end of whoever takes the step."""
        return self.request if self.side is Side.SCHOOL else self.offer

    @property
    def is_for_reserve(self) -> bool:
        """Tell whether a speaker is planned, so that this one would stand behind that one."""
        return self.request.state is RequestState.PLANNED

    @property
    def other(self) -> Organisation:
        """Return who is asked."""
        return self.offer.organisation if self.side is Side.SCHOOL else self.request.organisation

    @property
    def ways(self) -> tuple[Venue, ...]:
        """Return how the two can meet, the usual way first."""
        metres = self.request.organisation.metres_to(self.offer.organisation)
        return ways_of(self.request, self.offer, metres=metres)

    @property
    def is_online(self) -> bool:
        """Tell whether they can meet online only."""
        return self.ways == (Venue.ONLINE,)

    @property
    def how(self) -> str:
        """Return at school, online, or that the school chooses when it says yes."""
        if len(self.ways) > 1 and self.side is Side.PARTNER:
            return _("Op school of online. Dat kiest de school.")
        return label(self.ways[0])

    def is_other_open(self, now: datetime) -> bool:
        """Tell whether the other end can be found by whoever looks for it."""
        if self.side is Side.SCHOOL:
            return self.offer.is_open
        return is_findable(self.request, now=now)


@dataclass(frozen=True)
class ShownDates:
    """The dates on which a speaker could come, as far as the page shows them."""

    dates: tuple[TalkDate, ...]
    more_url: str
    answer_by: date | None

    @property
    def may_be_sooner(self) -> bool:
        """Tell whether a choice of early dates only leaves less time to answer."""
        return self.answer_by is not None and self.dates[0].day < self.answer_by


def find_pair(
    session: Session, account: Account, request_number: int, offer_number: int
) -> Pair | None:
    """Return the pair when `account` owns one end and the other was ever open to it."""
    wanted = session.scalar(request_with_school(request_number))
    offer = session.scalar(offer_with_partner(offer_number))
    if wanted is None or offer is None:
        return None
    if wanted.organisation_id == account.organisation_id:
        was_open = offer.organisation.is_verified and offer.state is not OfferState.DRAFT
        return Pair(wanted, offer, Side.SCHOOL) if was_open else None
    if offer.organisation_id == account.organisation_id:
        was_open = wanted.organisation.is_verified and wanted.state is not RequestState.DRAFT
        return Pair(wanted, offer, Side.PARTNER) if was_open else None
    return None


def shown_dates(session: Session, pair: Pair, *, now: datetime) -> ShownDates:
    """Return the possible dates, as many as the address asks for."""
    possible = possible_dates(session, pair.request, pair.offer, now=now)
    if pair.is_for_reserve:
        agreed = find_agreed_date(session, pair.request)
        possible = tuple(chosen for chosen in possible if chosen == agreed)
    asked = _asked_number()
    more = min(asked + DATES_SHOWN, MOST_SHOWN)
    has_more = len(possible) > asked and more > asked
    numbers = {"request_number": pair.request.id, "offer_number": pair.offer.id}
    more_url = url_for("talks.show_first_step", **numbers, **{PARAMETER: more})  # type: ignore[arg-type]
    shown = possible[:asked]
    answer_by = (
        day_to_answer_by(session, pair.request.organisation, shown, now=now) if shown else None
    )
    return ShownDates(shown, more_url if has_more else "", answer_by)


def told(pair: Pair) -> str:
    """Return what is said once the question is out."""
    name = pair.other.name
    if pair.side is Side.SCHOOL:
        if pair.is_for_reserve:
            return _("%(name)s weet dat u een reserve zoekt. U krijgt bericht.", name=name)
        return _("%(name)s is uitgenodigd. U krijgt bericht als er antwoord is.", name=name)
    return _("%(name)s weet dat u wilt komen. U krijgt bericht als er antwoord is.", name=name)


def _asked_number() -> int:
    asked = web_request.args.get(PARAMETER, "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= len(str(MOST_SHOWN))
    return min(max(int(asked), DATES_SHOWN), MOST_SHOWN) if is_number else DATES_SHOWN
