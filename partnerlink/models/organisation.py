"""A school, an institution, an employer or a person that takes part."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.organisation import ORGANISATION, OrganisationState, VerifiedBy
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, MaskOf, Moment, enum_of
from partnerlink.models.location import Located


class Organisation(Located, Base):
    """An organisation with its colleagues; `code` is its official number, None for a person.

    `claimed_code` is the number of a sign-up that gets it once its address is confirmed.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(
        enum_of(OrganisationKind, name="organisation_kind")
    )
    state: Mapped[OrganisationState] = mapped_column(
        enum_of(OrganisationState, name="organisation_state")
    )
    code: Mapped[str | None] = mapped_column(String(20))
    claimed_code: Mapped[str | None] = mapped_column(String(20))
    branch_number: Mapped[str | None] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(30), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    mail_domain: Mapped[str] = mapped_column(String(120), default="")
    levels: Mapped[frozenset[Level]] = mapped_column(MaskOf(Level), default=frozenset())
    pupils: Mapped[int | None] = mapped_column(Integer)
    holiday_region: Mapped[HolidayRegion | None] = mapped_column(
        enum_of(HolidayRegion, name="organisation_holiday_region")
    )
    region_code: Mapped[str] = mapped_column(String(10), default="")
    region_name: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    verified_by: Mapped[VerifiedBy | None] = mapped_column(
        enum_of(VerifiedBy, name="organisation_verified_by")
    )

    accounts: Mapped[list[Account]] = relationship(
        back_populates="organisation",
        foreign_keys=Account.organisation_id,
        lazy="raise_on_sql",
        order_by=Account.id,
    )

    __table_args__ = (
        Index("uq_organisation_kind_code_branch", "kind", "code", "branch_number", unique=True),
        Index(
            "uq_organisation_kind_code",
            "kind",
            "code",
            unique=True,
            sqlite_where=branch_number.is_(None),
            postgresql_where=branch_number.is_(None),
        ),
        CheckConstraint("pupils IS NULL OR pupils >= 0", name="pupils"),
    )

    @classmethod
    def sign_up(
        cls, *, kind: OrganisationKind, code: str | None, name: str, now: datetime
    ) -> "Organisation":
        """Start an organisation that nobody has verified yet."""
        return cls(
            kind=kind,
            code=code,
            name=name,
            state=ORGANISATION.born_by("sign_up"),
            created_at=now,
            levels=frozenset(),
        )

    def verify(self, by: VerifiedBy) -> None:
        """Let this organisation be seen and make contact."""
        self.state = ORGANISATION.after("verify", self.state)
        self.verified_by = by

    def refuse(self) -> None:
        """Keep this organisation out of sight."""
        self.state = ORGANISATION.after("refuse", self.state)
        self.verified_by = None

    def claim_number(self) -> None:
        """Leave the number to whoever has it, until an address of this sign-up is confirmed."""
        self.code, self.claimed_code = None, self.code

    def take_number(self) -> None:
        """Take the number that was claimed."""
        self.code, self.claimed_code = self.claimed_code, None

    def give_up_number(self) -> None:
        """Leave the number to another organisation for good."""
        self.code = self.branch_number = None

    @property
    def organisation_id(self) -> int:
        """Return its own key: an organisation belongs to itself."""
        return self.id

    @property
    def is_verified(self) -> bool:
        """Tell whether others may see this organisation."""
        return self.state is OrganisationState.VERIFIED

    @property
    def is_school(self) -> bool:
        """Tell whether this is a school, which asks for talks."""
        return self.kind is OrganisationKind.SCHOOL

    @classmethod
    def by_code(cls, kind: OrganisationKind, code: str) -> "Select[Organisation]":
        """Select the organisations of `kind` with this official number."""
        return select(cls).where(cls.kind == kind, cls.code == code)

    @classmethod
    def in_region(cls, region_code: str | None) -> "Select[Organisation]":
        """Select a region's organisations by name; every region's when `region_code` is None."""
        chosen = select(cls).order_by(cls.name, cls.id)
        return chosen if region_code is None else chosen.where(cls.region_code == region_code)
