"""An evening with a door: families who come, who wait, who said no, and who said nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from partnerlink import door_pass, links
from partnerlink.domain.evening import InvitationState
from partnerlink.domain.invitation_codes import token_of
from partnerlink.links import Purpose
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from tests.app_fixtures import SECRET_KEY
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil

TONIGHT = datetime.combine(DAY, time(18, 55), ZoneInfo("Europe/Amsterdam")).astimezone(UTC)


@dataclass
class Door:
    """An evening of two rooms of six seats, and the invitations by the name of the pupil.

    Sami and Nour are one household with three seats each; Zoë comes with two; Élise's carers live
    apart and did not answer; Adam's family said no.
    """

    evening: Evening
    sami: Invitation
    nour: Invitation
    zoe: Invitation
    elise: tuple[Invitation, Invitation]
    adam: Invitation


def make_door(session: Session, **evening: object) -> Door:
    """Make the cast and commit it."""
    made = make_evening(session, rooms={"A1": 6, "A2": 6}, **evening)  # type: ignore[arg-type]
    sami = make_pupil(session, made, first_name="Sami", class_name="2A")
    nour = make_pupil(session, made, first_name="Nour", class_name="3-B", room=1, round_=1)
    zoe = make_pupil(session, made, first_name="Zoë", initial="K", class_name="2A")
    elise = make_pupil(session, made, first_name="Élise", class_name="2C", room=1, round_=2)
    adam = make_pupil(session, made, first_name="Adam", initial="S", class_name="2C", room=0)
    family = make_household(session, made, sami, nour).invitations
    apart = [make_household(session, made, elise).invitations[0] for _ in range(2)]
    for one, label in zip(apart, ("moeder", "vader"), strict=True):
        one.household.carers = [Carer(label=label, email=f"{label}@familie.example")]
    door = Door(
        made,
        family[0],
        family[1],
        make_household(session, made, zoe).invitations[0],
        (apart[0], apart[1]),
        make_household(session, made, adam).invitations[0],
    )
    door.zoe.household.carers[0].label = "oma"
    say(door.sami, 3)
    say(door.nour, 3)
    say(door.zoe, 2)
    say(door.adam, 0)
    session.add(
        InvitationNeeds(
            invitation_id=door.zoe.id,
            interpreter="Turks",
            needs_wheelchair_space=True,
            wants_mentor=True,
            children=2,
            children_ages="3 en 5",
        )
    )
    session.commit()
    return door


def say(one: Invitation, people: int, *, seats: int | None = None) -> None:
    """Let a household answer, and have all the seats it asks for unless told otherwise."""
    one.state = InvitationState.COMING if people else InvitationState.NOT_COMING
    one.people, one.seats = people, people if seats is None else seats
    one.waiting_since = NOW if one.seats < people else None
    one.answered_at = NOW


def link_of(evening: Evening) -> str:
    """Return the address of the door."""
    return f"/deur/open/{links.sign(Purpose.DOOR, evening.id, evening.door_version)}"


def letter_of(one: Invitation) -> str:
    """Return what the code on the letter of a household leads to."""
    return f"/u/{token_of(one.nonce, secret=SECRET_KEY.encode())}"


def give_pass(client: FlaskClient, evening: Evening) -> None:
    """Let a browser have the pass of an evening."""
    client.set_cookie(door_pass.COOKIE, links.sign(Purpose.DOOR, evening.id, evening.door_version))
