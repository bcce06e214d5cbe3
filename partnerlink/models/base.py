"""The declarative base and the column types every table shares."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Enum, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from partnerlink.domain.masks import from_mask, to_mask

E = TypeVar("E", bound=StrEnum)

Key = BigInteger().with_variant(Integer, "sqlite")
"""A surrogate key: 64 bits on both databases."""


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment and turn any other into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive value its zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MaskOf(TypeDecorator[frozenset[Any]]):
    """A set of enum members, stored as a whole number of bits."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> int | None:
        """Turn members into bits."""
        return None if value is None else to_mask(self.kind, value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[Any] | None:
        """Turn bits into members."""
        return None if value is None else from_mask(self.kind, value)


def enum_of(kind: type[StrEnum], *, name: str) -> Enum:
    """Return a text column type with a named CHECK on the values of `kind`."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
