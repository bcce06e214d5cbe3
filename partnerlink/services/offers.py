"""A partner's offers: changing them keeps the index of the matching in line, always."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partnerlink.domain.folding import search_terms
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import OfferState, Side, TalkState
from partnerlink.domain.vocabulary import Sector
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.services import match_index, own_lists
from partnerlink.services.closing import count_waiting_in, end_waiting
from partnerlink.services.register_lookup import find_register_entry
from partnerlink.services.talk_dates import today_of

Step = Callable[[TalkOffer, datetime], None]

STEPS: dict[str, Step] = {
    "publish": lambda offer, now: offer.publish(now),
    "pause": lambda offer, _: offer.pause(),
    "resume": lambda offer, _: offer.resume(),
    "close": lambda offer, _: offer.close(),
}
"""The steps of an offer's life that its owner takes."""


@dataclass(frozen=True)
class Standing:
    """What came of an offer: its talks by state, and those that take a place this school year."""

    by_state: Mapping[TalkState, int]
    places_taken: int


def likely_sectors(session: Session, organisation: Organisation) -> frozenset[Sector]:
    """Return what the official list says an organisation does, for its first offer.

    Empty once it has an offer: a next one may be about something else.
    """
    if session.scalar(TalkOffer.of_organisation(organisation.id).limit(1)) is not None:
        return frozenset()
    entry = find_register_entry(session, organisation)
    return frozenset() if entry is None else entry.sectors


def write_offer(
    session: Session, offer: TalkOffer, content: Mapping[str, object], *, today: date
) -> None:
    """Write an offer, new or known, from the names and values of `content`.

    Raises NotAllowedNow for a closed offer and Incomplete for an open one that gets too thin.
    """
    offer.change(content)
    session.add(offer)
    session.flush()
    match_index.refresh_offer(session, offer, today=today)


def start_offer(
    session: Session,
    organisation: Organisation,
    content: Mapping[str, object],
    *,
    contact: Account,
    now: datetime,
) -> TalkOffer:
    """Make a draft that says `content`."""
    offer = TalkOffer.draft(organisation, contact=contact, now=now)
    write_offer(session, offer, content, today=today_of(now))
    return offer


def take_step(session: Session, offer: TalkOffer, action: str, *, now: datetime) -> None:
    """Let an offer take one of STEPS; closing ends what still waits for an answer.

    Raises NotAllowedNow, NotVerified or Incomplete.
    """
    STEPS[action](offer, now)
    session.flush()
    if offer.state is OfferState.CLOSED:
        waiting = select(Talk).where(Talk.offer_id == offer.id)
        end_waiting(session, waiting, by=Side.PARTNER, now=now)
    match_index.refresh_offer(session, offer, today=today_of(now))


def count_waiting(session: Session, offer: TalkOffer) -> int:
    """Count the talks that would end if `offer` were closed now."""
    return count_waiting_in(session, select(Talk).where(Talk.offer_id == offer.id))


def copy_offer(session: Session, offer: TalkOffer, *, contact: Account, now: datetime) -> TalkOffer:
    """Make a draft that says what `offer` says."""
    draft = offer.copy(contact=contact, now=now)
    session.add(draft)
    session.flush()
    return draft


def own_offers(
    session: Session, organisation_id: int, *, words: str = "", state: OfferState | None = None
) -> "Select[TalkOffer]":
    """Select an organisation's offers in `state` (or any) that hold every one of `words`.

    Unlike the search in what is open this also finds drafts; a word counts from its beginning.
    """
    chosen = TalkOffer.of_organisation(organisation_id)
    if state is not None:
        chosen = chosen.where(TalkOffer.state == state)
    if not search_terms(words):
        return chosen
    written = select(TalkOffer.id, TalkOffer.subject, TalkOffer.description).where(
        TalkOffer.organisation_id == organisation_id
    )
    return chosen.where(TalkOffer.id.in_(own_lists.keys_with_words(session, written, words)))


def count_states(session: Session, organisation_id: int) -> Counter[OfferState]:
    """Count an organisation's offers by their state."""
    return own_lists.count_states(
        session, TalkOffer.state, TalkOffer.organisation_id == organisation_id
    )


def standing_of(session: Session, offer: TalkOffer, *, today: date) -> Standing:
    """Count the talks of an offer, and its places taken in the school year of `today`."""
    return Standing(
        by_state=own_lists.count_states(session, Talk.state, Talk.offer_id == offer.id),
        places_taken=match_index.places_taken(session, offer.id, school_year_of(today)),
    )
