"""Numbers in addresses: no larger than a key of the database can be, else the page is not there."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_KEY = 2**63 - 1


class KeyConverter(IntegerConverter):
    """Flask's `<int:...>`, with an end: beyond it a database refuses the question."""

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **({"max": LARGEST_KEY} | options))


def init_app(app: Flask) -> None:
    """Let every `<int:...>` of the app end there, so that no view can forget it."""
    app.url_map.converters["int"] = KeyConverter
