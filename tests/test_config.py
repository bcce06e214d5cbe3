"""Settings: what is refused at the start, so that nothing weak runs in production."""

import pytest

from partnerlink.config import BadSetting, settings_from

KEY = {"PARTNERLINK_SECRET_KEY": "k" * 32}


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


def test_the_public_address_has_no_slash_at_its_end() -> None:
    settings = settings_from(KEY | {"PARTNERLINK_PUBLIC_URL": "https://partnerlink.example/"})

    assert settings.public_url == "https://partnerlink.example"
