"""How often somebody may be wrong about the key of a family; see docs/decisions/0016."""

from flask_limiter.util import get_remote_address
from limits import parse

from partnerlink.limits import count, is_used_up

WRONG_LINKS = parse("200 per 10 minutes")
"""Of one address. A link of 128 bits cannot be guessed; this is for who asks for the load of it."""
WRONG_CODES = parse("60 per 10 minutes")
"""Of one address, of which a school or a telephone company may have one for everybody."""
WRONG_CODES_OF_ALL = parse("300 per 10 minutes")
"""Far more than those who mistype: somebody guesses from many addresses."""
WRONG_CODES_SLOWED = parse("5 per 10 minutes")
"""Of one address, as long as somebody does."""

LINKS, CODES = "invitation links", "invitation codes"
EVERYBODY = "everybody"


def is_wrong_too_often() -> bool:
    """Tell whether a wrong link of this address is not worth an answer any more."""
    return is_used_up(WRONG_LINKS, LINKS, get_remote_address())


def record_wrong_link() -> None:
    """Count a link that opens nothing."""
    count(WRONG_LINKS, LINKS, get_remote_address())


def may_try_code() -> bool:
    """Tell whether a code of this address is looked up at all, whether it is right or wrong."""
    address = get_remote_address()
    is_attacked = is_used_up(WRONG_CODES_OF_ALL, CODES, EVERYBODY)
    slowed = is_attacked and is_used_up(WRONG_CODES_SLOWED, CODES, address)
    return not slowed and not is_used_up(WRONG_CODES, CODES, address)


def record_wrong_code() -> None:
    """Count a code that opens nothing."""
    address = get_remote_address()
    count(WRONG_CODES, CODES, address)
    count(WRONG_CODES_SLOWED, CODES, address)
    count(WRONG_CODES_OF_ALL, CODES, EVERYBODY)
