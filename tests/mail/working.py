"""Let a worker do its work at a moment that a test chooses."""

from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.mail.delivery import Delivery
from partnerlink.mail.worker import Tally, Worker
from tests.factories import NOW


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def work(session: Session, delivery: Delivery, moment: Moment, *, keeps: bool = False) -> Tally:
    """Let a worker send what is due, while this test holds no transaction."""
    session.commit()
    tally = Worker(delivery, now=moment, keeps_bodies=keeps).send_due()
    session.expire_all()
    return tally
