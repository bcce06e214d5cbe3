"""The application factory."""

from importlib import import_module

from flask import Flask
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from partnerlink import (
    access,
    assets,
    db,
    error_pages,
    i18n,
    limits,
    logs,
    menu,
    room_words,
    security,
    sign_in,
    url_numbers,
    whom_to_ask,
    words,
)
from partnerlink.blueprints import BLUEPRINTS
from partnerlink.cli import COMMANDS
from partnerlink.config import ROOT, Settings


def create_app(settings: Settings) -> Flask:
    """Put PartnerLink together for these settings."""
    app = Flask("partnerlink", template_folder=str(ROOT / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.is_testing,
        PUBLIC_URL=settings.public_url,
        SETTINGS=settings,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.is_behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    logs.init_app(app, settings)
    db.init_app(app, settings.database_url)
    security.init_app(app, settings)
    CSRFProtect(app)
    limits.init_app(app, settings)
    sign_in.init_app(app)
    i18n.init_app(app)
    access.init_app(app)
    error_pages.init_app(app)
    for part in (url_numbers, assets, menu, whom_to_ask, words, room_words):
        part.init_app(app)
    Compress(app)
    for name, prefix in BLUEPRINTS:
        views = import_module(f"partnerlink.blueprints.{name}.views")
        app.register_blueprint(views.bp, url_prefix=prefix)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
