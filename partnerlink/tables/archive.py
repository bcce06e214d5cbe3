"""Look inside a workbook's archive before any parser does."""

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from partnerlink.tables.limits import Limits
from partnerlink.tables.refusals import FileBroken, FileProtected, NotATable, UnpackedTooLarge

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_DOCTYPE = b"<!DOCTYPE"
_STYLES = "xl/styles.xml"
_SHEET_DATA = b"sheetData"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def check_archive(data: bytes, *, limits: Limits) -> None:
    """Refuse an archive that is no workbook, asks a password, is damaged, or unpacks too large.

    The declared sizes are looked at first, then every part is really unpacked and counted: a
    declared size is the sender's word. OOXML has no use for a DOCTYPE, an attacker has.
    Raises NotATable, FileProtected, UnpackedTooLarge and FileBroken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_directory(parts, limits=limits)
            unpacked = 0
            for part in parts:
                unpacked += _check_part(archive, part, limits.unpacked_size - unpacked, limits)
    except _DAMAGE as error:
        raise FileBroken from error


def check_extent(data: bytes, *, limits: Limits) -> None:
    """Refuse sheets whose corners lie so far apart that a dense grid would fill the memory.

    calamine makes such a grid, and a Rust program that gets no memory takes Python down with it.
    Raises UnpackedTooLarge, and FileBroken when a part other than the styles is no XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            content = archive.read(part)
            extent = _Extent()
            try:
                extent.parser.Parse(content, True)
            except (expat.ExpatError, ValueError) as error:
                if not _may_be_no_xml(part.filename, content):
                    raise FileBroken from error
            if extent.bottom * extent.right > limits.sheet_cells:
                raise UnpackedTooLarge(limits.sheet_cells)


def _may_be_no_xml(name: str, content: bytes) -> bool:
    """Tell whether a part may be something else than XML: styles and pictures, not sheets."""
    is_xml = name.endswith((".xml", ".rels")) and name != _STYLES
    return not is_xml and _SHEET_DATA not in content


def _check_directory(parts: list[zipfile.ZipInfo], *, limits: Limits) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise FileProtected
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise NotATable("zip")
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_size:
        raise UnpackedTooLarge(limits.unpacked_size)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise FileBroken


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int, limits: Limits) -> int:
    """Unpack one part, throw the bytes away and return how many there were."""
    undeclared = copy.copy(part)
    undeclared.file_size = room + 2 * _CHUNK  # or zipfile would stop at the declared size
    size, tail = 0, b""
    with archive.open(undeclared) as stream:
        for chunk in _chunks(stream):
            size += len(chunk)
            if size > room:
                raise UnpackedTooLarge(limits.unpacked_size)
            if _DOCTYPE in tail + chunk:
                raise FileBroken
            tail = chunk[-len(_DOCTYPE) :]
    if size != part.file_size:
        raise FileBroken
    return size


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


class _Extent:
    """The lowest row and the rightmost column that a sheet's XML names."""

    def __init__(self) -> None:
        self.bottom = self.right = self.row = self.column = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "c":
            reference = attributes.get("r", "")
            self.column = _column(reference) if reference else self.column + 1
            self.row = int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or self.row)
        self.bottom, self.right = max(self.bottom, self.row), max(self.right, self.column)


def _column(reference: str) -> int:
    """Turn the letters of `AB12` into a column number, counted from 1."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
