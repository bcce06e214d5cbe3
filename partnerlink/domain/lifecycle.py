"""One table of named actions per concept: the gate, the buttons, the tests and the docs read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from partnerlink.domain.errors import NotAllowedNow

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """Which action leads from which state to which.

    `births` names the actions that make a new record and the state it starts in; `moves` maps an
    action to its {state before: state after}.
    """

    concept: str
    births: Mapping[str, S]
    moves: Mapping[str, Mapping[S, S]]

    def born_by(self, action: str) -> S:
        """Return the state in which `action` creates a record."""
        return self.births[action]

    def after(self, action: str, state: S) -> S:
        """Return the state after `action`.

        Raises NotAllowedNow when the table has no such step.
        """
        step = self.moves[action].get(state)
        if step is None:
            raise NotAllowedNow(self.concept, action, state)
        return step

    def allows(self, action: str, state: S) -> bool:
        """Tell whether `action` is a step from `state`."""
        return state in self.moves[action]

    def actions(self, state: S) -> tuple[str, ...]:
        """Name the actions that are possible from `state`, in the order of the table."""
        return tuple(action for action, steps in self.moves.items() if state in steps)
