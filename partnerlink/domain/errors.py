"""Refusals: what PartnerLink will not do, each with a stable code and the facts of the case.

The sentence a user reads is chosen by code in one place (`partnerlink.refusals`), in the user's
language; nothing here is shown to anybody.
"""

from typing import ClassVar


class Refusal(Exception):
    """Say no for a reason that a user can understand."""

    code: ClassVar[str] = "refused"

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in sorted(vars(self).items()))
        return f"{self.code}({facts})"


class NotAllowedNow(Refusal):
    """The lifecycle has no such step from this state."""

    code = "not_allowed_now"

    def __init__(self, concept: str, action: str, state: str) -> None:
        super().__init__()
        self.concept, self.action, self.state = concept, action, state


class NotPermitted(Refusal):
    """The policy does not let this person do this."""

    code = "not_permitted"

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class NotVerified(Refusal):
    """An organisation that nobody verified yet contacts nobody."""

    code = "not_verified"


class Incomplete(Refusal):
    """A draft lacks what is needed before others may see it."""

    code = "incomplete"

    def __init__(self, *missing: str) -> None:
        super().__init__()
        self.missing = missing


class AlreadyLinked(Refusal):
    """This offer and this request already have a talk that is still going on."""

    code = "already_linked"


class NoMatch(Refusal):
    """A hard filter of the matching keeps this offer and this request apart."""

    code = "no_match"

    def __init__(self, filter_name: str) -> None:
        super().__init__()
        self.filter_name = filter_name


class NotOpen(Refusal):
    """The request or the offer is not open for new talks."""

    code = "not_open"


class DateNotOffered(Refusal):
    """The chosen date is not among those proposed."""

    code = "date_not_offered"


class DatePast(Refusal):
    """The chosen date lies behind us."""

    code = "date_past"


class OutsidePart(Refusal):
    """The speaker said yes to another part of the day."""

    code = "outside_part"


class SpeakerBusy(Refusal):
    """The speaker is already at a school on that part of that day."""

    code = "speaker_busy"


class AtCapacity(Refusal):
    """The offer has given as many talks this school year as its owner wants."""

    code = "at_capacity"


class TooEarly(Refusal):
    """A talk cannot be recorded before it took place."""

    code = "too_early"


class TooLate(Refusal):
    """The school year of a talk is over, so its numbers stand."""

    code = "too_late"


class LastManager(Refusal):
    """An organisation keeps at least one manager."""

    code = "last_manager"


class EmailTaken(Refusal):
    """An account with this address exists already."""

    code = "email_taken"


class OrganisationTaken(Refusal):
    """This official number has already signed up."""

    code = "organisation_taken"


class OrganisationWaits(Refusal):
    """Somebody signed this official number up, and nobody checked yet whether they may."""

    code = "organisation_waits"


class LastAdministrator(Refusal):
    """Somebody must be able to look after the regions that have nobody."""

    code = "last_administrator"


class LinkInvalid(Refusal):
    """A link from a mail is wrong, used or too old; the three are told apart nowhere."""

    code = "link_invalid"


class TooManyPeople(Refusal):
    """A family asks for more seats than its room will ever have."""

    code = "too_many_people"

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class AnsweringEnded(Refusal):
    """The last day for answers is over, or the evening does not go on."""

    code = "answering_ended"


class RoomTooSmall(Refusal):
    """A room would have fewer seats than are given or kept; `names` are those left without."""

    code = "room_too_small"

    def __init__(self, room: str, names: tuple[str, ...]) -> None:
        super().__init__()
        self.room, self.names = room, names


class NotPlanned(Refusal):
    """Families are asked only when every presentation has a room and a time."""

    code = "not_planned"

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class PupilTaken(Refusal):
    """The evening has a pupil with this number already."""

    code = "pupil_taken"
