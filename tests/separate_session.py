"""A session beside the requests of a visitor, for tests that look at what a page stored."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session outside any context, as each request needs a context of its own.

    It holds no lock while it only looks, and what it made stays readable after a commit.
    """
    with app.extensions[db.EXTENSION].open_reading() as opened:
        opened.expire_on_commit = False
        yield opened
