"""The list of talks: which one, and how its filters stand in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Audience
from partnerlink.domain.talk import GOING_ON, Side, TalkState
from partnerlink.filters import Tab, asked_state, asked_words
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from partnerlink.services.talk_lists import TalkList, count_lists, talks_of
from partnerlink.talk_steps.standing import Badge, badge, needed
from partnerlink.words import label

PARAMETER = "lijst"


@dataclass(frozen=True)
class Asked:
    """What the address asks to see."""

    which: TalkList
    state: TalkState | None
    words: str

    @property
    def has_filter(self) -> bool:
        """Tell whether part of the list is left out."""
        return self.state is not None or bool(self.words)


def asked() -> Asked:
    """Return what the address asks for; what needs doing now, when it does not say."""
    named = request.args.get(PARAMETER, "")
    which = next((each for each in TalkList if each.value == named), TalkList.NOW)
    state = asked_state(TalkState)
    return Asked(which, state if state in states_in(which) else None, asked_words())


def states_in(which: TalkList) -> tuple[TalkState, ...]:
    """Return the states that talks of a list can be in."""
    if which is TalkList.NOW:
        return ()
    is_coming = which is TalkList.COMING
    return tuple(state for state in TalkState if (state in GOING_ON) is is_coming)


def side_of_account(account: Account) -> Side:
    """Return at which end of talks an account stands."""
    return Side.SCHOOL if Audience.SCHOOL in account.audiences else Side.PARTNER


def chosen_talks(account: Account, wanted: Asked, *, now: datetime) -> Select[Talk]:
    """Select what the address asks for."""
    return talks_of(
        account.organisation_id or 0,
        side_of_account(account),
        wanted.which,
        now=now,
        state=wanted.state,
        words=wanted.words,
    )


def tabs(session: Session, account: Account, wanted: Asked, *, now: datetime) -> list[Tab]:
    """Return the three lists with how many talks each has."""
    names = {
        TalkList.NOW: _("Nu te doen"),
        TalkList.COMING: _("Loopt nog"),
        TalkList.PAST: _("Geweest"),
    }
    side = side_of_account(account)
    counts = count_lists(session, account.organisation_id or 0, side, now=now)
    return [
        Tab(name, _url(which), which is wanted.which, counts[which])
        for which, name in names.items()
    ]


def badge_in(wanted: Asked, side: Side, *, now: datetime) -> Callable[[Talk], Badge]:
    """Return what stands beside each talk of a list: the step that is needed, or how it stands."""
    if wanted.which is TalkList.NOW:
        return partial(needed, side=side, now=now)
    return partial(badge, side=side, now=now)


def chips(wanted: Asked) -> list[tuple[str, str]]:
    """Return the filters that are on, each with the address without it."""
    found = []
    if wanted.state is not None:
        found.append((label(wanted.state), _url(wanted.which, zoek=wanted.words or None)))
    if wanted.words:
        found.append((wanted.words, _url(wanted.which, staat=wanted.state)))
    return found


def _url(which: TalkList, *, zoek: str | None = None, staat: TalkState | None = None) -> str:
    lijst = None if which is TalkList.NOW else which.value
    return url_for("talks.show_list", lijst=lijst, zoek=zoek, staat=staat)
