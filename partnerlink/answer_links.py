"""Links in mails that answer about one talk, for one account, with one button."""

from hashlib import blake2s
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
        "set_time",
        "set_link",
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
    mark: str

    def is_for(self, talk: Talk, account: Account) -> bool:
        """Tell whether these are the records it was written for, and not later ones.

        A small database gives the number of a record that is gone to the next one.
        """
        return self.mark == mark_of(talk, account)


def answer_link(talk: Talk, account: Account, side: Side, action: str) -> str:
    """Return the full address of the page with the one button.

    Raises ValueError for an action that no mail asks.
    """
    if action not in ANSWERABLE:
        raise ValueError(f"no mail asks to {action}")
    token = sign(Purpose.ANSWER, talk.id, account.id, str(side), action, mark_of(talk, account))
    return absolute("answers.show", token=token)


def read_answer(token: str) -> Answer:
    """Return what a link carries.

    Raises LinkInvalid when it is forged, too old, or of another kind.
    """
    match read(Purpose.ANSWER, token):
        case [
            int(talk_id),
            int(account_id),
            ("school" | "partner") as side,
            str(action),
            str(mark),
        ] if action in ANSWERABLE:
            return Answer(talk_id, account_id, Side(side), action, mark)
        case _:
            raise LinkInvalid


def mark_of(talk: Talk, account: Account) -> str:
    """Return 64 bits of what never changes about the two, and no later record has."""
    marks = f"{talk.calendar_uid} {account.created_at.timestamp():.6f}"
    return blake2s(marks.encode(), digest_size=8).hexdigest()
