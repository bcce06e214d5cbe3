"""What a step with a talk is: its words, its form, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from partnerlink.form_fields import Form
from partnerlink.talk_steps.forms import one_button
from partnerlink.talk_steps.takes import Told
from partnerlink.talk_steps.turn import Turn


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step; `action` is its name in the lifecycle and the policy.

    `label` stands on the way to the form and `button` under it, which differ where the form asks
    something; a label or a look may depend on how the talk stands. `is_sensible` adds to what
    lifecycle and policy allow: when the way is shown.
    """

    action: str
    word: str
    title: LazyString
    button: LazyString
    label: LazyString | str | Callable[[Turn], str] = ""
    lead: LazyString | str = ""
    look: str | Callable[[Turn], str] = ""
    is_drastic: bool = False
    icon: str = ""
    form: Callable[[Turn], Form] = one_button
    take: Callable[[Session, Turn, Form], Told]
    is_sensible: Callable[[Turn], bool] = lambda _turn: True

    @property
    def is_one_click(self) -> bool:
        """Tell whether there is nothing to fill in."""
        return self.form is one_button

    def label_for(self, turn: Turn) -> str:
        """Return the words on the way to the form."""
        return str(self.label(turn) if callable(self.label) else self.label)

    def look_for(self, turn: Turn) -> str:
        """Return how the way to the form looks."""
        return self.look(turn) if callable(self.look) else self.look
