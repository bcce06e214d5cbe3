"""What the database holds after a page answered, read anew."""

from typing import TypeVar

from flask import Flask
from sqlalchemy import select

from partnerlink import db
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest

T = TypeVar("T", TalkOffer, TalkRequest)


def stored(app: Flask, kind: type[T]) -> list[T]:
    """Return every record of a kind, oldest first, with what its selects load."""
    with app.extensions[db.EXTENSION].open_reading() as opened:
        return list(opened.scalars(select(kind).order_by(kind.id)))
