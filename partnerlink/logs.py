"""Structured logs: one line an event, without addresses, names or tokens."""

import logging
import time
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

from partnerlink.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Log every request with its route, never its path: a path may hold a token."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Local variables would bring names and tokens into the logs.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=not settings.is_testing,
    )
    if settings.is_testing:
        return
    app.before_request(_start)
    app.after_request(_finish)


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
