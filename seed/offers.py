"""The offers of the demo, from its partners' files."""

from typing import Any

from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import Sector, TalkLanguage
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from seed import wording
from seed.calendar import SchoolCalendar
from seed.organisations import MONTHS_AGO, RECENTLY, Cast, partners_in_files

Offers = dict[tuple[str, str], TalkOffer]


def offer_all(session: Session, cast: Cast, calendar: SchoolCalendar) -> Offers:
    """Make every offer; they are known by the partner's name and the subject."""
    offers: Offers = {}
    for facts in partners_in_files():
        organisation = cast.organisations[facts.get("name") or facts["code"]]
        contact = cast.contacts[facts.get("name") or facts["code"]]
        for number, text in enumerate(facts.get("offer", ())):
            offer = _offer(organisation, contact, text, calendar=calendar, number=number)
            session.add(offer)
            offers[organisation.name, offer.subject] = offer
    session.flush()
    return offers


def find_offer(offers: Offers, partner: str, subject: str | None) -> TalkOffer:
    """Return a partner's offer on `subject`, else its first; raises KeyError."""
    if subject is not None:
        return offers[partner, subject]
    for (name, _), offer in offers.items():
        if name == partner:
            return offer
    raise KeyError(partner)


def _offer(
    organisation: Organisation,
    contact: Account,
    text: dict[str, Any],
    *,
    calendar: SchoolCalendar,
    number: int,
) -> TalkOffer:
    is_new = "draft" in text
    since = calendar.moment(RECENTLY if is_new else MONTHS_AGO + 2 + number)
    offer = TalkOffer.draft(organisation, contact=contact, now=since)
    offer.change(_content(text))
    if not is_new:
        offer.publish(since)
    if "paused" in text:
        offer.pause()
    if "closed" in text:
        offer.close()
    return offer


def _content(text: dict[str, Any]) -> dict[str, object]:
    return {
        "subject": text["subject"],
        "description": text["text"],
        "sectors": wording.members(Sector, text["sectors"]),
        "levels": wording.levels(text["levels"]),
        "slots": wording.slots(text["when"]),
        "languages": wording.members(TalkLanguage, text.get("languages", "nl")),
        "radius_km": text["km"],
        "is_online_possible": text.get("online", False),
        "talks_per_year": text.get("per_year", 4),
        "shows_role_model": "route" in text,
        "own_route": text.get("route", ""),
        "is_first_to_study": text.get("first", False),
        "travel_note": text.get("note", ""),
    }
