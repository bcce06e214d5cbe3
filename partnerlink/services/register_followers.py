"""What an organisation that signed up takes over when its line in the official list changes.

The list decides on the region, the holidays and the mail domain. What a manager can change by
hand follows the list only as long as nobody did: that is seen by its being what the list said
before. Levels are followed one by one, so that an isk that a school added itself stays.
"""

from typing import Any

from sqlalchemy import inspect

from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry

DECIDED = ("mail_domain", "holiday_region", "region_code", "region_name")
FOLLOWED = ("name", "phone", "website", "pupils")
ADDRESS = ("street", "house_number", "postcode", "city")
POINT = ("latitude", "longitude", "x", "y", "precision")


def follow(organisation: Organisation, entry: RegisterEntry) -> bool:
    """Bring an organisation up to a changed entry that is not flushed yet; tell if it changed."""
    for name in DECIDED:
        if getattr(entry, name) or getattr(organisation, name) == before(entry, name):
            setattr(organisation, name, getattr(entry, name))
    for name in FOLLOWED:
        if getattr(organisation, name) in (before(entry, name), "", None):
            setattr(organisation, name, getattr(entry, name) or getattr(organisation, name))
    if all(getattr(organisation, name) in (before(entry, name), "") for name in ADDRESS):
        _move(organisation, entry)
    old, new = before(entry, "levels") or frozenset(), entry.levels or frozenset()
    organisation.levels = (organisation.levels | (new - old)) - (old - new)
    return any(attribute.history.has_changes() for attribute in inspect(organisation).attrs)


def before(entry: RegisterEntry, name: str) -> Any:
    """Return what the entry said before this import; None for a new one."""
    history = inspect(entry).attrs[name].history
    if history.deleted:
        return history.deleted[0]
    return history.unchanged[0] if history.unchanged else None


def _move(organisation: Organisation, entry: RegisterEntry) -> None:
    is_moved = any(getattr(organisation, name) != getattr(entry, name) for name in ADDRESS)
    if is_moved or organisation.x is None:
        for name in (*ADDRESS, *POINT):
            setattr(organisation, name, getattr(entry, name))
