"""Which rooms are called by a code only, and get a word before it."""

import pytest

from partnerlink.domain.room_names import is_code


@pytest.mark.parametrize(
    "name",
    ["1", "12", "104", "1.14", "0.12a", "A3", "A1", "B-104", "b 12", "3/4", "A", "BG", " 7 "],
)
def test_a_number_or_a_short_code_says_nothing_by_itself(name: str) -> None:
    assert is_code(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Lokaal 12", "lokaal 1.14", "Aula", "Gym 2", "Zaal 3", "Kantine", "Room 5", "Hal"),
        *("1e etage", "Muzieklokaal", "Lab", "A1 (muziek)", "12 boven", "", "-", "القاعة 3"),
    ],
)
def test_a_name_with_a_word_in_it_is_shown_as_the_school_typed_it(name: str) -> None:
    assert not is_code(name)
