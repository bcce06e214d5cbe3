"""Why a line of a list of pupils is turned down; with one such line nothing is imported."""

from partnerlink.domain.row_refusals import RowRefusal


class PupilCodeInvalid(RowRefusal):
    """A pupil's number is letters and digits; this is something else."""

    code = "pupil_code_invalid"


class PupilRepeated(RowRefusal):
    """A line higher up is about the same pupil."""

    code = "pupil_repeated"

    def __init__(self, column: str, given: str, first_line: int) -> None:
        super().__init__(column, given)
        self.first_line = first_line


class FirstNameInvalid(RowRefusal):
    """A first name begins with a letter; this is a formula, a number or an address."""

    code = "first_name_invalid"


class ApartUnclear(RowRefusal):
    """Whether carers live apart is a yes or a no, and this is neither."""

    code = "apart_unclear"


class TooManyAddresses(RowRefusal):
    """A pupil has more mail addresses than carers can be."""

    code = "too_many_addresses"


class AddressShared(RowRefusal):
    """One mail address stands with more pupils than a family has."""

    code = "address_shared"

    def __init__(self, column: str, given: str, number: int) -> None:
        super().__init__(column, given)
        self.number = number


class RoomUnknown(RowRefusal):
    """The evening has no room of this name."""

    code = "room_unknown"


class RoundUnknown(RowRefusal):
    """The evening has no round with this number or time."""

    code = "round_unknown"


class MemberUnknown(RowRefusal):
    """A presentation names a pupil who stands nowhere in the list, nor in the evening."""

    code = "member_unknown"


class MemberRepeated(RowRefusal):
    """A pupil would present in two groups."""

    code = "member_repeated"


class GroupPlanned(RowRefusal):
    """The presentation that a pupil would join, or leave, has its place already."""

    code = "group_planned"
