"""The two keys of an invitation: a link token, and a short code that can be typed from a letter.

Both are derived from the invitation's own random bytes (`nonce`) and the secret of this
installation. The database keeps the nonce and two fingerprints, so that whoever reads a copy of
it can open nothing, while a letter can be printed again without making the first one void.
"""

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64encode

TOKEN_BYTES = 16
"""128 bits."""
CODE_LENGTH = 8
ALPHABET = "234679CDFGHJKMNPQRTVWXYZ"
"""No look-alikes (0 O, 1 I L, 5 S, 8 B), and no vowels, so that no code is a word."""


def new_nonce() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(TOKEN_BYTES)


def token_of(nonce: str, *, secret: bytes) -> str:
    """Return the 22 characters of the personal link."""
    return urlsafe_b64encode(_derive(secret, "link", nonce)[:TOKEN_BYTES]).rstrip(b"=").decode()


def code_of(nonce: str, *, secret: bytes) -> str:
    """Return the 8 characters of the short code, without the dash it is shown with."""
    number = int.from_bytes(_derive(secret, "code", nonce))
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def fingerprint(key: str, *, secret: bytes) -> str:
    """Return what is stored of a token or a code: 64 hexadecimal digits.

    Keyed, because all short codes can be tried in hours by whoever has a copy of the database.
    """
    return _derive(secret, "stored", key).hex()


def shown(code: str) -> str:
    """Return a code as it is printed: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str | None:
    """Return the code that somebody typed, whatever the case, spaces, dashes or kind of digits.

    None when it cannot be a code.
    """
    plain = "".join(_plain(letter) for letter in unicodedata.normalize("NFKC", text.upper()))
    is_code = len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET)
    return plain if is_code else None


def _plain(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) in ("Pd", "Cf", "Po"):
        return ""
    # A phone set to Arabic or Persian types other digits.
    return str(unicodedata.digit(letter, letter))


def _derive(secret: bytes, purpose: str, text: str) -> bytes:
    return hmac.digest(secret, f"partnerlink-invitation-{purpose}:{text}".encode(), hashlib.sha256)
