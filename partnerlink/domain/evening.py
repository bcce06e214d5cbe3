"""Presentation evenings: the lives of an evening and of an invitation, and the days that count.

Source of the steps: the product's specification of presentation evenings. Whether an evening is
past, full, or still open for answers is no state: it is derived from its days and the seats.
"""

from datetime import date, datetime, time
from enum import StrEnum

from partnerlink.domain.lifecycle import Lifecycle

MAX_SEATS_PER_FAMILY = 6
MAX_PEOPLE = 10
"""The most people that one family may say it comes with."""


class EveningState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class InvitationState(StrEnum):
    ASKED = "asked"
    COMING = "coming"
    NOT_COMING = "not_coming"
    WITHDRAWN = "withdrawn"


class ParentLanguage(StrEnum):
    """Languages of the pages, mails and letters for parents and carers."""

    NL = "nl"
    EN = "en"
    AR = "ar"
    TR = "tr"
    PL = "pl"
    UK = "uk"


EVENING = Lifecycle(
    concept="evening",
    births={"draft": EveningState.DRAFT},
    moves={
        "open": {EveningState.DRAFT: EveningState.OPEN},
        "cancel": {EveningState.OPEN: EveningState.CANCELLED},
        # These leave it where it is.
        "change": {
            EveningState.DRAFT: EveningState.DRAFT,
            EveningState.OPEN: EveningState.OPEN,
        },
        "release_seats": {EveningState.OPEN: EveningState.OPEN},
        "end_answering": {EveningState.OPEN: EveningState.OPEN},
    },
)

INVITATION = Lifecycle(
    concept="invitation",
    births={"invite": InvitationState.ASKED},
    moves={
        "say_yes": {
            InvitationState.ASKED: InvitationState.COMING,
            InvitationState.COMING: InvitationState.COMING,
            InvitationState.NOT_COMING: InvitationState.COMING,
        },
        "say_no": {
            InvitationState.ASKED: InvitationState.NOT_COMING,
            InvitationState.COMING: InvitationState.NOT_COMING,
            InvitationState.NOT_COMING: InvitationState.NOT_COMING,
        },
        "withdraw": {
            InvitationState.ASKED: InvitationState.WITHDRAWN,
            InvitationState.COMING: InvitationState.WITHDRAWN,
            InvitationState.NOT_COMING: InvitationState.WITHDRAWN,
        },
        # Whoever stands at the door is let in, whatever they answered.
        "check_in": {
            InvitationState.ASKED: InvitationState.ASKED,
            InvitationState.COMING: InvitationState.COMING,
            InvitationState.NOT_COMING: InvitationState.NOT_COMING,
        },
    },
)

STILL_INVITED = frozenset(InvitationState) - {InvitationState.WITHDRAWN}

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(8, 0)
"""No mail reaches a parent between these (Europe/Amsterdam)."""


def is_quiet(local: datetime) -> bool:
    """Tell whether parents are left in peace at `local`, a moment in Europe/Amsterdam."""
    return local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL


def kept_share(seats_per_family: int, households: int) -> int:
    """Return how many seats each household's invitation to one pupil keeps.

    `households` is how many are invited for that pupil, at least 1. Carers who live apart share
    the pupil's seats evenly and rounded up, so that neither can tell what the other does.
    """
    return -(-seats_per_family // households)


def in_right_order(held_until: date, answer_by: date, day: date) -> bool:
    """Tell whether seats are kept no longer than answers are taken, and those before the day."""
    return held_until <= answer_by < day
