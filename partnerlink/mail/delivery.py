"""Hand a mail to the mail server that a URL names, and tell apart why it did not take it."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol
from urllib.parse import unquote, urlsplit

from partnerlink.config import BadSetting
from partnerlink.mail.plain_text import one_line

SECONDS_TO_ANSWER = 20.0


class Undeliverable(Exception):
    """The server will never take this mail; another try is no use."""


class NotNow(Exception):
    """The server does not take this mail now, and may later."""


class ServerAway(Exception):
    """The server takes no mail at all now: it is not there, or does not let us in."""


class Security(StrEnum):
    """How the connection is kept private."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail goes, and as whom we come in; without a user we don't sign in."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = ""


class Delivery(Protocol):
    """A way for mail to leave."""

    def deliver(self, message: EmailMessage) -> None:
        """Hand a mail over; raises Undeliverable, NotNow or ServerAway."""
        ...

    def close(self) -> None:
        """Let go of the server."""
        ...


class KeptHere:
    """The demo without a mail server: letters are only written, and read in the Postvak."""

    def deliver(self, message: EmailMessage) -> None:
        """Do nothing: the mail is kept in its row."""

    def close(self) -> None:
        """Do nothing."""


class Smtp:
    """One connection to a mail server, opened at the first mail and again after a failure."""

    def __init__(
        self, server: MailServer, *, own_name: str, seconds: float = SECONDS_TO_ANSWER
    ) -> None:
        self._server, self._own_name, self._seconds = server, own_name, seconds
        self._connection: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage) -> None:
        """Send one mail to its receiver; raises Undeliverable, NotNow or ServerAway."""
        try:
            self._connected().send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            self.close()
            raise _because(*next(iter(refused.recipients.values()))) from refused
        except smtplib.SMTPDataError as refused:
            self.close()
            raise _because(refused.smtp_code, refused.smtp_error) from refused
        except smtplib.SMTPNotSupportedError as refused:
            self.close()
            raise Undeliverable(one_line(str(refused))) from refused
        except (smtplib.SMTPException, OSError) as failed:
            self.close()
            raise ServerAway(_words_of(failed)) from failed

    def close(self) -> None:
        """Hang up; whatever the server says to that."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            connection = self._open()
            try:
                self._enter(connection)
            except smtplib.SMTPException as failed:
                connection.close()
                raise ServerAway(_words_of(failed)) from failed
            except OSError:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(
                server.host,
                server.port,
                local_hostname=self._own_name,
                timeout=self._seconds,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(
            server.host, server.port, local_hostname=self._own_name, timeout=self._seconds
        )

    def _enter(self, connection: smtplib.SMTP) -> None:
        if self._server.security is Security.STARTTLS:
            connection.starttls(context=ssl.create_default_context())
        if self._server.user:
            connection.login(self._server.user, self._server.password)


def server_from(url: str) -> MailServer:
    """Read `smtp://user:password@host:port`, `smtp+starttls://...` or `smtps://...`.

    Raises BadSetting, which never repeats the password, when it cannot be read.
    """
    try:
        parts = urlsplit(url)
        security, port, host = Security(parts.scheme), parts.port, parts.hostname
    except ValueError:
        host = None
    if not host:
        schemes = ", ".join(f"{security}://" for security in Security)
        raise BadSetting(
            f"PARTNERLINK_SMTP_URL must be one of {schemes} with user:password@host:port"
        )
    return MailServer(
        host=host,
        port=port or PORTS[security],
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _because(code: int, answer: bytes | str) -> Undeliverable | NotNow:
    reason = _answer(code, answer)
    return Undeliverable(reason) if code >= 500 else NotNow(reason)


def _words_of(failed: Exception) -> str:
    if isinstance(failed, smtplib.SMTPResponseException):
        return _answer(failed.smtp_code, failed.smtp_error)
    return one_line(f"{type(failed).__name__}: {failed}")


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return one_line(f"{code} {words}")
