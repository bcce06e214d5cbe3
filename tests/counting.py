"""An app that counts who guesses; the one of other tests does not, so that none stops another."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from partnerlink import db, limits
from partnerlink.app import create_app
from tests.app_fixtures import settings_for


@contextmanager
def counting_app(database_url: str) -> Iterator[Flask]:
    """Give an app whose limits hold; made after the app of a test, it has the one limiter."""
    app = create_app(settings_for(database_url, is_testing=False))
    app.config["RATELIMIT_ENABLED"] = True
    limits.limiter.reset()
    yield app
    limits.limiter.reset()
    limits.limiter.enabled = False
    app.extensions[db.EXTENSION].engine.dispose()
