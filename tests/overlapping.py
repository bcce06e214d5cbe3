"""Let somebody come in while somebody else is halfway, in an order that a test chooses."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.errors import Refusal

T = TypeVar("T")
Pause = Callable[[], None]

SECONDS_TO_MEET = 0.5
"""Long enough for the one who comes in to arrive where they have to wait."""


def overlap(
    app: Flask, first: Callable[[Session, Pause], None], second: Callable[[Session], T]
) -> T | type[Refusal]:
    """Run `first`, let `second` come in where it pauses; return what second got, or its refusal.

    Whatever else goes wrong in either of them is raised.
    """
    others: list[Future[T | type[Refusal]]] = []

    def pause() -> None:
        others.append(pool.submit(_on_its_own, app, second))
        wait(others, timeout=SECONDS_TO_MEET)

    with ThreadPoolExecutor(1) as pool:
        with db.writing() as session:
            first(session, pause)
        return others[0].result(timeout=20)


def halted_after(act: Callable[[Session], None]) -> Callable[[Session, Pause], None]:
    """Return an act that pauses once it is done, before it is committed."""

    def act_and_pause(session: Session, pause: Pause) -> None:
        act(session)
        session.flush()
        pause()

    return act_and_pause


def _on_its_own(app: Flask, act: Callable[[Session], T]) -> T | type[Refusal]:
    with app.app_context():
        try:
            with db.writing() as session:
                return act(session)
        except Refusal as refusal:
            return type(refusal)
