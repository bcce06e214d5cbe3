"""Write docs/states.md: every lifecycle of the product as a table, from the code itself.

python -m tools.write_states
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from partnerlink.domain.evening import EVENING, INVITATION, EveningState, InvitationState
from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.domain.organisation import ORGANISATION, OrganisationState
from partnerlink.domain.talk import OFFER, REQUEST, TALK, OfferState, RequestState, TalkState
from partnerlink.models.outbox import MAIL, MailState

PAGE = Path(__file__).parents[1] / "docs" / "states.md"
LIVES: tuple[tuple[Lifecycle[Any], type[StrEnum]], ...] = (
    (OFFER, OfferState),
    (REQUEST, RequestState),
    (TALK, TalkState),
    (EVENING, EveningState),
    (INVITATION, InvitationState),
    (ORGANISATION, OrganisationState),
    (MAIL, MailState),
)
INTRODUCTION = """\
# States

Which step leads from which state to which. Whatever is not in a table is refused.
This page is written by `python -m tools.write_states`; a test fails when it is not up to date.
"""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([INTRODUCTION, *(line for life in LIVES for line in _section(*life))])


def _section(life: Lifecycle[Any], states: type[StrEnum]) -> Iterator[str]:
    yield f"## {life.concept.capitalize()}"
    yield ""
    for action, state in life.births.items():
        yield f"- `{action}` starts a new one in **{state.value}**."
    yield ""
    yield "| from | step | to |"
    yield "|---|---|---|"
    for before in states:
        for action in life.actions(before):
            yield f"| {before.value} | `{action}` | {_after(life, action, before)} |"
    ends = [state.value for state in states if not _leads_on(life, state)]
    yield ""
    if ends:
        yield f"Ends: {', '.join(ends)}."
        yield ""


def _after(life: Lifecycle[Any], action: str, before: StrEnum) -> str:
    after = life.after(action, before)
    return "stays" if after is before else str(after.value)


def _leads_on(life: Lifecycle[Any], state: StrEnum) -> bool:
    return any(life.after(action, state) is not state for action in life.actions(state))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
