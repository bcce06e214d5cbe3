"""A calendar program that fetches what we publish, and reads it."""

from contextvars import Context

from flask.testing import FlaskClient
from icalendar import Calendar, Event
from werkzeug.test import TestResponse


class Program:
    """A calendar program: each fetch starts afresh, outside the test's own app context."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, url: str, **headers: str) -> TestResponse:
        return Context().run(self._client.get, url, headers=headers)

    def head(self, url: str) -> TestResponse:
        return Context().run(self._client.head, url)


def events(answer: TestResponse) -> list[Event]:
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.data).events)
