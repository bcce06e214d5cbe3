"""Who PartnerLink's mail comes from."""

from email.headerregistry import Address
from email.utils import parseaddr

from flask import current_app

from partnerlink.config import BadSetting


def sender() -> Address:
    """Return the name and address of PARTNERLINK_MAIL_FROM.

    Raises BadSetting when it is no address.
    """
    written: str = current_app.config["SETTINGS"].mail_from
    name, address = parseaddr(written)
    try:
        return Address(name or "PartnerLink", addr_spec=address)
    except (ValueError, IndexError) as bad:
        raise BadSetting(f"PARTNERLINK_MAIL_FROM is not a mail address: {written!r}") from bad
