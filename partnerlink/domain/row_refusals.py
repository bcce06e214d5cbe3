"""Why one line of an imported file is turned down, while the lines around it go in."""

from typing import ClassVar

from partnerlink.domain.errors import Refusal


class RowRefusal(Refusal):
    """Turn down one line; `column` and `given` say where it went wrong and what stood there."""

    code: ClassVar[str] = "row_refused"

    def __init__(self, column: str, given: str = "") -> None:
        super().__init__()
        self.column, self.given = column, given


class CellEmpty(RowRefusal):
    """A value that every line needs is missing."""

    code = "cell_empty"


class CellTooLong(RowRefusal):
    """A value is longer than PartnerLink keeps."""

    code = "cell_too_long"

    def __init__(self, column: str, given: str, limit: int) -> None:
        super().__init__(column, given)
        self.limit = limit


class CodeRepeated(RowRefusal):
    """A line higher up has the same official number; the first one counts."""

    code = "code_repeated"

    def __init__(self, column: str, given: str, first_line: int) -> None:
        super().__init__(column, given)
        self.first_line = first_line


class SchoolCodeInvalid(RowRefusal):
    """A vestigingscode is a BRIN (two digits, two letters) and two characters."""

    code = "school_code_invalid"


class InstitutionCodeInvalid(RowRefusal):
    """An instellingscode is a BRIN: two digits, two letters."""

    code = "institution_code_invalid"


class InstitutionKindUnknown(RowRefusal):
    """An institution is neither mbo nor hbo, so it takes no part."""

    code = "institution_kind_unknown"


class LevelUnknown(RowRefusal):
    """ONDERWIJSSTRUCTUUR holds a word that is not one of DUO's."""

    code = "level_unknown"


class HolidayRegionUnknown(RowRefusal):
    """VAKANTIEREGIO is not Noord, Midden or Zuid."""

    code = "holiday_region_unknown"


class PostcodeInvalid(RowRefusal):
    """A postcode is four digits, the first not 0, and two letters."""

    code = "postcode_invalid"


class KvkInvalid(RowRefusal):
    """A KvK number is eight digits."""

    code = "kvk_invalid"


class BranchNumberInvalid(RowRefusal):
    """A KvK vestigingsnummer is twelve digits."""

    code = "branch_number_invalid"


class SectorUnknown(RowRefusal):
    """A sector is not one of ours."""

    code = "sector_unknown"


class EmailInvalid(RowRefusal):
    """A mail address lacks its @, its name or its domain."""

    code = "email_invalid"


class PupilsInvalid(RowRefusal):
    """The number of pupils is not a whole number."""

    code = "pupils_invalid"


class PupilsMissing(RowRefusal):
    """Nobody says how many pupils the school has, so its score can't be compared."""

    code = "pupils_missing"


class ScoreInvalid(RowRefusal):
    """The score is not a number of zero or more."""

    code = "score_invalid"


class ScoreMissing(RowRefusal):
    """The source gives no score; a missing score is not a score of zero."""

    code = "score_missing"


class ScoreKindUnknown(RowRefusal):
    """The kind of the score is not one of ours."""

    code = "score_kind_unknown"


class DateInvalid(RowRefusal):
    """A date does not exist, or is not written as 2024-10-01 or 01-10-2024."""

    code = "date_invalid"
