"""Is PartnerLink well? For whoever watches the server."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from partnerlink import clock, db, migrations
from partnerlink.access import public
from partnerlink.models.outbox import MailState, OutboxMail

bp = Blueprint("health", __name__)

MAIL_IS_LATE_AFTER_SECONDS = 15 * 60


@bp.get("/gezond")
@public
def show() -> ResponseReturnValue:
    """Tell whether the database answers, is up to date, and how long mail has been waiting."""
    try:
        session = db.session()
        if not migrations.is_current(session.connection()):
            return jsonify(database=True, migrated=False), 503
        oldest = session.scalar(
            select(func.min(OutboxMail.due_at)).where(OutboxMail.state == MailState.WAITING)
        )
    except SQLAlchemyError:
        return jsonify(database=False), 503
    waiting = max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0
    facts = {"database": True, "migrated": True, "mailWaitingSeconds": round(waiting)}
    return jsonify(facts), 200 if waiting < MAIL_IS_LATE_AFTER_SECONDS else 503
