"""The link with which helpers at the door get in, for this evening only."""

import io
from dataclasses import dataclass

import segno
from markupsafe import Markup

from partnerlink import links
from partnerlink.links import Purpose
from partnerlink.models.evening import Evening


@dataclass(frozen=True)
class DoorLink:
    """The address, and a drawing of it for the camera of a phone."""

    url: str
    drawing: Markup


def door_link(evening: Evening) -> DoorLink:
    """Return the link of an evening; renewing its door makes every link of before void."""
    token = links.sign(Purpose.DOOR, evening.id, evening.door_version)
    url = links.absolute("door.open", token=token)
    return DoorLink(url, _drawing(url))


def _drawing(url: str) -> Markup:
    drawn = io.BytesIO()
    segno.make(url, error="m").save(
        drawn, kind="svg", scale=4, border=2, xmldecl=False, svgns=False, light="#fff"
    )
    # It is our own drawing of an address that we made; nothing in it was typed by anybody.
    return Markup(drawn.getvalue().decode())
