"""Rate limits: how often one address may try what can be guessed."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from partnerlink.config import Settings

SIGN_IN = "10 per minute; 60 per hour"
SEND_MAIL = "5 per minute; 20 per hour"
SIGN_UP = "20 per hour"
GUESS_INVITATION = "20 per minute; 100 per hour"
"""Only wrong links and codes count: a whole neighbourhood may share one network address."""

limiter = Limiter(key_func=get_remote_address, default_limits=[], headers_enabled=True)


def init_app(app: Flask, settings: Settings) -> None:
    """Count in memory, or in Redis when several processes must count together."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_ENABLED"] = not settings.is_testing
    app.config["RATELIMIT_SWALLOW_ERRORS"] = True
    limiter.init_app(app)
