"""A partner's offers and the index of the matching."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.talk import OfferState, Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind, Sector
from partnerlink.mail.kinds import MailKind
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.search_words import OfferWords
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import CONTENT, TalkOffer
from partnerlink.services import offers
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_question,
)

pytestmark = pytest.mark.both_databases


def is_found(session: Session, offer: TalkOffer) -> bool:
    points = session.scalar(select(func.count()).where(OfferPoint.offer_id == offer.id))
    words = session.scalar(select(func.count()).where(OfferWords.offer_id == offer.id))
    assert bool(points) == bool(words)
    return bool(points)


def talk_about(session: Session, offer: TalkOffer, *, first_step: Side = Side.SCHOOL) -> Talk:
    return make_question(session, offer=offer, first_step=first_step)


def letters(session: Session) -> list[str]:
    return sorted(session.scalars(select(OutboxMail.kind)))


def test_a_draft_is_found_by_nobody_and_an_open_offer_at_once(session: Session) -> None:
    offer = make_offer(session, state=OfferState.DRAFT)
    offers.write_offer(session, offer, {"subject": "Van graan tot brood"}, today=TODAY)
    assert not is_found(session, offer)
    offers.take_step(session, offer, "publish", now=NOW)
    assert is_found(session, offer)


def test_each_step_keeps_the_index_in_line(session: Session) -> None:
    offer = make_offer(session, state=OfferState.DRAFT)
    seen = []
    for action in ("publish", "pause", "resume", "close"):
        offers.take_step(session, offer, action, now=NOW)
        seen.append(is_found(session, offer))
    assert seen == [True, False, True, False]


def test_a_change_of_an_open_offer_is_found_at_once(session: Session) -> None:
    offer = make_offer(session)
    content = {"subject": "Elektriciën", "sectors": frozenset({Sector.TECHNIEK, Sector.BOUW})}
    offers.write_offer(session, offer, content, today=TODAY)
    points = session.scalar(select(func.count()).where(OfferPoint.offer_id == offer.id))
    words = session.scalar(select(OfferWords.words).where(OfferWords.offer_id == offer.id))
    assert points == 2
    assert words is not None
    assert words.startswith("elektricien ")


def test_a_new_offer_is_a_draft_with_its_content(session: Session) -> None:
    bakery = make_organisation(session, OrganisationKind.EMPLOYER)
    content: dict[str, object] = {"subject": "Brood"}
    offer = offers.start_offer(
        session, bakery, content, contact=make_account(session, bakery), now=NOW
    )
    session.expire(offer)
    assert (offer.subject, offer.state) == ("Brood", OfferState.DRAFT)
    assert (offer.radius_km, offer.talks_per_year, offer.created_at) == (25, 4, NOW)


def test_a_refused_step_changes_nothing(session: Session) -> None:
    home = make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    draft = make_offer(session, home, state=OfferState.DRAFT)
    thin = make_offer(session, state=OfferState.DRAFT, description="")
    closed = make_offer(session, state=OfferState.CLOSED)
    for offer, refusal in ((draft, NotVerified), (thin, Incomplete), (closed, NotAllowedNow)):
        before = offer.state
        with pytest.raises(refusal):
            offers.take_step(session, offer, "publish", now=NOW)
        assert offer.state is before


def test_closing_ends_what_waits_and_tells_the_schools(session: Session) -> None:
    offer = make_offer(session)
    invited, applied = (
        talk_about(session, offer),
        talk_about(session, offer, first_step=Side.PARTNER),
    )
    assert offers.count_waiting(session, offer) == 2
    offers.take_step(session, offer, "close", now=NOW)
    assert (invited.state, applied.state) == (TalkState.DECLINED, TalkState.WITHDRAWN)
    assert letters(session) == [MailKind.TALK_DECLINED, MailKind.TALK_WITHDRAWN]
    assert offers.count_waiting(session, offer) == 0


def test_closing_leaves_what_is_agreed(session: Session) -> None:
    offer = make_offer(session)
    planned, other = talk_about(session, offer), talk_about(session, make_offer(session))
    planned.accept(
        planned.proposed_dates[0], starts_at=NOW, ends_at=NOW + timedelta(hours=1), now=NOW
    )
    offers.take_step(session, offer, "close", now=NOW)
    assert (planned.state, other.state) == (TalkState.PLANNED, TalkState.INVITED)
    assert letters(session) == []


def test_a_copy_is_a_draft_that_says_the_same(session: Session) -> None:
    offer = make_offer(session, state=OfferState.CLOSED)
    copy = offers.copy_offer(session, offer, contact=offer.contact, now=NOW)
    assert {n: getattr(copy, n) for n in CONTENT} == {n: getattr(offer, n) for n in CONTENT}
    assert (copy.state, copy.copied_from_id) == (OfferState.DRAFT, offer.id)
    assert not is_found(session, copy)


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("", {"Crème brûlée", "Van deeg tot brood"}),
        ("creme", {"Crème brûlée"}),
        ("CRÈME bru", {"Crème brûlée"}),
        ("bakker vroeg", {"Van deeg tot brood", "Crème brûlée"}),
        ("rood", set()),
        ("!?", {"Crème brûlée", "Van deeg tot brood"}),
        ("' OR 1=1", set()),
    ],
)
def test_own_drafts_are_found_by_the_beginning_of_a_word(
    session: Session, words: str, subjects: set[str]
) -> None:
    bakery = make_organisation(session, OrganisationKind.EMPLOYER)
    make_offer(session, bakery)
    make_offer(session, bakery, subject="Crème brûlée", state=OfferState.DRAFT)
    make_offer(session)
    found = session.scalars(offers.own_offers(session, bakery.id, words=words))
    assert {offer.subject for offer in found} == subjects


def test_own_offers_are_counted_and_chosen_by_state(session: Session) -> None:
    bakery = make_organisation(session, OrganisationKind.EMPLOYER)
    for state in (OfferState.OPEN, OfferState.DRAFT, OfferState.OPEN):
        make_offer(session, bakery, state=state)
    make_offer(session)
    assert offers.count_states(session, bakery.id) == {OfferState.OPEN: 2, OfferState.DRAFT: 1}
    drafts = offers.own_offers(session, bakery.id, state=OfferState.DRAFT)
    assert [offer.state for offer in session.scalars(drafts)] == [OfferState.DRAFT]


def test_what_came_of_an_offer_counts_this_school_year_only(session: Session) -> None:
    offer = make_offer(session)
    talk_about(session, offer)
    for years_ago in (0, 1):
        talk = talk_about(session, offer)
        at = NOW - timedelta(days=365 * years_ago)
        talk.accept(talk.proposed_dates[0], starts_at=at, ends_at=at + timedelta(hours=1), now=at)
        talk.day = at.date()
        talk.record_held()
    session.flush()
    standing = offers.standing_of(session, offer, today=TODAY)
    assert standing.by_state == {TalkState.INVITED: 1, TalkState.HELD: 2}
    assert standing.places_taken == 1
