"""Links in mails that answer about one talk, for one account, with one button."""

from typing import NamedTuple

from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.talk import Side
from partnerlink.links import Purpose, absolute, read, sign
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk

ANSWERABLE = frozenset(
    {
        "accept",
        "keep_in_reserve",
        "decline",
        "withdraw",
        "reconfirm",
        "cancel",
        "record_held",
        "record_not_held",
        "evaluate",
        "answer_again",
    }
)
"""What a mail can ask, under the names that the lifecycle and the policy know."""


class Answer(NamedTuple):
    """What a link carries: who may do what to which talk, and at which end of it."""

    talk_id: int
    account_id: int
    side: Side
    action: str


def answer_link(talk: Talk, account: Account, side: Side, action: str) -> str:
    """Return the full address of the page with the one button.

    Raises ValueError for an action that no mail asks.
    """
    if action not in ANSWERABLE:
        raise ValueError(f"no mail asks to {action}")
    token = sign(Purpose.ANSWER, talk.id, account.id, str(side), action)
    return absolute("answers.show", token=token)


def read_answer(token: str) -> Answer:
    """Return what a link carries.

    Raises LinkInvalid when it is forged, too old, or of another kind.
    """
    match read(Purpose.ANSWER, token):
        case [int(talk_id), int(account_id), ("school" | "partner") as side, str(action)] if (
            action in ANSWERABLE
        ):
            return Answer(talk_id, account_id, Side(side), action)
        case _:
            raise LinkInvalid
