"""The story of a talk so far, and what is still to come, for the timeline."""

from collections.abc import Iterator

from flask_babel import gettext as _

from partnerlink.domain.talk import TAKES_A_PLACE, WAITING_FOR_ANSWER, AskedAs, Side, TalkState
from partnerlink.models.talk import Talk
from partnerlink.talk_steps.standing import badge
from partnerlink.talk_steps.turn import Turn
from partnerlink.talk_steps.wording import Moment, moment_of, when
from partnerlink.words import label, long_date

ENDED = frozenset({TalkState.DECLINED, TalkState.EXPIRED, TalkState.WITHDRAWN, TalkState.CANCELLED})


def story(turn: Turn) -> list[Moment]:
    """Return the steps of a talk in order: done, now, and to come."""
    talk = turn.talk
    return [_asked(talk), *_answered(turn), *_agreed(turn), *_ended(talk)]


def _asked(talk: Talk) -> Moment:
    title = _("Gevraagd door de school")
    if talk.first_step is Side.PARTNER:
        title = _("Aangeboden door de spreker")
    elif talk.asked_as is AskedAs.RESERVE:
        title = _("Gevraagd om reserve te staan")
    elif talk.asked_as is AskedAs.STAND_IN:
        title = _("De reserve is gevraagd om te komen")
    return Moment(title, "done", moment_of(talk.asked_at), talk.message)


def _answered(turn: Turn) -> Iterator[Moment]:
    talk = turn.talk
    if talk.state in WAITING_FOR_ANSWER:
        until = _("uiterlijk %(day)s", day=long_date(talk.answer_by))
        yield Moment(badge(talk, turn.side, now=turn.now)[0], "now", until)
        yield Moment(_("Datum afgesproken"), "todo")
    elif talk.state is TalkState.RESERVE and talk.answered_at is not None:
        yield Moment(_("Reserve"), "now", moment_of(talk.answered_at))
    elif talk.day is not None and talk.answered_at is not None:
        yield Moment(_("Datum afgesproken"), "done", moment_of(talk.answered_at), when(talk))


def _agreed(turn: Turn) -> Iterator[Moment]:
    talk = turn.talk
    if talk.state in TAKES_A_PLACE:
        yield from _reconfirmed(talk)
    if talk.state is TalkState.PLANNED:
        yield Moment(_("Gastles"), "done" if turn.has_begun else "now", when(talk))
        if turn.has_begun:
            yield Moment(_("De school legt vast hoe het ging"), "now")
    if talk.state is TalkState.HELD:
        yield Moment(_("Gastles gegeven"), "done", when(talk))
        for side, name in ((Side.SCHOOL, _("De school")), (Side.PARTNER, _("De spreker"))):
            title = _("%(name)s blikt terug", name=name)
            said = talk.evaluation_by(side)
            yield Moment(title, "todo" if said is None else "done")


def _reconfirmed(talk: Talk) -> Iterator[Moment]:
    sides = ((Side.SCHOOL, _("De school")), (Side.PARTNER, _("De spreker")))
    if talk.reconfirm_asked_at is None:
        return
    for side, name in sides:
        at = talk.reconfirmed_at(side)
        title = _("%(name)s zegt: het gaat door", name=name)
        yield Moment(title, "todo" if at is None else "done", "" if at is None else moment_of(at))


def _ended(talk: Talk) -> Iterator[Moment]:
    if talk.state in ENDED or talk.state is TalkState.NOT_HELD:
        at = talk.changed_at if talk.state is TalkState.CANCELLED else talk.answered_at
        is_dated = at is not None and talk.state is not TalkState.NOT_HELD
        shown = moment_of(at) if is_dated and at is not None else ""
        yield Moment(label(talk.state), "stopped", shown)
