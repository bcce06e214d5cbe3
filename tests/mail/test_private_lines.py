"""Mail over TLS, from the first byte or after STARTTLS, to a server that proves who it is."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import trustme
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import ServerAway, Smtp, server_from
from partnerlink.mail.worker import Tally
from partnerlink.models.outbox import BACK_OFF, MailState, OutboxMail
from tests.factories import NOW
from tests.mail.certificates import AUTHORITY, SOMEBODY_ELSE, server_context, trusting
from tests.mail.smtp_sink import Sink, running
from tests.mail.test_delivery import mail_to
from tests.mail.working import Moment, work

USER = "partner%40link:p%40ss%2Fword@"
SCHEMES = ("smtps", "smtp+starttls")
WRONG = {
    "signed by an authority that we do not know": (SOMEBODY_ELSE, "127.0.0.1"),
    "of another server": (AUTHORITY, "mail.example"),
}


@contextmanager
def private_server(scheme: str, sink: Sink, context: ssl.SSLContext) -> Iterator[str]:
    """Run a mail server that speaks TLS, and give its URL with a user and a password."""
    if scheme == "smtps":
        options = {"ssl_context": context, "auth_require_tls": False}
    else:
        options = {"tls_context": context, "require_starttls": True}
    with running(sink, **options) as url:
        yield url.replace("smtp://", f"{scheme}://{USER}")


def smtp_to(url: str) -> Smtp:
    return Smtp(server_from(url), own_name="partnerlink.example", seconds=5)


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_mail_and_password_go_over_a_private_line(scheme: str, sink: Sink) -> None:
    with trusting(), private_server(scheme, sink, server_context()) as url:
        smtp = smtp_to(url)
        smtp.deliver(mail_to())
        smtp.deliver(mail_to("joke@school.example"))
        smtp.close()

    assert [e.rcpt_tos[0] for e in sink.envelopes] == [
        "hassan@bedrijf.example",
        "joke@school.example",
    ]
    assert sink.logins == [(b"partner@link", b"p@ss/word")]


@pytest.mark.parametrize(("authority", "name"), WRONG.values(), ids=WRONG)
def test_a_certificate_is_refused(
    scheme: str, sink: Sink, authority: trustme.CA, name: str
) -> None:
    shown = server_context(authority, name=name)
    with (
        trusting(),
        private_server(scheme, sink, shown) as url,
        pytest.raises(ServerAway, match="certificate verify failed") as refused,
    ):
        smtp_to(url).deliver(mail_to())

    assert "p@ss" not in str(refused.value)
    assert (sink.logins, sink.envelopes) == ([], [])


@pytest.mark.both_databases
def test_mail_waits_with_its_reason_until_the_certificate_is_right(
    session: Session, mail: OutboxMail, sink: Sink, moment: Moment, scheme: str
) -> None:
    with trusting(), private_server(scheme, sink, server_context(SOMEBODY_ELSE)) as url:
        assert work(session, smtp_to(url), moment) == Tally(failed=1, is_server_away=True)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert mail.due_at == NOW + BACK_OFF[0]
    assert "certificate verify failed" in mail.last_error
    assert sink.envelopes == []

    moment.now = mail.due_at + timedelta(seconds=1)
    with trusting(), private_server(scheme, sink, server_context()) as url:
        assert work(session, smtp_to(url), moment).sent == 1
    assert mail.state is MailState.SENT


def test_a_server_that_speaks_no_tls_gets_nothing(sink: Sink) -> None:
    with trusting(), running(sink) as url:
        address = url.replace("smtp://", f"smtps://{USER}")
        with pytest.raises(ServerAway, match="SSL"):
            smtp_to(address).deliver(mail_to())

    assert (sink.logins, sink.envelopes) == ([], [])
