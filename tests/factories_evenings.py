"""Plain functions that make a presentation evening and its people; each adds and flushes."""

import secrets
from datetime import date, time, timedelta
from itertools import count

from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState, ParentLanguage
from partnerlink.domain.invitation_codes import code_of, fingerprint, new_nonce, token_of
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.organisation import Organisation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from tests.app_fixtures import SECRET_KEY
from tests.factories import NOW, make_account, make_organisation

DAY = date(2026, 12, 8)
"""A Tuesday four weeks after NOW."""

LABELS = ("moeder", "vader", "oma", "opa", "tante", "oom")
_codes = count(1)


def make_evening(
    session: Session,
    school: Organisation | None = None,
    *,
    rooms: dict[str, int] | None = None,
    rounds: int = 3,
    **changes: object,
) -> Evening:
    """Make an open evening of a school with rooms (name: seats) and half-hour rounds from 19:00."""
    school = school or make_organisation(session)
    contact = session.scalars(Account.of_organisation(school.id)).first()
    contact = contact or make_account(session, school)
    values: dict[str, object] = {
        "state": EveningState.OPEN,
        "title": "Presentaties leerjaar 3",
        "address": "Hoofdstraat 1, 7811 AB Emmen",
        "phone": "0591 123 456",
        "answer_by": DAY - timedelta(days=2),
        "held_until": DAY - timedelta(days=7),
        "leerjaar": Leerjaar.L3,
        "level": Level.VMBO_KB,
        "opened_at": NOW,
    }
    evening = Evening.draft(school, contact=contact, day=DAY, now=NOW)
    evening.rooms = [
        EveningRoom(name=name, capacity=seats, position=place)
        for place, (name, seats) in enumerate((rooms or {"A1": 30, "A2": 30}).items())
    ]
    evening.rounds = [EveningRound(starts=_clock(n), ends=_clock(n + 1)) for n in range(rounds)]
    for name, value in (values | changes).items():
        setattr(evening, name, value)
    session.add(evening)
    session.flush()
    return evening


def make_pupil(
    session: Session,
    evening: Evening,
    *,
    first_name: str = "Sami",
    class_name: str = "3A",
    room: int | None = 0,
    round_: int = 0,
    **changes: object,
) -> Pupil:
    """Make a pupil with a presentation in the n-th room and round, or unplanned without a room."""
    presentation = Presentation(evening_id=evening.id, title="Een brug van papier")
    if room is not None:
        presentation.room, presentation.round = evening.rooms[room], evening.rounds[round_]
    presentation.evening = evening
    values: dict[str, object] = {"code": f"{next(_codes):06}", "initial": "B"}
    pupil = Pupil(
        evening_id=evening.id,
        first_name=first_name,
        class_name=class_name,
        presentation=presentation,
        **(values | changes),
    )
    session.add_all([presentation, pupil])
    session.flush()
    return pupil


def make_household(
    session: Session,
    evening: Evening,
    *pupils: Pupil,
    emails: tuple[str | None, ...] = ("ouder@familie.example",),
    language: ParentLanguage = ParentLanguage.NL,
) -> Household:
    """Make a household with a carer for each address, invited for each of the pupils."""
    household = Household(evening_id=evening.id, language=language)
    household.carers = [
        Carer(label=label, email=email) for label, email in zip(LABELS, emails, strict=False)
    ]
    session.add(household)
    for pupil in pupils:
        invitation = Invitation.invite(household, pupil)
        give_link(invitation)
        session.add(invitation)
    session.flush()
    return household


def give_link(invitation: Invitation) -> str:
    """Give an invitation a link and a code; return the token of the link."""
    nonce, secret = new_nonce(), SECRET_KEY.encode()
    token = token_of(nonce, secret=secret)
    invitation.renew_link(
        nonce=nonce,
        token_hash=fingerprint(token, secret=secret),
        code_hash=fingerprint(code_of(nonce, secret=secret), secret=secret),
    )
    return token


def make_invitation(session: Session, evening: Evening, **pupil: object) -> Invitation:
    """Make a pupil whose one household is invited."""
    child = make_pupil(session, evening, **pupil)  # type: ignore[arg-type]
    household = make_household(
        session, evening, child, emails=(f"{secrets.token_hex(4)}@familie.example",)
    )
    return household.invitations[0]


def _clock(halves: int) -> time:
    return time(19 + halves // 2, 30 * (halves % 2))
