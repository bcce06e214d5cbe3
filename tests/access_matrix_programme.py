"""Who gets what at the addresses of an evening's programme; a part of the access matrix."""

from tests.access_matrix import SCHOOL, at

ONE = {"number": "@evening", "presentation": "@presentation"}

PROGRAMME_GETS = (
    at("programme.show", (SCHOOL, 200), number="@evening"),
    at("programme.places.show", (SCHOOL, 200), **ONE),
    at("programme.prints.show_rooms", (SCHOOL, 200), number="@evening"),
    at("programme.prints.show_classes", (SCHOOL, 200), number="@evening"),
    at("programme.prints.show_families", (SCHOOL, 200), number="@evening"),
)
PROGRAMME_POSTS = (
    at("programme.submit_plan", (SCHOOL, 302), sent={"keep": "placed"}, number="@evening"),
    at("programme.places.submit_move", (SCHOOL, 422), sent={"room": "x"}, **ONE),
    at("programme.places.submit_swap", (SCHOOL, 422), sent={"other": "x"}, **ONE),
    at("programme.places.submit_wishes", (SCHOOL, 302), sent={"preferred_round": "@round"}, **ONE),
    at("programme.places.submit_fixed", (SCHOOL, 302), **ONE),
    at(
        "programme.places.submit_loose",
        (SCHOOL, 302),
        number="@evening",
        presentation="@fixed presentation",
    ),
    # Families know of an open evening: nobody is taken out any more.
    at("programme.places.submit_out", (SCHOOL, 409), **ONE),
)
