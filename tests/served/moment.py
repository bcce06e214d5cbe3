"""The moment at which a process of a test lives, handed to it in its environment."""

import os
from datetime import datetime

VARIABLE = "PARTNERLINK_TEST_MOMENT"


def read_moment() -> datetime:
    """Return the moment that whoever started this process chose."""
    return datetime.fromisoformat(os.environ[VARIABLE])
