"""Tell what a file is by its first bytes; its name is only what somebody called it."""

from enum import Enum, auto
from pathlib import Path

from partnerlink.tables.limits import Limits
from partnerlink.tables.refusals import FileEmpty, FileProtected, FileTooLarge, NotATable

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%pdf": "pdf",
    b"\x89png": "png",
    b"\xff\xd8\xff": "jpeg",
    b"gif8": "gif",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"rar!": "rar",
    b"{\\rtf": "rtf",
    b"<!doctype": "html",
    b"<html": "html",
    b"<?xml": "xml",
}


class Content(Enum):
    CSV = auto()
    WORKBOOK = auto()


def load(source: Path | bytes, *, limits: Limits) -> bytes:
    """Return the bytes of a file, reading no more of it than allowed.

    Raises FileEmpty, FileTooLarge, and OSError when the file can't be opened.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            data = stream.read(limits.file_size + 1)
    else:
        data = source
    if len(data) > limits.file_size:
        raise FileTooLarge(limits.file_size)
    if not data.strip():
        raise FileEmpty
    return data


def content_of(data: bytes) -> Content:
    """Tell a workbook from text.

    Raises FileProtected for a workbook with a password, which is an OLE file with the real one
    inside, and NotATable for what is plainly something else, such as a PDF or an old XLS.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise FileProtected
        raise NotATable("xls")
    if data.startswith(_ZIP) and data[2:3] in b"\x03\x05\x07":
        return Content.WORKBOOK
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, name in _OTHERS.items():
        if start.startswith(signature):
            raise NotATable(name)
    return Content.CSV
