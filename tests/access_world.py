"""The world of the access matrix: a school and a partner that have to do with each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db, links
from partnerlink.answer_links import answer_link
from partnerlink.domain.account import Role
from partnerlink.domain.talk import OfferState, RequestState, Side, TalkState
from partnerlink.domain.vocabulary import HolidayRegion, OrganisationKind
from partnerlink.links import Purpose
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.worker import Worker
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.coordinators import Office, ask
from partnerlink.services.demo_accounts import DEMO_DOMAIN
from partnerlink.services.invitations import invite
from partnerlink.services.organisations import Region
from tests.access_world_evenings import evening_things
from tests.factories import NOW, make_account, make_offer, make_organisation, make_request
from tests.factories_region import make_dead_letter
from tests.factories_register import make_register_entry
from tests.factories_talks import Cast, make_talk

INVITEE = "nieuw@veencollege.example"


@dataclass(frozen=True)
class World:
    """Who can sign in, and what the names in the matrix stand for."""

    sessions: Mapping[str, str]
    """What the cookie of each role carries; nobody has none."""
    things: Mapping[str, str]

    def value(self, given: str) -> str:
        """Return a value as it stands in an address or a form."""
        return self.things[given[1:]] if given.startswith("@") else given


def make_world(app: Flask) -> World:
    """Make the records, send the mail, and leave the database as the tests find it."""
    with app.test_request_context():
        with db.writing() as session:
            school = make_organisation(session)
            partner = make_organisation(session, OrganisationKind.EMPLOYER)
            people = _people(session, school, partner)
            things = _matters(session, people) | _colleagues(session, people) | _lists(session)
            things |= evening_things(session, people["school manager"])
            things |= _own_days(session, school) | _coordinators(session, people)
            sessions = {role: account.get_id() for role, account in people.items()}
            teachers = [people["school manager"].id, people["another school"].id]
        Worker(KeptHere(), now=lambda: NOW, keeps_bodies=True).send_due()
        with db.writing() as session:
            things |= _letters(session, teachers)
    return World(sessions, things)


def _people(session: Session, school: Organisation, partner: Organisation) -> dict[str, Account]:
    elsewhere = make_organisation(session, name="Lyceum West", region_code="8")
    others = make_organisation(session, OrganisationKind.EMPLOYER, name="Garage Vos")
    return {
        "school member": make_account(session, school, role=Role.MEMBER),
        "school manager": make_account(session, school),
        "partner member": make_account(session, partner, role=Role.MEMBER),
        "partner manager": make_account(session, partner),
        "another school": make_account(session, elsewhere),
        "another partner": make_account(session, others),
        "coordinator": make_account(session),
        "coordinator elsewhere": make_account(session, region_code="8"),
        "administrator": make_account(session, role=Role.ADMINISTRATOR, region_code=None),
    }


def _matters(session: Session, people: Mapping[str, Account]) -> dict[str, str]:
    teacher, speaker = people["school manager"], people["partner manager"]
    school, partner = teacher.organisation, speaker.organisation
    offer = make_offer(session, partner, contact=speaker)
    request = make_request(session, school, contact=teacher)
    drafts: dict[str, TalkOffer | TalkRequest] = {
        "draft offer": make_offer(session, partner, contact=speaker, state=OfferState.DRAFT),
        "draft request": make_request(session, school, contact=teacher, state=RequestState.DRAFT),
    }
    invited = _talk(session, TalkState.INVITED, Cast(_another(session, teacher), offer))
    planned = _talk(session, TalkState.PLANNED, Cast(_another(session, teacher), offer))
    answer = answer_link(invited, speaker, Side.PARTNER, "decline")
    return {name: str(thing.id) for name, thing in drafts.items()} | {
        "request": str(request.id),
        "offer": str(offer.id),
        "invited talk": str(invited.id),
        "planned talk": str(planned.id),
        "planned request": str(planned.request_id),
        "answer link": answer.rpartition("/")[2],
        "feed link": links.sign(Purpose.FEED, teacher.id, teacher.feed_version),
    }


def _another(session: Session, teacher: Account) -> TalkRequest:
    return make_request(session, teacher.organisation, contact=teacher)


def _talk(session: Session, state: TalkState, cast: Cast) -> Talk:
    return make_talk(session, state, cast=cast)


def _colleagues(session: Session, people: Mapping[str, Account]) -> dict[str, str]:
    manager = people["school manager"]
    school = manager.organisation
    assert school is not None
    colleague = make_account(session, school, role=Role.MEMBER)
    second = make_account(session, school)
    invite(session, school, name="Bram Vos", email=INVITEE, by=manager, now=NOW)
    invited = session.scalars(Account.by_email(INVITEE)).one()
    return {
        "colleague": str(colleague.id),
        "second manager": str(second.id),
        "invitee": INVITEE,
        "join link": links.sign(Purpose.JOIN, invited.id, invited.session_key),
        "move link": links.sign(
            Purpose.MOVE_EMAIL, colleague.id, colleague.session_key, "ander@veencollege.example"
        ),
        "reset link": links.sign(Purpose.RESET_PASSWORD, colleague.id, colleague.session_key),
    }


def _lists(session: Session) -> dict[str, str]:
    entry = make_register_entry(session)
    waiting = make_organisation(
        session, OrganisationKind.EMPLOYER, is_verified=False, code="01234567"
    )
    make_account(session, waiting)
    newcomer = make_account(session, waiting, email_confirmed_at=None)
    example = make_account(session, make_organisation(session), email=f"decaan@{DEMO_DOMAIN}")
    return {
        "entry": entry.code,
        "waiting organisation": str(waiting.id),
        "confirm link": links.sign(
            Purpose.CONFIRM_EMAIL, newcomer.id, newcomer.email, newcomer.session_key
        ),
        "demo link": links.sign(Purpose.DEMO, example.id),
    }


def _own_days(session: Session, school: Organisation) -> dict[str, str]:
    days = {"school_year": "2026-2027", "first_day": date(2027, 2, 20)}
    days |= {"last_day": date(2027, 2, 28)}
    official = SchoolHoliday(region=HolidayRegion.NOORD, name="Voorjaarsvakantie", **days)
    own = SchoolHoliday(organisation_id=school.id, name="Studiedagen", **days)
    session.add_all([official, own])
    session.flush()
    return {"region holiday": str(official.id), "own holiday": str(own.id)}


def _coordinators(session: Session, people: Mapping[str, Account]) -> dict[str, str]:
    region, email = Region("07", "Zuidoost-Drenthe"), "gevraagd@regio.example"
    ask(session, Office(region), name="Gea Smit", email=email, by="", now=NOW)
    return {
        "coordinator": str(people["coordinator elsewhere"].id),
        "asked coordinator": str(session.scalars(Account.by_email(email)).one().id),
    }


def _letters(session: Session, teachers: list[int]) -> dict[str, str]:
    with_calendar = select(OutboxMail.id).where(OutboxMail.calendar.is_not(None))
    dead = [make_dead_letter(session, session.get_one(Account, each)) for each in teachers]
    return {
        "letter": str(session.scalars(with_calendar.limit(1)).one()),
        "dead letter": str(dead[0].id),
    }
