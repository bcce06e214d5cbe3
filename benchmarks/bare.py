"""The floor of the rush: a bare Flask view that does the same two statements, and nothing more.

It looks an invitation up by its token and writes an answer: no lock, no seats, no language, no
page. What stands between it and the product's own view is what the product does for a family.
"""

import gc
import os
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import bindparam, select, update

from partnerlink import db
from partnerlink.domain.evening import InvitationState
from partnerlink.domain.invitation_codes import fingerprint
from partnerlink.models.invitation import Invitation

app = Flask(__name__)
database = db.Database(os.environ["PARTNERLINK_DATABASE_URL"])
SECRET = os.environ["PARTNERLINK_SECRET_KEY"].encode()

_row = Invitation.__table__
FIND = select(_row.c.id, _row.c.people).where(_row.c.token_hash == bindparam("hash"))
WRITE = (
    update(Invitation.__table__)  # type: ignore[arg-type]
    .where(_row.c.id == bindparam("number"))
    .values(
        state=InvitationState.COMING,
        people=bindparam("asked"),
        seats=bindparam("asked"),
        answered_at=bindparam("now"),
    )
)


@app.get("/ready")
def ready() -> str:
    """Say that it runs."""
    return "ready"


@app.get("/u/<token>")
def show(token: str) -> str:
    """Look an invitation up: one statement."""
    with database.open_reading() as session:
        found = session.execute(FIND, {"hash": fingerprint(token, secret=SECRET)}).one()
    return f"<p>{found.people}</p>"


@app.post("/u/<token>")
def answer(token: str) -> str:
    """Look an invitation up and write its answer: two statements."""
    with database.open_writing() as session:
        found = session.execute(FIND, {"hash": fingerprint(token, secret=SECRET)}).one()
        session.execute(WRITE, {"number": found.id, "asked": 1, "now": datetime.now(UTC)})
        session.commit()
    return "<p>1</p>"


gc.collect()
gc.freeze()
