"""Read the lines of a CSV file, whatever program wrote it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from partnerlink.tables.refusals import CellHuge, QuotesBroken, TextUnreadable

Line = tuple[int, list[str]]

DELIMITERS = (";", ",", "\t")

_CHUNK = 1 << 16
_UTF8_INSIDE_OTHER_TEXT = re.compile(rb"\xc3[\x80-\xbf]")
_EXCEL_HINT = re.compile(r"sep=([;,\t|])\s*", re.IGNORECASE)
"""The line `sep=;` that Excel puts, and obeys, before the header."""


def csv_lines(data: bytes) -> Iterator[Line]:
    """Give each record with the number of the line it begins on; blank lines are left out.

    Raises TextUnreadable, QuotesBroken and CellHuge.
    """
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding_of(data), newline="")
    first, read = "", 0
    while not first.strip() and (first := text.readline()):
        read += 1
    hint = _EXCEL_HINT.fullmatch(first)
    if hint:
        return _records(text, delimiter=hint[1], skipped=read)
    text.seek(0)
    return _records(text, delimiter=delimiter_of(first), skipped=0)


def encoding_of(data: bytes) -> str:
    """Tell how the text is written: by its byte order mark, else UTF-8, else Windows-1252.

    Raises TextUnreadable for bytes that are none of these, and for UTF-8 with a few bytes of
    something else in it, which as Windows-1252 would turn every "é" into "Ã©".
    """
    if data.startswith(codecs.BOM_UTF32_LE):
        raise TextUnreadable
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decodable(data, "utf-16")
    if b"\0" in data:
        raise TextUnreadable
    try:
        return _decodable(data, "utf-8-sig")
    except TextUnreadable:
        if _UTF8_INSIDE_OTHER_TEXT.search(data):
            raise
    return _decodable(data, "cp1252")


def delimiter_of(header: str) -> str:
    """Return the delimiter that stands most often outside the quotation marks of `header`."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _decodable(data: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            if "\0" in decoder.decode(data[start : start + _CHUNK]):
                raise TextUnreadable
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise TextUnreadable from error
    return encoding


def _records(text: io.TextIOWrapper, *, delimiter: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begins = 1 + skipped
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise CellHuge(begins, csv.field_size_limit()) from error
            raise QuotesBroken(begins) from error
        if record is None:
            return
        if record:
            yield begins, record
        begins = reader.line_num + 1 + skipped
