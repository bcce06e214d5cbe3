"""The application, for gunicorn and for `flask --app wsgi`."""

import os

from partnerlink.app import create_app
from partnerlink.config import settings_from

app = create_app(settings_from(os.environ))
