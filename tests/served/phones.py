"""Families with a phone, each on a connection of its own, who answer at the same moment."""

import http.client
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

SECONDS_TO_WAIT = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Phone:
    """A phone that is connected already, so that pressing the button is all it still does."""

    def __init__(self, port: int, link: str) -> None:
        self._link = link
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_WAIT)
        self._line.connect()

    def say(self, people: int) -> int | None:
        """Send with how many they come; return the status, None when the line broke."""
        try:
            self._line.request("POST", self._link, urlencode({"people": people}), FORM)
            answer = self._line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        else:
            return answer.status
        finally:
            self._line.close()


def all_at_once(
    port: int,
    said: Sequence[tuple[str, int]],
    *,
    told: Callable[[str, int | None], None] = lambda _link, _status: None,
) -> list[int | None]:
    """Let everybody in `said` (a link, with how many) press at one moment; return the statuses.

    `told` hears of each answer when it comes.
    """
    start = Barrier(len(said))

    def press(one: tuple[str, int]) -> int | None:
        phone = Phone(port, one[0])
        start.wait(timeout=SECONDS_TO_WAIT)
        status = phone.say(one[1])
        told(one[0], status)
        return status

    with ThreadPoolExecutor(len(said)) as pool:
        return list(pool.map(press, said))
