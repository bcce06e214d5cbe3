"""Run migrations on the connection that the app hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from partnerlink.models.tables import Base


def is_compared(name: str | None, kind: str) -> bool:
    """Leave what only one of the databases has to the migration of the search indexes."""
    return name is None or kind not in {"table", "index"} or "_search" not in name


def render(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write a column type of our own as the plain type it is stored as."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render,
    include_name=lambda name, kind, _parents: is_compared(name, kind),
    include_object=lambda _thing, name, kind, _reflected, _other: is_compared(name, kind),
)
with context.begin_transaction():
    context.run_migrations()
