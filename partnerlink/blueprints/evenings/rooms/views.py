"""The rooms and rounds of an evening: one page to add, change and remove them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.evenings.own import get_own_with_rooms
from partnerlink.blueprints.evenings.rooms.forms import (
    USUAL,
    QuickForm,
    RoomsForm,
    filled,
    refuse,
    rooms_form,
)
from partnerlink.blueprints.evenings.wording import told_words
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow, Refusal, RoomTooSmall
from partnerlink.domain.evening import EVENING
from partnerlink.domain.evening_times import Span
from partnerlink.models.evening import Evening
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_rooms import Arranged, RoundsOverlap, StillUsed, arrange
from partnerlink.words import listing

bp = Blueprint("rooms", __name__)

BY_HAND = "zelf"
"""In the address: fill in every room and round, instead of the quick start."""


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show the rooms and rounds to change; while there are none, a quick start."""
    evening = get_own_with_rooms(number)
    require_changeable(evening, now=clock.now())
    quick = _quick(evening) if BY_HAND not in request.args else None
    return _page(evening, None if quick else rooms_form(evening), quick=quick)


@bp.post("/")
@role(Audience.SCHOOL)
def submit(number: int) -> ResponseReturnValue:
    """Keep the rooms and rounds as they were filled in."""
    evening, session = get_own_with_rooms(number), db.session()
    require_changeable(evening, now=clock.now())
    form = rooms_form(evening)
    if form.adds_a_row():
        return _page(evening, form)
    if not form.validate():
        return _page(evening, form), 422
    try:
        done = arrange(session, evening, form.layout, now=clock.now())
    except (RoundsOverlap, StillUsed, RoomTooSmall) as refusal:
        return _refused(number, form, refusal)
    evening.change({"presentations_per_round": form.presentations_per_round.data})
    flash(_words(evening, done), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=number))


@bp.post("/snel")
@role(Audience.SCHOOL)
def submit_quick(number: int) -> ResponseReturnValue:
    """Make rooms of one size and rounds of one length, where there are none yet."""
    evening, session = get_own_with_rooms(number), db.session()
    quick = _quick(evening)
    if quick is None:
        raise NotAllowedNow(EVENING.concept, "quick_start", evening.state)
    if not quick.validate():
        return _page(evening, None, quick=quick), 422
    arrange(session, evening, quick.layout, now=clock.now())
    flash(_("De lokalen en rondes staan klaar. U kunt ze nog veranderen."), "good")
    session.commit()
    return redirect(url_for("evenings.rooms.show", number=number))


def _quick(evening: Evening) -> QuickForm | None:
    if evening.rooms or evening.rounds:
        return None
    return QuickForm(data=USUAL)


def _page(evening: Evening, form: RoomsForm | None, *, quick: QuickForm | None = None) -> str:
    return render_template("evenings/rooms/form.html", evening=evening, form=form, quick=quick)


def _refused(number: int, form: RoomsForm, refusal: Refusal) -> ResponseReturnValue:
    db.session().rollback()
    evening = get_own_with_rooms(number)
    if isinstance(refusal, RoundsOverlap):
        _refuse_overlap(form, refusal)
    elif isinstance(refusal, RoomTooSmall):
        _refuse_size(evening, form, refusal)
    elif isinstance(refusal, StillUsed):
        _refuse_removal(form, refusal)
    return _page(evening, form), 422


def _refuse_overlap(form: RoomsForm, refusal: RoundsOverlap) -> None:
    for row in filled(form.rounds):
        if row.is_kept and Span(row.starts.data, row.ends.data) == refusal.second:
            sentence = _(
                "De ronde van %(time)s is dan nog bezig. Rondes mogen niet tegelijk zijn.",
                time=refusal.first.starts.strftime("%H:%M"),
            )
            refuse(row.starts, sentence)
            return


def _refuse_size(evening: Evening, form: RoomsForm, refusal: RoomTooSmall) -> None:
    sentence = _(
        "Dit is te klein. Er is dan geen plaats voor het gezin van: %(names)s.",
        names=listing(refusal.names),
    )
    numbers = {room.id for room in evening.rooms if room.name == refusal.room}
    for row in filled(form.rooms):
        if row.number.data in numbers:
            refuse(row.capacity, sentence)


def _refuse_removal(form: RoomsForm, refusal: StillUsed) -> None:
    sentence = _(
        "Dit kan niet weg. Hier presenteren: %(names)s. Geef hun eerst een andere plek.",
        names=listing(refusal.names),
    )
    for rows, is_meant in ((form.rooms, refusal.is_room), (form.rounds, not refusal.is_room)):
        for row in filled(rows) if is_meant else ():
            if row.number.data == refusal.number:
                refuse(row.is_gone, sentence)


def _words(evening: Evening, done: Arranged) -> str:
    words = [_("De lokalen en rondes zijn bewaard.")]
    if done.moved and evening.is_open:
        words += told_words(done.told)
    if done.served:
        words.append(
            ngettext(
                "%(num)d gezin van de wachtlijst heeft nu plaats, en krijgt een mail.",
                "%(num)d gezinnen van de wachtlijst hebben nu plaats, en krijgen een mail.",
                len({one.household_id for one in done.served}),
            )
        )
    return " ".join(words)
