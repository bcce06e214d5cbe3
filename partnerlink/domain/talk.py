"""Guest talks: the lives of an offer, a request, and the talk that links the two.

Source of the steps: the product's specification of guest talks. `evaluated` is no state of a
talk: it is derived from its evaluations.
"""

from datetime import date, time
from enum import StrEnum

from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.domain.vocabulary import DayPart, Slot, Weekday


class OfferState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class RequestState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    PLANNED = "planned"
    COMPLETED = "completed"
    CLOSED = "closed"


class TalkState(StrEnum):
    INVITED = "invited"
    APPLIED = "applied"
    PLANNED = "planned"
    RESERVE = "reserve"
    HELD = "held"
    NOT_HELD = "not_held"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """The two ends of a talk."""

    SCHOOL = "school"
    PARTNER = "partner"

    @property
    def other(self) -> "Side":
        """Return the opposite side."""
        return Side.PARTNER if self is Side.SCHOOL else Side.SCHOOL


OFFER = Lifecycle(
    concept="offer",
    births={"draft": OfferState.DRAFT},
    moves={
        "publish": {OfferState.DRAFT: OfferState.OPEN},
        "pause": {OfferState.OPEN: OfferState.PAUSED},
        "resume": {OfferState.PAUSED: OfferState.OPEN},
        "close": {
            OfferState.DRAFT: OfferState.CLOSED,
            OfferState.OPEN: OfferState.CLOSED,
            OfferState.PAUSED: OfferState.CLOSED,
        },
    },
)

REQUEST = Lifecycle(
    concept="request",
    births={"draft": RequestState.DRAFT},
    moves={
        "publish": {RequestState.DRAFT: RequestState.OPEN},
        "pause": {RequestState.OPEN: RequestState.PAUSED},
        "resume": {RequestState.PAUSED: RequestState.OPEN},
        "fill": {
            RequestState.OPEN: RequestState.PLANNED,
            RequestState.PAUSED: RequestState.PLANNED,
        },
        "reopen": {RequestState.PLANNED: RequestState.OPEN},
        "complete": {RequestState.PLANNED: RequestState.COMPLETED},
        "close": {
            RequestState.DRAFT: RequestState.CLOSED,
            RequestState.OPEN: RequestState.CLOSED,
            RequestState.PAUSED: RequestState.CLOSED,
        },
    },
)

TALK = Lifecycle(
    concept="talk",
    births={"invite": TalkState.INVITED, "apply": TalkState.APPLIED},
    moves={
        "accept": {
            TalkState.INVITED: TalkState.PLANNED,
            TalkState.APPLIED: TalkState.PLANNED,
        },
        "keep_in_reserve": {
            TalkState.INVITED: TalkState.RESERVE,
            TalkState.APPLIED: TalkState.RESERVE,
        },
        "ask_reserve": {TalkState.RESERVE: TalkState.INVITED},
        "decline": {
            TalkState.INVITED: TalkState.DECLINED,
            TalkState.APPLIED: TalkState.DECLINED,
        },
        "withdraw": {
            TalkState.INVITED: TalkState.WITHDRAWN,
            TalkState.APPLIED: TalkState.WITHDRAWN,
            TalkState.RESERVE: TalkState.WITHDRAWN,
        },
        "expire": {
            TalkState.INVITED: TalkState.EXPIRED,
            TalkState.APPLIED: TalkState.EXPIRED,
        },
        "cancel": {TalkState.PLANNED: TalkState.CANCELLED},
        "record_held": {TalkState.PLANNED: TalkState.HELD},
        "record_not_held": {TalkState.PLANNED: TalkState.NOT_HELD},
        # These leave it where it is.
        "reconfirm": {TalkState.PLANNED: TalkState.PLANNED},
        "set_time": {TalkState.PLANNED: TalkState.PLANNED},
        "record_vog": {TalkState.PLANNED: TalkState.PLANNED, TalkState.HELD: TalkState.HELD},
        "evaluate": {TalkState.HELD: TalkState.HELD},
        "answer_again": {TalkState.HELD: TalkState.HELD},
    },
)
FILLED = "filled"
"""The reason of a no that blames nobody: another speaker was first."""

WAITING_FOR_ANSWER = frozenset({TalkState.INVITED, TalkState.APPLIED})
GOING_ON = WAITING_FOR_ANSWER | {TalkState.PLANNED, TalkState.RESERVE}
TAKES_A_PLACE = frozenset({TalkState.PLANNED, TalkState.HELD})
"""States that count against an offer's talks per school year."""

USUAL_TIMES = {
    DayPart.MORNING: (time(9, 0), time(10, 0)),
    DayPart.AFTERNOON: (time(13, 0), time(14, 0)),
    DayPart.EVENING: (time(19, 0), time(20, 0)),
}
"""Begin and end of a talk until the school sets its own (Europe/Amsterdam)."""


def slot_of(day: date, part: DayPart) -> Slot | None:
    """Return the weekly slot of a part of a day; None in the weekend."""
    if day.weekday() > 4:
        return None
    weekday = list(Weekday)[day.weekday()]
    return Slot(f"{weekday[:3]}_{part}")


def answering_side(state: TalkState) -> Side | None:
    """Return whose answer a talk waits for; None when it waits for nobody's."""
    if state is TalkState.INVITED:
        return Side.PARTNER
    return Side.SCHOOL if state is TalkState.APPLIED else None
