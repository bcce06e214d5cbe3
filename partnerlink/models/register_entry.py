"""A line of an official list: a school location, an institution, or a known employer."""

from sqlalchemy import Float, Index, Integer, Select, String, cast, select
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind, Sector
from partnerlink.models.base import Base, Key, MaskOf, enum_of
from partnerlink.models.location import Located


class RegisterEntry(Located, Base):
    """What the official list says; organisations pick themselves from it when they sign up.

    `code` is a vestigingscode, an instellingscode, or a KvK number with that of the branch.
    """

    __tablename__ = "register_entry"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(
        enum_of(OrganisationKind, name="register_entry_kind")
    )
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), default="")
    municipality_code: Mapped[str] = mapped_column(String(10), default="")
    municipality: Mapped[str] = mapped_column(String(80), default="")
    province: Mapped[str] = mapped_column(String(80), default="")
    denomination: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    mail_domain: Mapped[str] = mapped_column(String(120), default="")
    levels: Mapped[frozenset[Level]] = mapped_column(MaskOf(Level), default=frozenset())
    sectors: Mapped[frozenset[Sector]] = mapped_column(MaskOf(Sector), default=frozenset())
    holiday_region: Mapped[HolidayRegion | None] = mapped_column(
        enum_of(HolidayRegion, name="register_entry_holiday_region")
    )
    region_code: Mapped[str] = mapped_column(String(10), default="")
    region_name: Mapped[str] = mapped_column(String(80), default="")
    board_code: Mapped[str] = mapped_column(String(10), default="")
    pupils: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (
        Index("uq_register_entry_kind_code", "kind", "code", unique=True),
        Index("ix_register_entry_folded_name", "kind", "folded_name"),
    )

    @classmethod
    def by_code(cls, kind: OrganisationKind, code: str) -> "Select[RegisterEntry]":
        """Select the one entry of `kind` with this official number."""
        return select(cls).where(cls.kind == kind, cls.code == code)

    @classmethod
    def schools_near(cls, x: int, y: int) -> "Select[RegisterEntry]":
        """Select the located schools, nearest first; `x` and `y` are metres on the plane."""
        east, north = cast(cls.x, Float) - x, cast(cls.y, Float) - y
        located = select(cls).where(cls.kind == OrganisationKind.SCHOOL, cls.x.is_not(None))
        return located.order_by(east * east + north * north, cls.id)
