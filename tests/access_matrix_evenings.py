"""Who gets what at the addresses of the presentation evenings; a part of the access matrix."""

from tests.access_matrix import SCHOOL, at
from tests.access_matrix_door import DOOR_GETS, DOOR_POSTS
from tests.access_matrix_invitations import INVITATION_GETS, INVITATION_POSTS
from tests.access_matrix_parents import PARENT_GETS, PARENT_POSTS
from tests.access_matrix_programme import PROGRAMME_GETS, PROGRAMME_POSTS
from tests.access_matrix_school_evenings import WHOLE_EVENING_GETS, WHOLE_EVENING_POSTS

LONGER_LIST = "code\troepnaam\n000001\tNoor\n000003\tBo\n"

PUPIL_GETS = (
    at("pupils.show", (SCHOOL, 200), number="@evening"),
    at("pupils.show_new", (SCHOOL, 200), number="@evening"),
    at("pupils.show_pupil", (SCHOOL, 200), number="@evening", pupil_number="@pupil"),
    at("pupils.show_removal", (SCHOOL, 200), number="@evening", pupil_number="@pupil"),
    at("pupils.show_undo", (SCHOOL, 200), number="@evening"),
    at("pupils.imports.show_upload", (SCHOOL, 200), number="@evening"),
    at("pupils.imports.show_preview", (SCHOOL, 200), number="@evening"),
)
PUPIL_POSTS = (
    at(
        "pupils.submit_new",
        (SCHOOL, 302),
        sent={"code": "000002", "first_name": "Lina", "language": "nl"},
        number="@evening",
    ),
    at(
        "pupils.submit_pupil",
        (SCHOOL, 302),
        sent={
            "first_name": "Sam",
            "addresses_1": "nieuw@familie.example",
            "language_1": "ar",
        },
        number="@evening",
        pupil_number="@pupil",
    ),
    at("pupils.submit_removal", (SCHOOL, 302), number="@evening", pupil_number="@pupil"),
    at("pupils.submit_undo", (SCHOOL, 302), sent={"lijst": "1"}, number="@evening"),
    at(
        "pupils.imports.submit_upload", (SCHOOL, 302), sent={"text": LONGER_LIST}, number="@evening"
    ),
    at(
        "pupils.imports.submit_columns",
        (SCHOOL, 302),
        sent={"kolom-0": "code", "kolom-1": "full_name"},
        number="@evening",
    ),
    at("pupils.imports.submit_lines", (SCHOOL, 302), sent={"text": LONGER_LIST}, number="@evening"),
    at("pupils.imports.submit_import", (SCHOOL, 302), number="@evening"),
    at("pupils.imports.submit_discard", (SCHOOL, 302), number="@evening"),
)
EVENING_GETS = (
    WHOLE_EVENING_GETS + PUPIL_GETS + INVITATION_GETS + PARENT_GETS + PROGRAMME_GETS + DOOR_GETS
)
EVENING_POSTS = (
    WHOLE_EVENING_POSTS
    + PUPIL_POSTS
    + INVITATION_POSTS
    + PARENT_POSTS
    + PROGRAMME_POSTS
    + DOOR_POSTS
)
