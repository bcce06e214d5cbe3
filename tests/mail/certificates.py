"""Certificates for the mail server of a test, made on the spot by an authority of our own."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme

AUTHORITY = trustme.CA()
SOMEBODY_ELSE = trustme.CA()
HOST = "127.0.0.1"


def server_context(authority: trustme.CA = AUTHORITY, *, name: str = HOST) -> ssl.SSLContext:
    """Return what a server shows: a certificate for `name`, signed by `authority`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def trusting(authority: trustme.CA = AUTHORITY) -> Iterator[None]:
    """Let this computer trust one authority, as if an administrator had installed it.

    OpenSSL reads the name of that file from SSL_CERT_FILE each time a context is made.
    """
    with authority.cert_pem.tempfile() as path, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", path)
        yield
