"""What an evening was, in numbers: a page to print, and a table for a spreadsheet."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.evenings.own import get_own
from partnerlink.blueprints.evenings.report.tables import file_name, rows_of, table_of
from partnerlink.domain.account import Audience
from partnerlink.services.evening_report import count_of
from partnerlink.services.talk_dates import today_of
from partnerlink.tables.csv_out import csv_bytes

bp = Blueprint("report", __name__)


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show the counts of an evening, as a whole and by class."""
    evening = get_own(number)
    counts = count_of(db.session(), evening)
    table = table_of(counts)
    return render_template(
        "evenings/report/show.html",
        evening=evening,
        counts=counts,
        table=table,
        table_heads=[(words, "number") for words in table.heads],
        is_over=evening.day < today_of(clock.now()),
    )


@bp.get("/verslag.csv")
@role(Audience.SCHOOL)
def download(number: int) -> ResponseReturnValue:
    """Give the same counts as a table for a spreadsheet."""
    evening = get_own(number)
    answer = Response(csv_bytes(rows_of(count_of(db.session(), evening))), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=file_name(evening))
    return answer
