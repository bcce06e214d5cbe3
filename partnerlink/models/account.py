"""A person who signs in: a colleague of an organisation, or a coordinator of a region."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    and_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.account import Audience, Role, StaffLanguage
from partnerlink.domain.policy import Actor
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.base import Base, Key, Moment, enum_of

if TYPE_CHECKING:
    from partnerlink.models.organisation import Organisation


def new_session_key() -> str:
    """Return 128 random bits; whoever signed in under another key is signed out."""
    return secrets.token_urlsafe(16)


class Account(Base):
    """Also flask-login's user: `get_id` carries the session key, so it can be made void."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(enum_of(Role, name="account_role"))
    language: Mapped[StaffLanguage] = mapped_column(
        enum_of(StaffLanguage, name="account_language"), default=StaffLanguage.NL
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    region_code: Mapped[str | None] = mapped_column(String(10))
    phone: Mapped[str] = mapped_column(String(30), default="")
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    session_key: Mapped[str] = mapped_column(String(32), default=new_session_key)
    feed_version: Mapped[int] = mapped_column(Integer, default=1)
    is_enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime] = mapped_column(Moment)

    organisation: Mapped["Organisation | None"] = relationship(
        back_populates="accounts", foreign_keys=[organisation_id], lazy="joined"
    )

    __table_args__ = (
        Index("uq_account_email", "email", unique=True),
        CheckConstraint(
            "(role IN ('member', 'manager')) = (organisation_id IS NOT NULL)", name="home"
        ),
    )

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Tell flask-login whether this account may sign in."""
        return self.is_enabled and self.email_confirmed_at is not None

    def get_id(self) -> str:
        """Return what the session cookie carries."""
        return f"{self.id}:{self.session_key}"

    def sign_out_everywhere(self) -> None:
        """Make every session, reset link and invitation of before void."""
        self.session_key = new_session_key()

    def renew_feed(self) -> None:
        """Make the calendar address of before void."""
        self.feed_version += 1

    def confirm_email(self, now: datetime) -> None:
        """Record that whoever reads this address opened the link; a second time changes nothing."""
        self.email_confirmed_at = self.email_confirmed_at or now

    @property
    def audiences(self) -> frozenset[Audience]:
        """Return for whom this account counts."""
        if self.role is Role.ADMINISTRATOR:
            return frozenset({Audience.ADMINISTRATOR, Audience.COORDINATOR})
        if self.role is Role.COORDINATOR:
            return frozenset({Audience.COORDINATOR})
        assert self.organisation is not None
        side = (
            Audience.SCHOOL
            if self.organisation.kind is OrganisationKind.SCHOOL
            else Audience.PARTNER
        )
        return frozenset({side, Audience.MANAGER} if self.role is Role.MANAGER else {side})

    @property
    def actor(self) -> Actor:
        """Return the facts the policy decides on."""
        return Actor(
            account_id=self.id,
            organisation_id=self.organisation_id,
            role=self.role,
            region_code=self.region_code,
            is_verified=self.organisation is not None and self.organisation.is_verified,
        )

    @classmethod
    def can_sign_in(cls) -> ColumnElement[bool]:
        """Select whoever may sign in; the same rule as `is_active`."""
        return and_(cls.is_enabled.is_(True), cls.email_confirmed_at.is_not(None))

    @classmethod
    def by_email(cls, email: str) -> "Select[Account]":
        """Select the account of an address, in whatever case it is typed."""
        return select(cls).where(cls.email == email.strip().lower())

    @classmethod
    def of_organisation(cls, organisation_id: int) -> "Select[Account]":
        """Select an organisation's enabled accounts, oldest first."""
        return (
            select(cls)
            .where(cls.organisation_id == organisation_id, cls.is_enabled.is_(True))
            .order_by(cls.id)
        )
