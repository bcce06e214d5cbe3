"""The application, for gunicorn and for `flask --app wsgi`."""

import gc
import os
import sys

from partnerlink.app import create_app
from partnerlink.config import BadSetting, settings_from

GUNICORN_ENDS_TOO = 4
"""The exit status at which gunicorn ends with its worker; any other it starts over and over."""

try:
    app = create_app(settings_from(os.environ))
except BadSetting as bad:
    print(f"PartnerLink cannot start: {bad}.", file=sys.stderr)
    sys.exit(GUNICORN_ENDS_TOO)

# What stands now stays as long as the process: no collection needs to look at it again.
gc.collect()
gc.freeze()
