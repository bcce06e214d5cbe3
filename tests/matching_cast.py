"""Schools, partners and talks around Emmen, each added with its rows of the index."""

from datetime import timedelta

from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import Competence, Leerjaar, Level, OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import (
    TODAY,
    make_offer,
    make_organisation,
    make_question,
    make_request,
    mornings,
)
from tests.factories_matching import place

METRES_PER_DEGREE = 111_300


def open_offer(session: Session, *, north: int = 2_000, **changes: object) -> TalkOffer:
    """Add an offer of a new employer, so many metres north of the school."""
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    partner.latitude = (partner.latitude or 0) + north / METRES_PER_DEGREE
    place(partner, east=0, north=north)
    offer = make_offer(session, partner, **changes)
    match_index.refresh_offer(session, offer, today=TODAY)
    return offer


def open_request(session: Session, *, north: int = 1_000, **changes: object) -> TalkRequest:
    """Add a request of a new school, so many metres north of the partner."""
    names = ("name", "code", "pupils")
    school = make_organisation(session, **{n: changes.pop(n) for n in names if n in changes})
    place(school, east=0, north=north)
    request = make_request(session, school, **changes)  # type: ignore[arg-type]
    match_index.refresh_request(session, request, today=TODAY)
    return request


def add_encounter(session: Session, school: Organisation, **changes: object) -> None:
    """Add a talk that pupils of a school had this school year."""
    values: dict[str, object] = {
        "school_id": school.id,
        "day": TODAY - timedelta(days=10),
        "leerjaar": Leerjaar.L3,
        "level": Level.VMBO_KB,
        "pupils": 25,
        "competences": frozenset({Competence.WERK}),
    }
    session.add(Encounter(**(values | changes)))
    session.flush()


def ask(session: Session, request: TalkRequest, offer: TalkOffer) -> Talk:
    """Let the school of a request invite the speaker of an offer."""
    return make_question(session, request, offer, dates=mornings(1), answer_by=TODAY)


def contact_of(session: Session, offer: TalkOffer) -> Account:
    """Return whom to sign in as for an offer."""
    return session.get_one(Account, offer.contact_id)
