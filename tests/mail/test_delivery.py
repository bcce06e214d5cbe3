import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from partnerlink.config import BadSetting
from partnerlink.mail.delivery import (
    MailServer,
    NotNow,
    Security,
    ServerAway,
    Smtp,
    Undeliverable,
    server_from,
)
from tests.mail.smtp_sink import Sink, running


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def url(sink: Sink) -> Iterator[str]:
    with running(sink, auth_require_tls=False) as address:
        yield address


@pytest.fixture
def smtp(url: str) -> Iterator[Smtp]:
    with connected(url) as smtp:
        yield smtp


@contextmanager
def connected(url: str, *, seconds: float = 5) -> Iterator[Smtp]:
    smtp = Smtp(server_from(url), own_name="partnerlink.example", seconds=seconds)
    try:
        yield smtp
    finally:
        smtp.close()


def mail_to(address: str = "hassan@bedrijf.example") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "PartnerLink <partnerlink@example.nl>"
    message["To"] = address
    message["Subject"] = "Één gastles"
    message.set_content("Dag Hassan,\n.\nTot dan.\n")
    return message


def test_a_mail_arrives_as_it_was_written(sink: Sink, smtp: Smtp) -> None:
    smtp.deliver(mail_to())

    (envelope,) = sink.envelopes
    assert envelope.rcpt_tos == ["hassan@bedrijf.example"]
    assert envelope.mail_from == "partnerlink@example.nl"
    assert sink.messages[0]["Subject"] == "Één gastles"
    assert sink.messages[0].get_content().splitlines() == ["Dag Hassan,", ".", "Tot dan."]


def test_two_mails_go_over_one_connection(sink: Sink, smtp: Smtp) -> None:
    smtp.deliver(mail_to())
    smtp.deliver(mail_to("joke@school.example"))

    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [
        ["hassan@bedrijf.example"],
        ["joke@school.example"],
    ]


@pytest.mark.parametrize("stage", ["to_receiver", "to_mail"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("550 5.1.1 Unknown user", Undeliverable),
        ("552 Too big", Undeliverable),
        ("450 Mailbox busy", NotNow),
        ("421 Going down", NotNow),
    ],
)
def test_a_refused_mail_is_for_good_at_5xx_and_for_now_at_4xx(
    sink: Sink, smtp: Smtp, stage: str, answer: str, kind: type[Exception]
) -> None:
    setattr(sink, stage, answer)

    with pytest.raises(kind, match=answer):
        smtp.deliver(mail_to())


def test_after_a_refusal_the_next_mail_goes_out(sink: Sink, smtp: Smtp) -> None:
    sink.to_receiver = "550 Unknown user"
    with pytest.raises(Undeliverable):
        smtp.deliver(mail_to())
    sink.to_receiver = "250 OK"

    smtp.deliver(mail_to("joke@school.example"))

    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [["joke@school.example"]]


def test_a_refused_sender_is_the_fault_of_no_single_mail(sink: Sink, smtp: Smtp) -> None:
    sink.to_sender = "550 We do not know you"

    with pytest.raises(ServerAway, match="550 We do not know you"):
        smtp.deliver(mail_to())


def test_a_server_that_is_not_there_is_away() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with (
            connected(f"smtp://127.0.0.1:{taken.getsockname()[1]}") as smtp,
            pytest.raises(ServerAway, match="ConnectionRefusedError"),
        ):
            smtp.deliver(mail_to())


def test_a_server_that_says_nothing_is_away() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        connected(f"smtp://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2) as smtp,
        pytest.raises(ServerAway, match="timed out"),
    ):
        smtp.deliver(mail_to())


def test_a_server_that_thinks_too_long_about_a_mail_is_away(sink: Sink, url: str) -> None:
    sink.seconds_to_think = 1.0
    with connected(url, seconds=0.2) as smtp, pytest.raises(ServerAway, match="timed out"):
        smtp.deliver(mail_to())


def test_who_has_a_password_signs_in_with_it(sink: Sink, url: str) -> None:
    with connected(url.replace("smtp://", "smtp://partner%40link:p%40ss%2Fword@")) as smtp:
        smtp.deliver(mail_to())

    assert sink.logins == [(b"partner@link", b"p@ss/word")]


def test_a_wrong_password_keeps_us_out_and_is_not_repeated(sink: Sink, url: str) -> None:
    with (
        connected(url.replace("smtp://", "smtp://partnerlink:wrong-word@")) as smtp,
        pytest.raises(ServerAway, match="535") as kept_out,
    ):
        smtp.deliver(mail_to())

    assert "wrong-word" not in str(kept_out.value)
    assert sink.envelopes == []


def test_asked_for_a_private_line_nothing_is_said_over_an_open_one(sink: Sink, url: str) -> None:
    with (
        connected(url.replace("smtp://", "smtp+starttls://user:p%40ss%2Fword@")) as smtp,
        pytest.raises(ServerAway, match="STARTTLS"),
    ):
        smtp.deliver(mail_to())

    assert sink.logins == []
    assert sink.envelopes == []


def test_an_address_that_this_server_cannot_write_is_undeliverable() -> None:
    with (
        running(Sink(), enable_SMTPUTF8=False) as url,
        connected(url) as smtp,
        pytest.raises(Undeliverable, match="SMTPUTF8"),
    ):
        smtp.deliver(mail_to("zoë@bedrijf.example"))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", ("localhost", 25, Security.NONE, "", "")),
        ("smtps://u:p@mail.example", ("mail.example", 465, Security.TLS, "u", "p")),
        ("smtp+starttls://mail.example:2525", ("mail.example", 2525, Security.STARTTLS, "", "")),
        ("smtp+starttls://a%40b:c%3Ad@[::1]", ("::1", 587, Security.STARTTLS, "a@b", "c:d")),
    ],
)
def test_the_url_names_the_server(url: str, server: tuple[object, ...]) -> None:
    found = server_from(url)

    assert isinstance(found, MailServer)
    assert (found.host, found.port, found.security, found.user, found.password) == server


@pytest.mark.parametrize(
    "url", ["mail.example", "http://u:word@h", "smtp://u:word@", "smtp://u:word@h:x"]
)
def test_a_url_that_cannot_be_read_is_a_clear_error_without_the_password(url: str) -> None:
    with pytest.raises(BadSetting, match="PARTNERLINK_SMTP_URL must be one of smtp://") as bad:
        server_from(url)
    assert "word@h" not in str(bad.value).replace("password@host", "")
