"""Settings: what is refused at the start, so that nothing weak runs in production."""

from pathlib import Path

import pytest

from partnerlink import config
from partnerlink.config import BadSetting, settings_from

KEY = {"PARTNERLINK_SECRET_KEY": "k" * 32}
DEVELOPMENT = {"PARTNERLINK_ENVIRONMENT": "development"}


@pytest.mark.parametrize("key", ["", "   ", "short", "k" * 31])
def test_production_refuses_to_start_without_a_good_secret_key(key: str) -> None:
    with pytest.raises(BadSetting, match="PARTNERLINK_SECRET_KEY"):
        settings_from({"PARTNERLINK_SECRET_KEY": key})


def test_the_demo_is_off_and_cookies_are_secure_unless_said_otherwise() -> None:
    settings = settings_from(KEY)

    assert not settings.is_demo
    assert not settings.is_development
    assert settings.database_url.startswith("sqlite:///")


@pytest.mark.parametrize(("word", "is_on"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_switch_is_on_or_off(word: str, is_on: bool) -> None:
    assert settings_from(KEY | {"PARTNERLINK_DEMO": word}).is_demo is is_on


def test_a_switch_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(BadSetting, match="PARTNERLINK_DEMO"):
        settings_from(KEY | {"PARTNERLINK_DEMO": "maybe"})


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(BadSetting, match="production, development"):
        settings_from(KEY | {"PARTNERLINK_ENVIRONMENT": "staging"})


def test_only_development_finds_the_key_of_make_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key_file = tmp_path / "secret_key"
    monkeypatch.setattr(config, "KEY_FILE", key_file)
    with pytest.raises(BadSetting, match="PARTNERLINK_SECRET_KEY"):
        settings_from(DEVELOPMENT)
    key_file.write_text("d" * 64 + "\n")
    assert settings_from(DEVELOPMENT).secret_key == "d" * 64
    assert settings_from(DEVELOPMENT | KEY).secret_key == "k" * 32
    with pytest.raises(BadSetting, match="PARTNERLINK_SECRET_KEY"):
        settings_from({})


def test_development_is_found_at_its_port_and_production_where_it_says() -> None:
    port = {"PORT": "8123"}
    said = {"PARTNERLINK_PUBLIC_URL": "https://partnerlink.example"}
    assert settings_from(KEY | DEVELOPMENT | port).public_url == "http://localhost:8123"
    assert (
        settings_from(KEY | DEVELOPMENT | port | said).public_url == said["PARTNERLINK_PUBLIC_URL"]
    )
    assert settings_from(KEY | port).public_url == "http://localhost:8000"


@pytest.mark.parametrize("address", ["kapot", "a b@c", "@x", "<a@b.nl>", "a@b.nl\nBcc: x@y.nl"])
def test_a_contact_that_is_no_mail_address_is_refused_by_name(address: str) -> None:
    with pytest.raises(BadSetting, match="PARTNERLINK_CONTACT must be a mail address"):
        settings_from(KEY | {"PARTNERLINK_CONTACT": address})


def test_the_contact_is_the_sender_of_mail_unless_said_otherwise() -> None:
    sender = {"PARTNERLINK_MAIL_FROM": "PartnerLink <post@partnerlink.example>"}
    assert settings_from(KEY | sender).contact_address == "post@partnerlink.example"
    contact = {"PARTNERLINK_CONTACT": "hulp@partnerlink.example"}
    assert settings_from(KEY | sender | contact).contact_address == "hulp@partnerlink.example"


@pytest.mark.parametrize("name", ["PARTNERLINK_PUBLIC_URL", "PARTNERLINK_PDOK_URL"])
@pytest.mark.parametrize("address", ["foo", "partnerlink.example", "ftp://x.example", "https://"])
def test_what_is_no_web_address_is_refused_by_name(name: str, address: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} must be a web address"):
        settings_from(KEY | {name: address})


def test_the_public_address_has_no_slash_at_its_end() -> None:
    settings = settings_from(KEY | {"PARTNERLINK_PUBLIC_URL": "https://partnerlink.example/"})

    assert settings.public_url == "https://partnerlink.example"


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:word@host/name", "postgres:5432/name"])
def test_another_database_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(BadSetting, match="must begin with sqlite:/// or postgresql://") as bad:
        settings_from(KEY | {"PARTNERLINK_DATABASE_URL": url})
    assert "word" not in str(bad.value)


@pytest.mark.parametrize("url", ["sqlite:////tmp/x.sqlite", "postgresql+psycopg://u:p@h/name"])
def test_both_databases_are_taken(url: str) -> None:
    assert settings_from(KEY | {"PARTNERLINK_DATABASE_URL": url}).database_url == url
