"""Passwords, kept as argon2id hashes; what was typed is never stored, logged or shown."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. Sixteen threads that sign
# people in at once then take 300 MiB, not the gigabyte of the library's default.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_FEWEST_DIFFERENT_SIGNS = 5


def hash_password(password: str) -> str:
    """Return what may be stored of a password."""
    return _HASHER.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Tell whether `password` is the one that was stored.

    Takes as long when nothing is stored, so that the time tells nobody whether an address exists.
    """
    try:
        _HASHER.verify(stored or _hash_of_nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Tell whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(stored)


def is_easy_to_guess(password: str, *, email: str) -> bool:
    """Tell whether a long password is still no secret: few different signs, or the address."""
    typed = password.casefold()
    return len(set(typed)) < _FEWEST_DIFFERENT_SIGNS or typed in email.casefold()


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash("nobody has this password")
