"""Rate limits: how often one address may try what can be guessed."""

import structlog
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem
from limits.errors import StorageError

from partnerlink.config import Settings

SIGN_IN = "10 per minute; 60 per hour"
SEND_MAIL = "5 per minute; 20 per hour"
SIGN_UP = "20 per hour"

limiter = Limiter(key_func=get_remote_address, default_limits=[], headers_enabled=True)


def init_app(app: Flask, settings: Settings) -> None:
    """Count in memory, or in Redis when several processes must count together."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_ENABLED"] = not settings.is_testing
    app.config["RATELIMIT_SWALLOW_ERRORS"] = True
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"wrap_exceptions": True}
    limiter.init_app(app)


def is_used_up(limit: RateLimitItem, *whose: str) -> bool:
    """Tell whether a limit is reached; where nothing can be counted it never is."""
    if not limiter.enabled:
        return False
    try:
        return not limiter.limiter.test(limit, *whose)
    except StorageError as away:
        structlog.get_logger().error("limits are away", exc_info=away)
        return False


def count(limit: RateLimitItem, *whose: str) -> None:
    """Count once more towards a limit."""
    if not limiter.enabled:
        return
    try:
        limiter.limiter.hit(limit, *whose)
    except StorageError as away:
        structlog.get_logger().error("limits are away", exc_info=away)
