"""Guest talks: the lives of an offer, a request, and the talk that links the two.

Source of the steps: the product's specification of guest talks. `evaluated` is no state of a
talk: it is derived from its evaluations.
"""

from datetime import date, time
from enum import StrEnum

from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.domain.vocabulary import DayPart, OrganisationKind, Slot, Weekday


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
        "set_aside": {RequestState.PLANNED: RequestState.PAUSED},
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
    births={
        "invite": TalkState.INVITED,
        "invite_as_reserve": TalkState.INVITED,
        "apply": TalkState.APPLIED,
    },
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
        "ask_to_come": {TalkState.INVITED: TalkState.INVITED},
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
        "set_venue": {TalkState.PLANNED: TalkState.PLANNED},
        "set_link": {TalkState.PLANNED: TalkState.PLANNED},
        "record_vog": {TalkState.PLANNED: TalkState.PLANNED, TalkState.HELD: TalkState.HELD},
        "correct_held": {TalkState.HELD: TalkState.HELD},
        "evaluate": {TalkState.HELD: TalkState.HELD},
        "answer_again": {TalkState.HELD: TalkState.HELD},
    },
)


class Ending(StrEnum):
    """Why a talk ended where nobody typed a reason; each blames nobody."""

    FILLED = "filled"
    """Another speaker was first."""
    FULL = "speaker_full"
    """The offer has given as many talks this school year as its owner wants."""
    LEFT = "no_longer_takes_part"
    """One of the two no longer takes part in PartnerLink."""
    CALLED_OFF = "called_off"
    """The school called its talk off, so it needs no reserve either."""
    NOT_NEEDED = "not_needed"
    """The planned speaker came, or the day of the talk is over."""
    NO_DATE = "no_date"
    """The planned speaker dropped out, and no date is left on which the reserve can come."""


FILLED = Ending.FILLED


class AskedAs(StrEnum):
    """What a question asks of the speaker."""

    SPEAKER = "speaker"
    """To come, or whether they may come."""
    RESERVE = "reserve"
    """To stand ready behind the planned speaker."""
    STAND_IN = "stand_in"
    """To come after all, having stood ready."""


class AfterCancelling(StrEnum):
    """What becomes of the request when its own school calls the talk off."""

    SEEK = "seek"
    SET_ASIDE = "set_aside"


def speaker_key(kind: OrganisationKind, *, organisation_id: int, contact_id: int) -> str:
    """Name the person who comes: nobody is at two schools in the same part of a day.

    An individual is one person, whoever writes their letters; elsewhere the contact of the offer
    is the one who comes, so two colleagues may be at two schools at once.
    """
    if kind is OrganisationKind.INDIVIDUAL:
        return f"organisation-{organisation_id}"
    return contact_key(contact_id)


def contact_key(contact_id: int) -> str:
    """Name a contact who comes in person, as `speaker_key` does."""
    return f"account-{contact_id}"


WAITING_FOR_ANSWER = frozenset({TalkState.INVITED, TalkState.APPLIED})
GOING_ON = WAITING_FOR_ANSWER | {TalkState.PLANNED, TalkState.RESERVE}
TAKES_A_PLACE = frozenset({TalkState.PLANNED, TalkState.HELD})
"""States that count against an offer's talks per school year."""
MAY_BE_ASKED_AGAIN = frozenset(
    {TalkState.CANCELLED, TalkState.EXPIRED, TalkState.WITHDRAWN, TalkState.NOT_HELD}
)
"""Ends that were no answer: nobody said no, so the same question may be put once more."""

PART_TIMES = {
    DayPart.MORNING: (time(8, 0), time(12, 0)),
    DayPart.AFTERNOON: (time(12, 0), time(17, 0)),
    DayPart.EVENING: (time(17, 0), time(22, 0)),
}
"""Begin and end of each part of a day (Europe/Amsterdam).

A talk is agreed on for such a part; the school chooses the lesson hour in it.
"""

RUNS_ON_HOURS = 1


def is_in_part(begin: time, part: DayPart) -> bool:
    """Tell whether what begins at this time on the clock begins in this part of the day."""
    first, last = PART_TIMES[part]
    return first <= begin < last


def latest_end(part: DayPart) -> time:
    """Return the latest time on the clock at which what begins in this part of the day ends.

    A lesson that begins just before noon runs on after it, so an hour beyond the part; a speaker
    who said yes to an afternoon did not say yes to the evening.
    """
    end = PART_TIMES[part][1]
    return end.replace(hour=end.hour + RUNS_ON_HOURS)


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
