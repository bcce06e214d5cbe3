"""The links and codes of invitations, and the helpers' link of an evening."""

from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import links
from partnerlink.domain.invitation_codes import (
    code_of,
    fingerprint,
    new_nonce,
    token_of,
)
from partnerlink.models.invitation import Invitation

AT_ONCE = 500
"""Codes that one statement looks up."""


def renew(session: Session, invitation: Invitation) -> None:
    """Give an invitation a link and a code that no other has."""
    renew_all(session, [invitation])


def renew_all(session: Session, invitations: Collection[Invitation]) -> None:
    """Give each invitation a link and a code that no other has, in a few statements."""
    secret, waiting, given = _secret(), list(invitations), set[str]()
    while waiting:
        drawn = [(one, nonce, _code_hash(nonce, secret=secret)) for one, nonce in _draw(waiting)]
        taken = _taken(session, [code_hash for _, _, code_hash in drawn])
        waiting = []
        for one, nonce, code_hash in drawn:
            if code_hash in taken or code_hash in given:
                waiting.append(one)
                continue
            given.add(code_hash)
            token_hash = fingerprint(token_of(nonce, secret=secret), secret=secret)
            one.renew_link(nonce=nonce, token_hash=token_hash, code_hash=code_hash)


def token(invitation: Invitation) -> str:
    """Return the token of an invitation's personal link."""
    return token_of(invitation.nonce, secret=_secret())


def code(invitation: Invitation) -> str:
    """Return the short code of an invitation, 8 characters."""
    return code_of(invitation.nonce, secret=_secret())


def address(invitation: Invitation) -> str:
    """Return the full address of the answer page."""
    return links.absolute("parents.show", token=token(invitation))


def hash_of(key: str) -> str:
    """Return the fingerprint under which a token or a code is stored."""
    return fingerprint(key, secret=_secret())


def _draw(invitations: Collection[Invitation]) -> list[tuple[Invitation, str]]:
    return [(one, new_nonce()) for one in invitations]


def _code_hash(nonce: str, *, secret: bytes) -> str:
    return fingerprint(code_of(nonce, secret=secret), secret=secret)


def _taken(session: Session, code_hashes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(code_hashes), AT_ONCE):
        part = code_hashes[start : start + AT_ONCE]
        with session.no_autoflush:
            found |= set(
                session.scalars(select(Invitation.code_hash).where(Invitation.code_hash.in_(part)))
            )
    return found


def _secret() -> bytes:
    return str(current_app.secret_key or "").encode()
