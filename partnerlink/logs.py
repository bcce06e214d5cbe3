"""Structured logs: one line an event, without addresses, names or tokens."""

import logging
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from structlog.tracebacks import extract
from structlog.typing import ExcInfo

from partnerlink.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Log every request with its route, never its path: a path may hold a token."""
    is_json = settings.log_format == "json"
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if is_json
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_stacks if is_json else _lines),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=not settings.is_testing,
    )
    app.log_exception = _log_exception  # type: ignore[assignment,method-assign]
    if settings.is_testing:
        return
    app.before_request(_start)
    app.after_request(_finish)


def _stacks(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Return what was raised and where, with the first line of each message.

    After its first line the message of a database repeats what somebody typed, and so do local
    variables.
    """
    return [
        {
            "exc_type": stack.exc_type,
            "exc_value": stack.exc_value.partition("\n")[0],
            "frames": [f"{at.filename}:{at.lineno} {at.name}" for at in stack.frames],
        }
        for stack in extract(*exc_info, show_locals=False).stacks
    ]


def _lines(exc_info: ExcInfo) -> str:
    """Return the same for somebody who reads along."""

    def lines() -> Iterator[str]:
        for stack in _stacks(exc_info):
            yield f"  {stack['exc_type']}: {stack['exc_value']}"
            yield from (f"    {place}" for place in stack["frames"])

    return "\n".join(lines())


def _log_exception(raised: ExcInfo) -> None:
    """Log what a view did not expect; Flask's own line has the path, which may hold a token."""
    structlog.get_logger().error(
        "request failed",
        method=request.method,
        route=str(request.url_rule or "none"),
        exc_info=raised,
    )


def _start() -> None:
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=uuid4().hex[:12])


def _finish(response: Response) -> Response:
    structlog.get_logger().info(
        "request",
        method=request.method,
        route=str(request.url_rule or "none"),
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1) if "started" in g else None,
    )
    return response
