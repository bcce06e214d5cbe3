"""Links that carry their own proof."""

import pytest
from flask import Flask

from partnerlink import links
from partnerlink.domain.errors import LinkInvalid
from partnerlink.links import Purpose


def test_a_link_gives_back_its_facts(app: Flask) -> None:
    with app.app_context():
        token = links.sign(Purpose.CONFIRM_EMAIL, 7, "anna@example.nl")

        assert links.read(Purpose.CONFIRM_EMAIL, token) == [7, "anna@example.nl"]


def test_a_link_works_for_one_purpose_only(app: Flask) -> None:
    with app.app_context():
        token = links.sign(Purpose.CONFIRM_EMAIL, 7)

        with pytest.raises(LinkInvalid):
            links.read(Purpose.RESET_PASSWORD, token)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "W10.aaaa.bbbb"])
def test_a_forged_link_is_refused(app: Flask, token: str) -> None:
    with app.app_context(), pytest.raises(LinkInvalid):
        links.read(Purpose.RESET_PASSWORD, token)


def test_a_link_of_another_key_is_refused(app: Flask) -> None:
    with app.app_context():
        token = links.sign(Purpose.FEED, 7, 1)
        app.secret_key = "another-key-for-tests-0123456789abcdef"

        with pytest.raises(LinkInvalid):
            links.read(Purpose.FEED, token)


def test_an_old_link_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        token = links.sign(Purpose.RESET_PASSWORD, 7)
        monkeypatch.setitem(links.MAX_AGE_SECONDS, Purpose.RESET_PASSWORD, -1)

        with pytest.raises(LinkInvalid):
            links.read(Purpose.RESET_PASSWORD, token)


def test_an_absolute_link_starts_with_the_public_address_also_outside_a_request(app: Flask) -> None:
    with app.app_context():
        assert links.absolute("pages.show_privacy") == "http://localhost/privacy"
