"""Static files under an address that changes with their content, so browsers keep them for good."""

import hashlib
from pathlib import Path

from flask import Flask, url_for
from whitenoise import WhiteNoise

from partnerlink.config import ROOT
from partnerlink.icons import icon

STATIC = ROOT / "partnerlink" / "static"
PREFIX = "/static/"
FOREVER = 365 * 24 * 60 * 60


def content_hash(path: Path) -> str:
    """Return ten hexadecimal digits of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def init_app(app: Flask) -> None:
    """Give templates `asset(name)` and `icon(name)`; WhiteNoise serves the files, compressed."""
    hashes = {
        path.relative_to(STATIC).as_posix(): content_hash(path)
        for path in sorted(STATIC.rglob("*"))
        if path.is_file()
    }

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=hashes[name])

    app.jinja_env.globals.update(asset=asset, icon=icon)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(STATIC), prefix=PREFIX, max_age=FOREVER
    )
