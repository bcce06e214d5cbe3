"""Fields for words: a line, several lines, an e-mail address, a password."""

import re
import unicodedata
from typing import ClassVar, Unpack

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation
from wtforms.widgets import EmailInput, PasswordInput, TextArea

from partnerlink.form_fields.typed import Settings, Text, Typed

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n{3,}")
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that nobody sees and that can turn the reading order of a page around. The joiners
# U+200C and U+200D stay: Persian and many emoji are written with them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff9-\ufffb]"
)


def tidy(typed: str, *, max_length: int) -> str:
    """Return `typed` in NFC without marks nobody sees; raise ValueError with a sentence.

    NFC takes time by the square of a run of combining marks, hence the first look at the length.
    """
    if _REFUSED.search(typed):
        raise ValueError(str(_("Er staat een teken in dat we niet kunnen bewaren. Haal het weg.")))
    text = _INVISIBLE.sub("", typed).strip()
    if len(text) <= 3 * max_length:
        text = unicodedata.normalize("NFC", text)
    return text if any(map(_is_seen, text)) else ""


def _is_seen(sign: str) -> bool:
    # Emoji younger than this Python are unassigned (Cn) to it.
    category = unicodedata.category(sign)
    return category[0] in "LNPS" or category == "Cn"


def check_length(text: str, *, max_length: int) -> str:
    """Return `text`; raise ValueError with a sentence when it has more than `max_length` signs."""
    if len(text) > max_length:
        raise ValueError(
            str(
                _(
                    "Gebruik hoogstens %(most)s tekens. Dit zijn er %(count)s.",
                    most=max_length,
                    count=len(text),
                )
            )
        )
    return text


class TextLine(Typed):
    """One line of words."""

    def __init__(self, label: Text, *, max_length: int = 120, **settings: Unpack[Settings]) -> None:
        self.max_length = max_length
        super().__init__(label, **settings)

    def read(self, typed: str) -> str:
        """Return the line with single spaces."""
        text = tidy(_LINE_ENDS.sub(" ", typed), max_length=self.max_length)
        return check_length(" ".join(text.split()), max_length=self.max_length)


class TextBlock(Typed):
    """Several lines of words; at most one blank line at a time."""

    look = "block"
    widget = TextArea()
    attributes: ClassVar[dict[str, str]] = {"rows": "5"}

    def __init__(
        self, label: Text, *, max_length: int = 2000, **settings: Unpack[Settings]
    ) -> None:
        self.max_length = max_length
        super().__init__(label, **settings)

    def read(self, typed: str) -> str:
        """Return the lines, ended by newlines only."""
        text = tidy(_LINE_ENDS.sub("\n", typed), max_length=self.max_length)
        lines = "\n".join(line.rstrip() for line in text.replace("\t", " ").split("\n"))
        return check_length(_BLANK_LINES.sub("\n\n", lines), max_length=self.max_length)


class EmailLine(TextLine):
    """An e-mail address that mail can be sent to: the domain in small letters and in ASCII."""

    widget = EmailInput()
    attributes: ClassVar[dict[str, str]] = {
        "autocomplete": "email",
        "spellcheck": "false",
        "autocapitalize": "none",
    }

    def __init__(self, label: Text, *, max_length: int = 254, **settings: Unpack[Settings]) -> None:
        super().__init__(label, max_length=max_length, **settings)

    def read(self, typed: str) -> str:
        """Return the address as mail servers write it."""
        text = super().read(typed)
        if not text:
            return ""
        try:
            found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            found = None
        if found is None or found.ascii_email is None:
            raise ValueError(str(_("Vul een e-mailadres in zoals naam@school.nl.")))
        return found.ascii_email


class Password(Typed):
    """A secret: every sign counts, and it is never written back into the page."""

    widget = PasswordInput(hide_value=True)
    attributes: ClassVar[dict[str, str]] = {
        "autocomplete": "new-password",
        "spellcheck": "false",
        "autocapitalize": "none",
    }

    def __init__(
        self,
        label: Text,
        *,
        min_length: int = 12,
        max_length: int = 128,
        **settings: Unpack[Settings],
    ) -> None:
        self.min_length, self.max_length = min_length, max_length
        super().__init__(label, **settings)

    def read(self, typed: str) -> str:
        """Return the password in NFC, so that it is the same from every keyboard."""
        check_length(typed, max_length=self.max_length)
        try:
            typed.encode()
        except UnicodeEncodeError:
            raise ValueError(str(_("Er staat een teken in dat we niet kunnen lezen."))) from None
        return unicodedata.normalize("NFC", typed)

    def check(self) -> None:
        """Refuse a password that is short enough to guess."""
        if len(self.data) < self.min_length:
            sentence = _(
                "Kies een wachtwoord van minstens %(least)s tekens.", least=self.min_length
            )
            raise StopValidation(str(sentence))

    def _value(self) -> str:
        return ""
