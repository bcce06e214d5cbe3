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
from string import ascii_uppercase, digits

TOKEN_BYTES = 16
"""128 bits."""
CODE_LENGTH = 8
ALPHABET = "234679CDFHJKMPQRTWXY"
"""No look-alikes, in print or by hand: of 0 O, 1 I L 7, 2 Z, 5 S, 6 G, C G, 8 B and U V Y at most
one is left. M without N, which sound alike; and no vowels, so that no code is a word.

20 signs make 20^8, or 2.6 * 10^10 codes: 34.6 bits. That is too little for whoever may guess on, so
what keeps a code is the throttle. One network address may be wrong 8,640 times a day
(docs/decisions/0016): against 30,000 families at once, a large region, that is one hit in a hundred
days; against one school of 1,500, one in five and a half years.
"""
NEVER_USED = "".join(sorted(set(digits + ascii_uppercase) - set(ALPHABET)))
"""What whoever reads a code wrongly may look for in it: it is not there."""
CYRILLIC_TWINS = str.maketrans("СНКМРТХУ", "CHKMPTXY")
"""Letters of another keyboard that look the same as one of ours, and as nothing else."""


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

    None when it cannot be a code: a sign that no code holds is never taken for another.
    """
    letters = unicodedata.normalize("NFKC", text.upper()).translate(CYRILLIC_TWINS)
    plain = "".join(_plain(letter) for letter in letters)
    is_code = len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET)
    return plain if is_code else None


def _plain(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) in ("Pd", "Cf", "Po"):
        return ""
    # A phone set to Arabic or Persian types other digits.
    return str(unicodedata.digit(letter, letter))


def _derive(secret: bytes, purpose: str, text: str) -> bytes:
    return hmac.digest(secret, f"partnerlink-invitation-{purpose}:{text}".encode(), hashlib.sha256)
