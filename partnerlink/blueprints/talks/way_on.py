"""Where to look further when a talk came to nothing."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from partnerlink.domain.talk import (
    GOING_ON,
    MAY_BE_ASKED_AGAIN,
    RequestState,
    Side,
    TalkState,
)
from partnerlink.services.talk_dates import is_findable
from partnerlink.talk_steps.turn import Turn

Way = tuple[str, str]
"""Words, and an address."""


def ways_on(turn: Turn) -> list[Way]:
    """Return the same question once more, and who else fits.

    None for a talk that goes on or was held, when the request or the offer looks no further, and
    for an organisation that may not look around.
    """
    talk = turn.talk
    is_over = talk.state not in GOING_ON and talk.state is not TalkState.HELD
    if not is_over or not talk.organisation_at(turn.side).is_verified:
        return []
    return [*_once_more(turn), *_others(turn)]


def _once_more(turn: Turn) -> Iterator[Way]:
    talk = turn.talk
    are_both_there = talk.offer.is_open and is_findable(talk.request, now=turn.now)
    if not are_both_there or talk.state not in MAY_BE_ASKED_AGAIN:
        return
    words = _("Nodig opnieuw uit") if turn.side is Side.SCHOOL else _("Bied uzelf opnieuw aan")
    numbers = {"request_number": talk.request_id, "offer_number": talk.offer_id}
    yield words, url_for("talks.show_first_step", **numbers)  # type: ignore[arg-type]


def _others(turn: Turn) -> Iterator[Way]:
    talk = turn.talk
    if turn.side is Side.PARTNER and talk.offer.is_open:
        url = url_for("catalogue.show_ranked_requests", number=talk.offer_id)
        yield _("Bekijk scholen in de buurt"), url
    if turn.side is Side.SCHOOL and talk.request.state is RequestState.OPEN:
        url = url_for("catalogue.show_ranked_offers", number=talk.request_id)
        yield _("Bekijk wie nog meer kan komen"), url
