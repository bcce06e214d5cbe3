"""How the pages of the door are put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from partnerlink import db, door_pass
from partnerlink.blueprints.door import wording
from partnerlink.domain.evening import MAX_PEOPLE
from partnerlink.form_fields.typed import showable
from partnerlink.models.evening import Evening
from partnerlink.room_words import room_title
from partnerlink.services import door, door_check_in
from partnerlink.services.door import Guest
from partnerlink.services.door_check_in import MOST, RoomFull
from partnerlink.services.talk_dates import clock_in_the_netherlands

LONGEST = 60
"""How much of what somebody typed is looked at, and shown again."""


@dataclass(frozen=True)
class Way:
    """A way to another page, or to another order of this one."""

    label: str
    url: str
    is_current: bool


def page(template: str, evening: Evening, **values: object) -> str:
    """Draw a page of an evening; its helpers get the ways to the others."""
    is_helper = door_pass.find_pass() == evening.id
    ways = _ways(evening) if is_helper else []
    return render_template(template, evening=evening, door_menu=ways, **values)


def family_page(
    evening: Evening,
    number: int,
    *,
    now: datetime,
    full: RoomFull | None = None,
    people: int | None = None,
    typed: str = "",
) -> str:
    """Draw a family; 404 for one that is not invited to this evening.

    `full` says why `people` were not let in, `typed` is what was no number.
    """
    guests = door.find_family(db.session(), evening, number) or abort(404)
    family = [guest.invitation for guest in guests if guest.invitation is not None]
    together = door_check_in.go_along(family[0], family)
    return page(
        "door/family.html",
        evening,
        guests=guests,
        together=together,
        expected=sorted({one.seats for one in together}),
        numbers=range(1, MAX_PEOPLE + 1),
        most=MOST,
        timing=timing(evening, now),
        full=full,
        people=people,
        typed=showable(typed)[:LONGEST],
    )


def list_page(evening: Evening, guests: list[Guest], *, order: str) -> str:
    """Draw the list to print, in the order of the names or by room."""
    is_by_room = order == "lokaal"
    sheets = _by_room(guests) if is_by_room else [(_("Op naam"), guests)] if guests else []
    at = url_for(".show_list", number=evening.id)
    tabs = [
        Way(_("Op naam"), at, not is_by_room),
        Way(_("Per lokaal"), f"{at}?per=lokaal", is_by_room),
    ]
    return page("door/list.html", evening, sheets=sheets, tabs=tabs)


def timing(evening: Evening, now: datetime) -> Callable[[Guest], wording.Timing]:
    """Return what tells of each guest whether their round has begun."""
    local = clock_in_the_netherlands(now)
    return lambda guest: wording.timing_of(guest.pupil.presentation.round, evening.day, at=local)


def _by_room(guests: list[Guest]) -> list[tuple[str, list[Guest]]]:
    rooms = {
        room.id: room for guest in guests if (room := guest.pupil.presentation.room) is not None
    }
    sheets = [
        (
            room_title(room.name),
            sorted(
                (guest for guest in guests if guest.pupil.presentation.room_id == room.id),
                key=_starts,
            ),
        )
        for room in sorted(rooms.values(), key=lambda room: (room.position, room.id))
    ]
    nowhere = [guest for guest in guests if guest.pupil.presentation.room_id is None]
    return [*sheets, (_("Nog zonder lokaal"), nowhere)] if nowhere else sheets


def _starts(guest: Guest) -> str:
    round_ = guest.pupil.presentation.round
    return f"{round_.starts:%H:%M}" if round_ is not None else ""


def _ways(evening: Evening) -> list[Way]:
    ways = (
        (_("Zoeken"), url_for("door.show")),
        (_("Lokalen"), url_for("door.show_rooms")),
        (_("Lijst"), url_for("door.show_list", number=evening.id)),
    )
    return [Way(label, url, url == request.path) for label, url in ways]
