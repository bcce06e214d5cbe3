"""How a talk stands for one side, in a word or two: the badge beside it."""

from datetime import datetime

from flask_babel import gettext as _

from partnerlink.domain.talk import Side, TalkState, answering_side
from partnerlink.models.talk import Talk
from partnerlink.words import label

Badge = tuple[str, str]
"""Words, and how the badge looks."""

LOOKS = {
    TalkState.INVITED: "wait",
    TalkState.APPLIED: "wait",
    TalkState.PLANNED: "good",
    TalkState.RESERVE: "wait",
    TalkState.HELD: "good",
    TalkState.NOT_HELD: "bad",
    TalkState.DECLINED: "bad",
    TalkState.EXPIRED: "",
    TalkState.WITHDRAWN: "",
    TalkState.CANCELLED: "bad",
}
"""How the badge of each state looks."""


def badge(talk: Talk, side: Side, *, now: datetime) -> Badge:
    """Return how a talk stands for `side`: its state, or that it waits for the reader."""
    if is_over_but_open(talk, now=now):
        return _("Is voorbij"), "wait"
    return badge_of(talk.state, side)


def badge_of(state: TalkState, side: Side) -> Badge:
    """Return how a talk of which only the state is known stands for `side`."""
    if answering_side(state) is side:
        return _("Wacht op u"), "wait"
    return label(state), LOOKS[state]


def needed(talk: Talk, side: Side, *, now: datetime) -> Badge:
    """Return the step that a talk needs which stands among what needs doing for `side`."""
    if talk.state is TalkState.HELD:
        return _("Blik terug"), "now"
    if is_over_but_open(talk, now=now):
        return _("Leg vast"), "now"
    if talk.state is TalkState.PLANNED:
        return _needed_before(talk, side), "now"
    return _("Geef antwoord"), "now"


def _needed_before(talk: Talk, side: Side) -> str:
    if talk.reconfirm_asked_at is not None and talk.reconfirmed_at(side) is None:
        return _("Zeg of het doorgaat")
    return _("Kies het lesuur") if talk.lacks_time else _("Vul de link in")


def is_over_but_open(talk: Talk, *, now: datetime) -> bool:
    """Tell whether a planned talk is over, and the school has not said yet how it went."""
    return talk.state is TalkState.PLANNED and talk.is_over(now)
