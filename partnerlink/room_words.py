"""What staff read for a room, in a sentence and above a list."""

from flask import Flask
from flask_babel import gettext as _

from partnerlink.domain.room_names import is_code


def room_words(name: str) -> str:
    """Return what a room is called in the middle of a sentence: "lokaal A1", "Aula"."""
    return _("lokaal %(room)s", room=name) if is_code(name) else name


def room_title(name: str) -> str:
    """Return what a room is called on its own: "Lokaal A1", "Aula"."""
    return _("Lokaal %(room)s", room=name) if is_code(name) else name


def init_app(app: Flask) -> None:
    """Give templates these words."""
    app.jinja_env.filters.update(room_words=room_words, room_title=room_title)
