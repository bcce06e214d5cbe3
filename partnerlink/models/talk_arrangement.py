"""How two meet once a date is agreed on: in which hour, and in the classroom or online."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, String, case
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.meeting import ways_to_meet
from partnerlink.domain.talk import TALK, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.base import Moment, enum_of
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest


def ways_of(request: TalkRequest, offer: TalkOffer, *, metres: int | None) -> tuple[Venue, ...]:
    """Return how the ends of a talk can meet, the usual way first; `metres` is their distance."""
    return ways_to_meet(
        request.venue,
        is_online_possible=offer.is_online_possible,
        metres=metres,
        radius_km=min(request.radius_km, offer.radius_km),
    )


class Arranged:
    """Columns of a talk that say when on its day it is, and where.

    Until the school sets the lesson hour, `starts_at` and `ends_at` are those of the whole part
    of the day. `venue` is how the two meet, decided when the talk is planned.
    """

    state: Mapped[TalkState]
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)
    is_time_set: Mapped[bool] = mapped_column(default=False)
    venue: Mapped[Venue | None] = mapped_column(enum_of(Venue, name="talk_venue"))
    meeting_link: Mapped[str] = mapped_column(String(500), default="")

    if TYPE_CHECKING:
        request: Mapped[TalkRequest]
        offer: Mapped[TalkOffer]
        school: Mapped[Organisation]
        partner: Mapped[Organisation]

        def _change_calendar(self, now: datetime) -> None: ...

    @property
    def ways(self) -> tuple[Venue, ...]:
        """Return how the two can meet, the usual way first."""
        return ways_of(self.request, self.offer, metres=self.school.metres_to(self.partner))

    @property
    def is_online(self) -> bool:
        """Tell whether nobody travels: so it was agreed, or it cannot be otherwise."""
        if self.venue is not None:
            return self.venue is Venue.ONLINE
        return self.ways == (Venue.ONLINE,)

    @property
    def lacks_time(self) -> bool:
        """Tell whether the school has still to choose the lesson hour."""
        return self.state is TalkState.PLANNED and not self.is_time_set

    @property
    def lacks_link(self) -> bool:
        """Tell whether the school has still to say where the two meet online."""
        return self.state is TalkState.PLANNED and self.is_online and not self.meeting_link

    def has_begun(self, now: datetime) -> bool:
        """Tell whether it began, or should have; without an hour, when its part of the day is over.

        The same rule as `begun_by`.
        """
        moment = self.starts_at if self.is_time_set else self.ends_at
        return moment is not None and moment <= now

    def is_over(self, now: datetime) -> bool:
        """Tell whether its time, or its part of the day while no hour is set, has passed.

        The same rule as `over_by`.
        """
        return self.ends_at is not None and self.ends_at <= now

    @classmethod
    def over_by(cls, now: datetime) -> ColumnElement[bool]:
        """Select what is over; the same rule as `is_over`."""
        return cls.ends_at <= now

    @classmethod
    def begun_by(cls, now: datetime) -> ColumnElement[bool]:
        """Select what has begun; the same rule as `has_begun`."""
        return case((cls.is_time_set, cls.starts_at), else_=cls.ends_at) <= now

    def set_time(self, starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
        """Say in which hour of its day a planned talk is."""
        self.state = TALK.after("set_time", self.state)
        self.starts_at, self.ends_at, self.is_time_set = starts_at, ends_at, True
        self._change_calendar(now)

    def set_venue(self, venue: Venue, *, now: datetime) -> None:
        """Say that the two meet in another way; a link stays for whoever changes back."""
        self.state = TALK.after("set_venue", self.state)
        self.venue = venue
        self._change_calendar(now)

    def set_link(self, link: str, *, now: datetime) -> None:
        """Say on which web address the two meet."""
        self.state = TALK.after("set_link", self.state)
        self.meeting_link = link
        self._change_calendar(now)
