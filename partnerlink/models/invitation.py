"""The question to one household about one pupil, and what it answered."""

from dataclasses import replace
from datetime import datetime
from typing import Self

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.evening import INVITATION, MAX_PEOPLE, InvitationState
from partnerlink.domain.seats import Party, answered
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, Moment, enum_of
from partnerlink.models.household import Household
from partnerlink.models.pupil import Pupil


class Invitation(Base):
    """`nonce` is what its link and code are derived from, of which only fingerprints are kept.

    `people` is what the household asked for, `seats` what it has of that; `waiting_since` is when
    it began to wait for the rest. `answered_to` is the mark of the day, time and place that its
    page showed when it answered by itself. `came` is how many were seen at the door.
    """

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), index=True
    )
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id", ondelete="CASCADE"), index=True)
    state: Mapped[InvitationState] = mapped_column(
        enum_of(InvitationState, name="invitation_state")
    )
    nonce: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64))
    code_hash: Mapped[str] = mapped_column(String(64))
    is_link_revoked: Mapped[bool] = mapped_column(Boolean, default=False)
    people: Mapped[int | None] = mapped_column(Integer)
    seats: Mapped[int] = mapped_column(Integer, default=0)
    waiting_since: Mapped[datetime | None] = mapped_column(Moment)
    passed_over: Mapped[int] = mapped_column(Integer, default=0)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    answered_to: Mapped[str] = mapped_column(String(16), default="")
    came: Mapped[int | None] = mapped_column(Integer)
    came_at: Mapped[datetime | None] = mapped_column(Moment)

    household: Mapped[Household] = relationship(back_populates="invitations", lazy="raise_on_sql")
    pupil: Mapped[Pupil] = relationship(back_populates="invitations", lazy="raise_on_sql")
    answered_by: Mapped[Account | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"people BETWEEN 0 AND {MAX_PEOPLE}", name="people"),
        CheckConstraint("seats >= 0 AND (people IS NULL OR seats <= people)", name="seats"),
        CheckConstraint("(people IS NULL) = (answered_at IS NULL)", name="answer"),
        CheckConstraint("came BETWEEN 1 AND 40", name="came"),
        Index("uq_invitation_household_id_pupil_id", "household_id", "pupil_id", unique=True),
        Index("uq_invitation_token_hash", "token_hash", unique=True),
        Index("uq_invitation_code_hash", "code_hash", unique=True),
    )

    @classmethod
    def invite(cls, household: Household, pupil: Pupil) -> Self:
        """Ask a household to come and see a pupil; its link comes with `renew_link`."""
        return cls(
            household=household,
            pupil=pupil,
            evening_id=pupil.evening_id,
            state=INVITATION.born_by("invite"),
        )

    def renew_link(self, *, nonce: str, token_hash: str, code_hash: str) -> None:
        """Give it a new link and code; those of before lead nowhere any more."""
        self.nonce, self.token_hash, self.code_hash = nonce, token_hash, code_hash
        self.is_link_revoked = False

    def revoke_link(self) -> None:
        """Make its link and code void, without new ones."""
        self.is_link_revoked = True

    def answer(self, people: int, *, kept: int, now: datetime, by: Account | None) -> None:
        """Record with how many people the household comes, 0 for a no.

        `kept` are the seats kept for it so far; `by` is who answered for it, None for itself.
        Raises NotAllowedNow when it is withdrawn.
        """
        self.state = INVITATION.after("say_yes" if people else "say_no", self.state)
        self.take(answered(self.party(kept=kept), people, now=now))
        self.answered_at, self.answered_by = now, by

    def withdraw(self) -> None:
        """Invite this household no longer; its seats come free. Raises NotAllowedNow."""
        self.state = INVITATION.after("withdraw", self.state)
        self.seats, self.waiting_since = 0, None

    def check_in(self, people: int, *, now: datetime) -> None:
        """Record how many of this household came in; a second time corrects the first."""
        self.state = INVITATION.after("check_in", self.state)
        self.came, self.came_at = people, self.came_at or now

    def undo_check_in(self) -> None:
        """Take back that this household came in."""
        self.came = self.came_at = None

    def party(self, *, kept: int) -> Party:
        """Return its claim on the seats as a value; `kept` are the seats kept until it answers."""
        claim = Party(
            number=self.id,
            kept=kept,
            people=self.people,
            seats=self.seats,
            since=self.waiting_since,
            passed_over=self.passed_over,
        )
        return claim if self.is_standing else replace(claim, kept=0, people=0)

    def take(self, claim: Party) -> None:
        """Write a changed claim."""
        self.people, self.seats = claim.people, claim.seats
        self.waiting_since, self.passed_over = claim.since, claim.passed_over

    @property
    def is_standing(self) -> bool:
        """Tell whether the household is still invited."""
        return self.state is not InvitationState.WITHDRAWN

    @property
    def lacking(self) -> int:
        """Return for how many people it waits for a seat."""
        return (self.people or 0) - self.seats if self.is_standing else 0
