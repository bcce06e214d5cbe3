"""A browser whose every request stands on its own, whatever context the test itself is in."""

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class SeparateClient(FlaskClient):
    """A client for tests that hold an application context open.

    Flask would reuse that context, and with it the session on `g` and whoever signed in first.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request in a context of its own."""
        return Context().run(super().open, *args, **kwargs)
