"""Who gets what at the pages of a whole evening; a part of the access matrix."""

from tests.access_matrix import ANY_SCHOOL, SCHOOL, at

WHOLE_EVENING_GETS = (
    at("evenings.show_list", (ANY_SCHOOL, 200)),
    at("evenings.show_new", (ANY_SCHOOL, 200)),
    at("evenings.show", (SCHOOL, 200), number="@evening"),
    at("evenings.show_form", (SCHOOL, 200), number="@evening"),
    at("evenings.rooms.show", (SCHOOL, 200), number="@evening"),
    at("evenings.steps.show_open", (SCHOOL, 200), number="@draft evening"),
    at("evenings.steps.show_cancel", (SCHOOL, 200), number="@evening"),
    at("evenings.steps.show_removal", (SCHOOL, 200), number="@draft evening"),
    at("evenings.untold.show", (SCHOOL, 200), number="@evening"),
    at("evenings.untold.show_notes", (SCHOOL, 409), number="@evening"),
    at("evenings.report.show", (SCHOOL, 200), number="@evening"),
    at("evenings.report.download", (SCHOOL, 200), number="@evening"),
)
WHOLE_EVENING_POSTS = (
    at("evenings.submit_new", (ANY_SCHOOL, 422), sent={"title": "Presentaties leerjaar 3"}),
    at(
        "evenings.submit_form",
        (SCHOOL, 302),
        sent={
            "title": "Presentaties leerjaar 3",
            "day": "2026-12-08",
            "address": "Hoofdstraat 1, 7811 AB Emmen",
            "phone": "0591 123 456",
            "contact": "@teacher",
            "answer_by": "2026-12-06",
            "held_until": "2026-12-01",
            "seats_per_family": "2",
            "welcome": "Fijn dat u komt.",
        },
        number="@evening",
    ),
    at("evenings.submit_copy", (SCHOOL, 302), number="@evening"),
    at(
        "evenings.rooms.submit",
        (SCHOOL, 302),
        sent={
            "rooms-0-name": "Aula",
            "rooms-0-capacity": "80",
            "presentations_per_round": "3",
        },
        number="@evening",
    ),
    at(
        "evenings.rooms.submit_quick",
        (SCHOOL, 302),
        sent={
            "number": "2",
            "seats": "30",
            "rounds": "2",
            "start": "19:00",
            "minutes": "20",
            "pause": "10",
        },
        number="@empty evening",
    ),
    at("evenings.steps.submit_open", (SCHOOL, 302), number="@draft evening"),
    at("evenings.steps.submit_cancel", (SCHOOL, 302), number="@evening"),
    at("evenings.steps.submit_removal", (SCHOOL, 302), number="@draft evening"),
    at("evenings.steps.submit_door", (SCHOOL, 302), number="@evening"),
)
