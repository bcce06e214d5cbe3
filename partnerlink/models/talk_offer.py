"""What a partner offers to tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Text,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.errors import Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.matching import MAX_RADIUS_KM
from partnerlink.domain.talk import OFFER, OfferState
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, MaskOf, Moment, enum_of
from partnerlink.models.organisation import Organisation


class TalkOffer(Base):
    """A talk that a partner gives; matched from its organisation's place."""

    __tablename__ = "talk_offer"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    state: Mapped[OfferState] = mapped_column(enum_of(OfferState, name="talk_offer_state"))
    subject: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    sectors: Mapped[frozenset[Sector]] = mapped_column(MaskOf(Sector), default=frozenset())
    levels: Mapped[frozenset[Level]] = mapped_column(MaskOf(Level), default=frozenset())
    slots: Mapped[frozenset[Slot]] = mapped_column(MaskOf(Slot), default=frozenset())
    languages: Mapped[frozenset[TalkLanguage]] = mapped_column(
        MaskOf(TalkLanguage), default=frozenset({TalkLanguage.NL})
    )
    radius_km: Mapped[int] = mapped_column(Integer, default=25)
    is_online_possible: Mapped[bool] = mapped_column(Boolean, default=False)
    talks_per_year: Mapped[int] = mapped_column(Integer, default=4)
    shows_role_model: Mapped[bool] = mapped_column(Boolean, default=False)
    own_route: Mapped[str] = mapped_column(Text, default="")
    is_first_to_study: Mapped[bool] = mapped_column(Boolean, default=False)
    travel_note: Mapped[str] = mapped_column(String(200), default="")
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("talk_offer.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    contact: Mapped[Account] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"radius_km BETWEEN 1 AND {MAX_RADIUS_KM}", name="radius_km"),
        CheckConstraint("talks_per_year BETWEEN 1 AND 200", name="talks_per_year"),
        Index("ix_talk_offer_organisation_id_state", "organisation_id", "state"),
    )

    @classmethod
    def draft(cls, organisation: Organisation, *, contact: Account, now: datetime) -> Self:
        """Start an offer that only its own organisation sees."""
        return cls(
            organisation=organisation,
            organisation_id=organisation.id,
            contact=contact,
            state=OFFER.born_by("draft"),
            created_at=now,
        )

    def copy(self, *, contact: Account, now: datetime) -> Self:
        """Start a new draft with everything this offer says."""
        new = self.draft(self.organisation, contact=contact, now=now)
        for name in CONTENT:
            setattr(new, name, getattr(self, name))
        new.copied_from_id = self.id
        return new

    def change(self, content: Mapping[str, object]) -> None:
        """Write what its owner says; `content` holds names of CONTENT, what it lacks stays.

        Raises NotAllowedNow for a closed offer, and Incomplete when more than a draft gets thin.
        """
        if not self.is_changeable:
            raise NotAllowedNow(OFFER.concept, "change", self.state)
        for name in CONTENT:
            if name in content:
                setattr(self, name, content[name])
        if self.state is not OfferState.DRAFT and self.missing:
            raise Incomplete(*self.missing)

    def publish(self, now: datetime) -> None:
        """Open a draft to schools.

        Raises NotVerified for an unverified organisation and Incomplete for a thin draft.
        """
        self._require_ready()
        self.state = OFFER.after("publish", self.state)
        self.published_at = now

    def pause(self) -> None:
        """Take an open offer out of sight for a while."""
        self.state = OFFER.after("pause", self.state)

    def resume(self) -> None:
        """Open a paused offer again."""
        self._require_ready()
        self.state = OFFER.after("resume", self.state)

    def close(self) -> None:
        """End an offer; talks already agreed go on."""
        self.state = OFFER.after("close", self.state)

    def _require_ready(self) -> None:
        if not self.organisation.is_verified:
            raise NotVerified
        if self.missing:
            raise Incomplete(*self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what it lacks before schools may see it."""
        lacking = [name for name in NEEDED if not getattr(self, name)]
        return (*lacking, "place") if self.organisation.x is None else tuple(lacking)

    @property
    def is_changeable(self) -> bool:
        """Tell whether its owner may still change what it says."""
        return self.state is not OfferState.CLOSED

    @property
    def is_open(self) -> bool:
        """Tell whether schools can find this offer."""
        return self.state is OfferState.OPEN and self.organisation.is_verified

    @classmethod
    def of_organisation(cls, organisation_id: int) -> "Select[TalkOffer]":
        """Select an organisation's offers, newest first."""
        return (
            select(cls)
            .where(cls.organisation_id == organisation_id)
            .order_by(cls.created_at.desc(), cls.id.desc())
        )


NEEDED = ("subject", "description", "sectors", "levels", "slots", "languages")
CONTENT = (
    "subject",
    "description",
    "sectors",
    "levels",
    "slots",
    "languages",
    "radius_km",
    "is_online_possible",
    "talks_per_year",
    "shows_role_model",
    "own_route",
    "is_first_to_study",
    "travel_note",
)
