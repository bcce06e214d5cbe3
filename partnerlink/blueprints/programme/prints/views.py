"""The programme on paper: a sheet for each room and each class, a slip for each family."""

from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from partnerlink import db
from partnerlink.access import role
from partnerlink.blueprints.programme import grid, wording
from partnerlink.blueprints.programme.own import get_evening
from partnerlink.blueprints.programme.prints.slips import slips_of
from partnerlink.domain.account import Audience
from partnerlink.models.evening import Evening
from partnerlink.services.evening_programme import standing_of

bp = Blueprint("prints", __name__)


@bp.get("/lokalen")
@role(Audience.SCHOOL)
def show_rooms(number: int) -> ResponseReturnValue:
    """Show a sheet for the door of each room."""
    standing = standing_of(db.session(), get_evening(number))
    rows = [row for row in grid.rows_of(standing) if row.number]
    return _page("sheets/rooms.html", standing.evening, rows=rows, count=len(rows))


@bp.get("/klassen")
@role(Audience.SCHOOL)
def show_classes(number: int) -> ResponseReturnValue:
    """Show a sheet for each class: who presents where and when."""
    standing = standing_of(db.session(), get_evening(number))
    classes = [
        (name, list(turns))
        for name, turns in groupby(grid.turns_of(standing), key=lambda turn: turn.pupil.class_name)
    ]
    return _page("sheets/classes.html", standing.evening, classes=classes, count=len(classes))


@bp.get("/gezinnen")
@role(Audience.SCHOOL)
def show_families(number: int) -> ResponseReturnValue:
    """Show a slip for each family with the times of its own children, in its language."""
    evening = get_evening(number)
    slips = slips_of(db.session(), evening)
    return _page("sheets/families.html", evening, slips=slips, count=len(slips))


def _page(template: str, evening: Evening, *, count: int, **values: object) -> str:
    return render_template(
        template, evening=evening, count=count, span_words=wording.span_words, **values
    )
