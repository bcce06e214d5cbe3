"""An offer's own verbs, on records that no database knows."""

import pytest

from partnerlink.domain.errors import Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.talk import OFFER, OfferState
from partnerlink.domain.vocabulary import Level, OrganisationKind, Sector, Slot, TalkLanguage
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import CONTENT, NEEDED, TalkOffer
from tests.factories import NOW
from tests.factories_unstored import verified_organisation

WHOLE: dict[str, object] = {
    "subject": "Van deeg tot brood",
    "description": "Hoe een bakker werkt.",
    "sectors": frozenset({Sector.HORECA}),
    "levels": frozenset({Level.VMBO_BB}),
    "slots": frozenset({Slot.MON_MORNING}),
    "languages": frozenset({TalkLanguage.NL}),
    "radius_km": 10,
    "talks_per_year": 2,
    "is_online_possible": True,
    "shows_role_model": True,
    "own_route": "Eerst vmbo, toen mbo.",
    "is_first_to_study": True,
    "travel_note": "Met de bus",
}
VERBS = {
    "publish": lambda offer: offer.publish(NOW),
    "pause": lambda offer: offer.pause(),
    "resume": lambda offer: offer.resume(),
    "close": lambda offer: offer.close(),
}


def bakery() -> Organisation:
    return verified_organisation(OrganisationKind.EMPLOYER)


def offer_in(state: OfferState, organisation: Organisation | None = None) -> TalkOffer:
    offer = TalkOffer(organisation=organisation or bakery(), contact=Account(), state=state)
    for name, value in WHOLE.items():
        setattr(offer, name, value)
    return offer


def test_an_offer_begins_as_a_draft() -> None:
    offer = TalkOffer.draft(bakery(), contact=Account(), now=NOW)
    assert offer.state is OfferState.DRAFT
    assert not offer.is_open
    assert set(offer.missing) == set(NEEDED)


@pytest.mark.parametrize("state", OfferState)
@pytest.mark.parametrize("action", OFFER.moves)
def test_each_verb_follows_the_table(action: str, state: OfferState) -> None:
    offer = offer_in(state)
    if OFFER.allows(action, state):
        VERBS[action](offer)
        assert offer.state is OFFER.after(action, state)
    else:
        with pytest.raises(NotAllowedNow):
            VERBS[action](offer)
        assert offer.state is state


@pytest.mark.parametrize("name", NEEDED)
def test_a_draft_that_lacks_something_is_not_published(name: str) -> None:
    offer = offer_in(OfferState.DRAFT)
    setattr(offer, name, type(WHOLE[name])())
    with pytest.raises(Incomplete) as refused:
        offer.publish(NOW)
    assert refused.value.missing == (name,)
    assert offer.state is OfferState.DRAFT


def test_an_offer_from_nowhere_is_not_published() -> None:
    organisation = bakery()
    organisation.x = None
    with pytest.raises(Incomplete) as refused:
        offer_in(OfferState.DRAFT, organisation).publish(NOW)
    assert refused.value.missing == ("place",)


def test_an_unverified_organisation_publishes_nothing() -> None:
    organisation = bakery()
    organisation.refuse()
    with pytest.raises(NotVerified):
        offer_in(OfferState.DRAFT, organisation).publish(NOW)
    with pytest.raises(NotVerified):
        offer_in(OfferState.PAUSED, organisation).resume()


def test_schools_find_an_open_offer_of_a_verified_organisation_only() -> None:
    offer = offer_in(OfferState.OPEN)
    assert offer.is_open
    offer.organisation.refuse()
    assert not offer.is_open


def test_a_closed_offer_says_what_it_said() -> None:
    offer = offer_in(OfferState.CLOSED)
    with pytest.raises(NotAllowedNow):
        offer.change({"subject": "Iets anders"})
    assert offer.subject == WHOLE["subject"]


def test_a_change_leaves_what_it_does_not_name() -> None:
    offer = offer_in(OfferState.OPEN)
    offer.change({"subject": "Van graan tot brood", "state": OfferState.CLOSED})
    assert (offer.subject, offer.radius_km) == ("Van graan tot brood", 10)
    assert offer.state is OfferState.OPEN


def test_an_open_offer_never_gets_thin() -> None:
    with pytest.raises(Incomplete):
        offer_in(OfferState.OPEN).change({"description": ""})


def test_a_draft_may_get_thin() -> None:
    offer = offer_in(OfferState.DRAFT)
    offer.change({"description": ""})
    assert offer.missing == ("description",)


def test_a_copy_says_everything_again_as_a_draft() -> None:
    offer = offer_in(OfferState.CLOSED)
    offer.id = 7
    copy = offer.copy(contact=Account(name="Kees"), now=NOW)
    assert {name: getattr(copy, name) for name in CONTENT} == WHOLE
    assert (copy.state, copy.copied_from_id) == (OfferState.DRAFT, 7)
    assert (copy.contact.name, copy.published_at) == ("Kees", None)
