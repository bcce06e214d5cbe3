"""The product as it is served for real, but at a moment that a test chooses."""

import os

from partnerlink import clock
from partnerlink.app import create_app
from partnerlink.config import settings_from
from tests.served.moment import read_moment

moment = read_moment()
clock.now = lambda: moment
app = create_app(settings_from(os.environ))
