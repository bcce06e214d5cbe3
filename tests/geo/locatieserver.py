"""A Locatieserver on this machine: answers over real HTTP what the test tells it to."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

AMSTEL_1: dict[str, Any] = {
    "bron": "BAG",
    "woonplaatscode": "3594",
    "type": "adres",
    "woonplaatsnaam": "Amsterdam",
    "huis_nlt": "1",
    "weergavenaam": "Amstel 1, 1011PN Amsterdam",
    "id": "adr-9c02454e0f09cd9347aeb11cc03c9fb7",
    "gemeentenaam": "Amsterdam",
    "provinciecode": "PV27",
    "postcode": "1011PN",
    "provincienaam": "Noord-Holland",
    "centroide_ll": "POINT(4.90016547 52.3676456)",
    "huisnummer": 1,
    "centroide_rd": "POINT(121828.874 486751.728)",
    "straatnaam": "Amstel",
    "score": 7.2593327,
}


def answer(*docs: dict[str, Any]) -> str:
    """Wrap documents as `/free` and `/reverse` do."""
    return json.dumps(
        {
            "response": {
                "numFound": len(docs),
                "start": 0,
                "maxScore": 7.2593327,
                "numFoundExact": True,
                "docs": docs,
            }
        }
    )


class Locatieserver(ThreadingHTTPServer):
    """Give every request the same answer, and remember what was asked."""

    status = 200
    body = answer()
    delay_seconds = 0.0
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, list[str]]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/bzk/locatieserver/search/v3_1"


class _Handler(BaseHTTPRequestHandler):
    server: Locatieserver

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append((parts.path, parse_qs(parts.query)))
        time.sleep(self.server.delay_seconds)
        try:
            self.send_response(self.server.status)
            self.send_header("Content-Type", "application/json;charset=utf-8")
            for name, value in self.server.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(self.server.body.encode())
        except ConnectionError:
            assert self.server.delay_seconds, "only a slow answer finds nobody waiting for it"

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output quiet."""


@contextmanager
def running_locatieserver() -> Iterator[Locatieserver]:
    """Run a server on a free port of this machine, and stop it afterwards."""
    with Locatieserver() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
