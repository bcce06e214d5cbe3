"""An evening with 1,500 families, for the rush and for the planner."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from tests.factories_evenings import give_link, make_evening

FAMILIES = 1_500
ROOMS = 25
ROUNDS = 8
SEATS = 18
"""In each room, and seven or eight families with two kept seats each in each round of it."""
WEEKS_AHEAD = 6


def fill(session: Session, *, now: datetime) -> list[str]:
    """Make one open evening, six weeks ahead, with a pupil and a household for each family.

    Returns the tokens of their links, signed with the tests' key.
    """
    day = now.astimezone(AMSTERDAM).date() + timedelta(weeks=WEEKS_AHEAD)
    evening = make_evening(
        session,
        rooms={f"lokaal {number}": SEATS for number in range(ROOMS)},
        rounds=ROUNDS,
        day=day,
        answer_by=day - timedelta(days=2),
        held_until=day - timedelta(days=7),
    )
    tokens = []
    for number in range(FAMILIES):
        room, turn = number % ROOMS, number // ROOMS % ROUNDS
        presentation = Presentation(
            evening=evening, room=evening.rooms[room], round=evening.rounds[turn]
        )
        pupil = Pupil(
            evening_id=evening.id,
            presentation=presentation,
            code=f"{number:06}",
            first_name="Sami",
            initial="B",
            class_name=f"3{'ABCDEFGH'[number % 8]}",
        )
        invitation = Invitation.invite(Household(evening_id=evening.id), pupil)
        tokens.append(give_link(invitation))
        session.add(invitation)
    session.flush()
    return tokens
