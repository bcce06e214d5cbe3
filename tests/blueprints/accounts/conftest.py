"""What the tests of accounts share."""

import pytest
from flask import Flask

from partnerlink import links
from partnerlink.links import Purpose
from tests.factories_accounts import Sign


@pytest.fixture
def sign(app: Flask) -> Sign:
    """Give a way to sign a link as a mail would."""

    def signed(purpose: Purpose, *facts: object) -> str:
        with app.app_context():
            return links.sign(purpose, *facts)

    return signed
