"""What a helper at the door reads about a family, short enough for a queue."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.evening import InvitationState
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.invitation import Invitation
from partnerlink.room_words import room_words
from partnerlink.services.door import Guest
from partnerlink.words import listing


class Timing(StrEnum):
    """Where a round is in the evening."""

    TO_COME = "to_come"
    RUNNING = "running"
    OVER = "over"


def timing_of(one: EveningRound | None, day: date, *, at: datetime) -> Timing:
    """Tell whether a round of an evening on `day` has begun, by the clock on the wall."""
    if one is None or at.date() < day:
        return Timing.TO_COME
    if at.date() > day or at.time() >= one.ends:
        return Timing.OVER
    return Timing.RUNNING if at.time() >= one.starts else Timing.TO_COME


def people_words(people: int) -> str:
    """Return a number of people: "3 personen"."""
    return ngettext("%(num)d persoon", "%(num)d personen", people)


def names_of(invitations: Iterable[Invitation]) -> str:
    """Return whom a family came for: "Sami B en Nour B"."""
    return listing(each.pupil.name for each in invitations)


def badge_of(guest: Guest) -> tuple[str, str]:
    """Return how it stands with a family at the door, and the look of that."""
    one = guest.invitation
    if one is None:
        return _("geen uitnodiging"), ""
    if one.came is not None:
        return _("%(people)s binnen", people=people_words(one.came)), "good"
    if one.seats:
        return _("nog niet binnen"), "wait"
    if one.lacking:
        return _("op de wachtlijst"), "bad"
    if one.state is InvitationState.NOT_COMING:
        return _("zou niet komen"), ""
    return _("geen antwoord"), ""


def meta_of(guest: Guest, timing: Timing) -> list[tuple[str, str]]:
    """Return the time, the room, the number of people and what they need, each with its icon."""
    presentation = guest.pupil.presentation
    rows = [("clock", _("nog geen tijd en lokaal"))]
    if presentation.round is not None and presentation.room is not None:
        late = {Timing.RUNNING: _("is bezig"), Timing.OVER: _("is voorbij")}.get(timing)
        starts = f"{presentation.round.starts:%H:%M}"
        rows = [
            ("clock", f"{starts} ({late})" if late else starts),
            ("map-pin", room_words(presentation.room.name)),
        ]
    if guest.seats:
        rows.append(("users", people_words(guest.seats)))
    return [*rows, *_needs(guest)]


def remarks_of(guest: Guest) -> str:
    """Return what there is to mind about a family, on the list that is printed."""
    standing = [] if guest.seats and guest.invitation else [badge_of(guest)[0]]
    return ", ".join([*(words for _icon, words in _needs(guest)), *standing])


def free_words(guest: Guest) -> str:
    """Return how many seats are left where a family would go that is not expected there."""
    if guest.fill is None:
        return ""
    if guest.fill.free <= 0:
        return _("Geen plaats meer in %(room)s.", room=room_words(guest.fill.room.name))
    return ngettext(
        "Nog %(num)d plaats vrij in %(room)s.",
        "Nog %(num)d plaatsen vrij in %(room)s.",
        guest.fill.free,
        room=room_words(guest.fill.room.name),
    )


def _needs(guest: Guest) -> list[tuple[str, str]]:
    needs = guest.needs
    rows = [("house", guest.carers)] if guest.carers else []
    if needs is not None and needs.needs_wheelchair_space:
        rows.append(("accessibility", _("rolstoel")))
    if needs is not None and needs.interpreter:
        rows.append(("languages", _("tolk: %(language)s", language=needs.interpreter)))
    return rows
