"""What tests of leaving and erasing do in between."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.mail.compose import compose
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW


def send_everything(session: Session) -> None:
    """Let every letter that waits go out, as the worker does."""
    for letter in session.scalars(select(OutboxMail).where(OutboxMail.state == "waiting")):
        if compose(session, letter, now=NOW) is None:
            letter.drop(NOW)
        else:
            letter.send(NOW)
            letter.subject = "Een gastles"
    session.flush()


def count(session: Session, mapped: type) -> int:
    return session.scalar(select(func.count()).select_from(mapped)) or 0
