"""A real SMTP server on a free port that keeps what it gets, or answers as it is told to."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

TAKEN = "250 OK"


class Sink:
    """What the server got, and what it answers: to a receiver, to the mail itself."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.to_receiver = TAKEN
        self.to_mail = TAKEN
        self.to_sender = TAKEN
        self.seconds_to_think = 0.0
        self.logins: list[tuple[bytes, bytes]] = []

    @property
    def messages(self) -> list[EmailMessage]:
        """Return the mails that were taken, parsed."""
        return [
            cast(EmailMessage, message_from_bytes(cast(bytes, e.content), policy=default))
            for e in self.envelopes
        ]

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a sender."""
        if self.to_sender == TAKEN:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.to_sender

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a receiver."""
        if self.to_receiver == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.to_receiver

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take or refuse a mail."""
        await asyncio.sleep(self.seconds_to_think)
        if self.to_mail == TAKEN:
            self.envelopes.append(envelope)
        return self.to_mail

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        """Let in whoever knows the word."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"p@ss/word", handled=False)


def free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(sink: Sink, **options: Any) -> Iterator[str]:
    """Run the server on a free port and give its URL."""
    port = free_port()
    controller = Controller(
        sink, hostname="127.0.0.1", port=port, authenticator=sink.authenticate, **options
    )
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
