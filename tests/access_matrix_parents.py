"""Who gets what at the addresses of parents: whoever has the key; a part of the access matrix."""

from tests.access_matrix import EVERYBODY, HELPER, at

TO_THE_DOOR = (frozenset({HELPER}), 303)
"""Every letter that a helper scans is for the door, which says whether it is of tonight."""
ASKED, COMING = "@parent link", "@coming parent link"

PARENT_GETS = (
    at("parents.show", (EVERYBODY, 200), TO_THE_DOOR, token=ASKED),
    at("parents.show", (EVERYBODY, 404), TO_THE_DOOR, token="no-such-key"),
    at("parents.show_people", (EVERYBODY, 303), token=ASKED),
    at("parents.show_people", (EVERYBODY, 200), token=COMING),
    at("parents.show_needs", (EVERYBODY, 200), token=COMING),
    at("parents.show_cancel", (EVERYBODY, 200), token=COMING),
    at("parents.show_calendar", (EVERYBODY, 200), token=COMING),
    at("parents.show_calendar", (EVERYBODY, 303), token=ASKED),
    at("parents.show_code", (EVERYBODY, 200)),
)
PARENT_POSTS = (
    at("parents.submit", (EVERYBODY, 303), sent={"people": "2"}, token=ASKED),
    at("parents.submit", (EVERYBODY, 422), sent={"people": "99"}, token=ASKED),
    at("parents.submit_needs", (EVERYBODY, 303), sent={"needs_lift": "y"}, token=COMING),
    at("parents.submit_code", (EVERYBODY, 303), sent={"code": "@parent code"}),
)
