"""Who gets what at the door of an evening; a part of the access matrix."""

from collections.abc import Mapping

from tests.access_matrix import EVERYBODY, HELPER, NOBODY, NOT_THERE, SCHOOL, Case, at

HELPERS = frozenset({HELPER})
NOT_FOR_OTHERS = (frozenset({NOBODY}), NOT_THERE)
"""To somebody without a pass these pages are not there; nobody is asked to sign in for them."""


def _helpers(endpoint: str, status: int, sent: Mapping[str, str] | None = None, **at_: str) -> Case:
    return at(f"door.{endpoint}", NOT_FOR_OTHERS, (HELPERS, status), sent=sent, **at_)


DOOR_GETS = (
    at("door.open", (EVERYBODY, 200), token="@door link"),
    _helpers("show", 200),
    _helpers("show_rooms", 200),
    _helpers("show_family", 200, number="@expected tonight"),
    _helpers("show_family", NOT_THERE, number="@invitation"),
    _helpers("show_letter", NOT_THERE, token="x"),
    at("door.show_list", NOT_FOR_OTHERS, (SCHOOL | HELPERS, 200), number="@evening tonight"),
)
DOOR_POSTS = (
    at("door.submit_open", (EVERYBODY, 303), token="@door link"),
    _helpers("submit_leave", 303),
    _helpers("submit_check_in", 303, number="@expected tonight"),
    _helpers("submit_undo", 303, {"seen": "2"}, number="@inside tonight"),
)
