"""Let several people act at the same moment, each in a thread with a session of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.errors import Refusal
from partnerlink.violations import refusal_of

T = TypeVar("T")


def race(app: Flask, *acts: Callable[[Session], T]) -> list[T | type[Refusal]]:
    """Run `acts` at once; return what each gave, or the refusal it met."""
    start = Barrier(len(acts))

    def run(act: Callable[[Session], T]) -> T | type[Refusal]:
        with app.app_context():
            start.wait(timeout=20)
            try:
                with db.writing() as session:
                    return act(session)
            except Refusal as refusal:
                return type(refusal)
            except IntegrityError as broken:
                refused = refusal_of(broken)
                if refused is None:
                    raise
                return type(refused)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
