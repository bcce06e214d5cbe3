"""Links in mails that carry their own proof: signed, for one purpose, for a limited time.

Nothing is stored. A reset link holds the account's session key, so it works once; an answer link
works while its talk waits for an answer; a feed link holds a version that its owner can renew.
Each holds something that only the record it was written for has, next to its number: a small
database gives the number of a record that is gone to the next one.
"""

from enum import StrEnum
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from partnerlink.domain.errors import LinkInvalid

DAY = 24 * 60 * 60


class Purpose(StrEnum):
    CONFIRM_EMAIL = "confirm-email"
    RESET_PASSWORD = "reset-password"
    JOIN = "join"
    MOVE_EMAIL = "move-email"
    DOOR = "door"
    ANSWER = "answer"
    FEED = "feed"
    DEMO = "demo"


MAX_AGE_SECONDS = {
    Purpose.CONFIRM_EMAIL: 7 * DAY,
    Purpose.RESET_PASSWORD: DAY // 12,
    Purpose.JOIN: 14 * DAY,
    Purpose.MOVE_EMAIL: DAY,
    Purpose.DOOR: None,
    Purpose.ANSWER: 120 * DAY,
    Purpose.FEED: None,
    Purpose.DEMO: None,
}


def _serializer(purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"partnerlink-{purpose}")


def sign(purpose: Purpose, *facts: Any) -> str:
    """Return a token that carries `facts` (JSON values) for one purpose."""
    return _serializer(purpose).dumps(list(facts))


def read(purpose: Purpose, token: str) -> list[Any]:
    """Return the facts of a token.

    Raises LinkInvalid when it is forged, of another purpose, or too old.
    """
    try:
        facts = _serializer(purpose).loads(token, max_age=MAX_AGE_SECONDS[purpose])
    except BadData as bad:
        raise LinkInvalid from bad
    if not isinstance(facts, list):
        raise LinkInvalid
    return facts


def absolute(endpoint: str, **values: Any) -> str:
    """Return the full address of a page, also outside a request."""
    public_url: str = current_app.config["PUBLIC_URL"]
    return public_url + current_app.url_map.bind("").build(endpoint, values)
