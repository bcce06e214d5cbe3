"""The index of the matching: one narrow row per open thing and sector, in bands on a plane.

A row stands here only while its offer or request can be found, so being here *is* being open.
The primary key (sector, band, x, id) is the search order: SQLite keeps the whole row in it, and
PostgreSQL the columns of its covering index. Source: the measurements behind the matching.
"""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key

VACUUMED = {
    "autovacuum_vacuum_scale_factor": 0.01,
    "autovacuum_vacuum_insert_scale_factor": 0.01,
}
"""PostgreSQL reads from the index alone only what was vacuumed since it changed."""
COVERED = ("y", "radius", "levels", "slots", "languages", "is_online")


class OfferPoint(Base):
    """An open offer under one of its sectors; metres, bits, and when it can take more talks."""

    __tablename__ = "offer_point"

    sector: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    band: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    x: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    offer_id: Mapped[int] = mapped_column(
        Key, ForeignKey("talk_offer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    y: Mapped[int] = mapped_column(Integer)
    radius: Mapped[int] = mapped_column(Integer)
    levels: Mapped[int] = mapped_column(Integer)
    slots: Mapped[int] = mapped_column(Integer)
    languages: Mapped[int] = mapped_column(Integer)
    is_online: Mapped[bool] = mapped_column(Boolean)
    free_from: Mapped[date] = mapped_column(Date)

    __table_args__ = (
        Index("ix_offer_point_offer_id", "offer_id"),
        Index(
            "ix_offer_point_search",
            "sector",
            "band",
            "x",
            "offer_id",
            postgresql_include=[*COVERED, "free_from"],
        ).ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False, "postgresql_with": VACUUMED},
    )


class RequestPoint(Base):
    """An open request under one of its sectors; `last_day` is its last possible date."""

    __tablename__ = "request_point"

    sector: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    band: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    x: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(
        Key,
        ForeignKey("talk_request.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    y: Mapped[int] = mapped_column(Integer)
    radius: Mapped[int] = mapped_column(Integer)
    levels: Mapped[int] = mapped_column(Integer)
    slots: Mapped[int] = mapped_column(Integer)
    languages: Mapped[int] = mapped_column(Integer)
    is_at_school: Mapped[bool] = mapped_column(Boolean)
    is_online: Mapped[bool] = mapped_column(Boolean)
    last_day: Mapped[date] = mapped_column(Date)

    __table_args__ = (
        Index("ix_request_point_request_id", "request_id"),
        Index(
            "ix_request_point_search",
            "sector",
            "band",
            "x",
            "request_id",
            postgresql_include=[*COVERED, "is_at_school", "last_day"],
        ).ddl_if(dialect="postgresql"),
        {"sqlite_with_rowid": False, "postgresql_with": VACUUMED},
    )
