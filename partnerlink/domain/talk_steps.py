"""Every step somebody can take with a talk: those that move it, and those it stays where it is."""

from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.domain.talk import TALK, TalkState

FILLED = "filled"
"""The reason of a no that blames nobody: another speaker was first."""

TALK_STEPS = Lifecycle(
    concept=TALK.concept,
    births=TALK.births,
    moves={
        **TALK.moves,
        "reconfirm": {TalkState.PLANNED: TalkState.PLANNED},
        "set_time": {TalkState.PLANNED: TalkState.PLANNED},
        "record_vog": {TalkState.PLANNED: TalkState.PLANNED, TalkState.HELD: TalkState.HELD},
        "evaluate": {TalkState.HELD: TalkState.HELD},
        "answer_again": {TalkState.HELD: TalkState.HELD},
    },
)
