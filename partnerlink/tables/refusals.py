"""Why a whole file is turned down: nothing of it is imported."""

from partnerlink.domain.errors import Refusal
from partnerlink.domain.row_refusals import RowRefusal


class FileRefusal(Refusal):
    """Turn down the whole file."""

    code = "file_refused"


class FileTooLarge(FileRefusal):
    """The file holds more bytes than allowed."""

    code = "file_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class UnpackedTooLarge(FileRefusal):
    """The workbook is small, but what is packed in it is not."""

    code = "unpacked_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class FileEmpty(FileRefusal):
    """There is nothing in the file."""

    code = "file_empty"


class NotATable(FileRefusal):
    """The content is not CSV or XLSX, whatever the name says."""

    code = "not_a_table"

    def __init__(self, found: str) -> None:
        super().__init__()
        self.found = found


class FileProtected(FileRefusal):
    """The workbook asks for a password."""

    code = "file_protected"


class FileBroken(FileRefusal):
    """The workbook is damaged."""

    code = "file_broken"


class TextUnreadable(FileRefusal):
    """The bytes are not UTF-8, UTF-16 or Windows-1252 text, or a mixture of them."""

    code = "text_unreadable"


class QuotesBroken(FileRefusal):
    """A quotation mark is opened and not closed, or closed half-way a value."""

    code = "quotes_broken"

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class TooManyRows(FileRefusal):
    """The table has more rows than allowed."""

    code = "too_many_rows"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class TooManyColumns(FileRefusal):
    """A line has more columns than allowed."""

    code = "too_many_columns"

    def __init__(self, line: int, limit: int) -> None:
        super().__init__()
        self.line, self.limit = line, limit


class CellHuge(FileRefusal):
    """A cell holds more text than any column needs; often a quotation mark is missing."""

    code = "cell_huge"

    def __init__(self, line: int, limit: int) -> None:
        super().__init__()
        self.line, self.limit = line, limit


class HeadersMissing(FileRefusal):
    """Columns that the import cannot do without are not there."""

    code = "headers_missing"

    def __init__(self, missing: tuple[str, ...], found: tuple[str, ...]) -> None:
        super().__init__()
        self.missing, self.found = missing, found


class HeaderRepeated(FileRefusal):
    """A column that the import reads stands in the file twice."""

    code = "header_repeated"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class RowRagged(RowRefusal):
    """A line has another number of values than the header has names."""

    code = "row_ragged"

    def __init__(self, expected: int, found: int) -> None:
        super().__init__("")
        self.expected, self.found = expected, found
