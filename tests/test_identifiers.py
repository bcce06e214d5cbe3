import pytest

from partnerlink.domain.official_numbers import is_instellingscode, is_vestigingscode
from partnerlink.identifiers import has_usual_location_part, is_brin, written_plainly


@pytest.mark.parametrize("code", ["07NU", "7NUA", "07N", "07NU00", "07nu", "0A7B"])
def test_our_form_of_a_brin_is_the_one_of_stdnum(code: str) -> None:
    assert is_brin(code.upper()) is is_instellingscode(code.upper())


def test_an_unusual_location_part_is_a_warning_and_no_mistake() -> None:
    assert is_vestigingscode("30AJ0A")
    assert not has_usual_location_part("30AJ0A")
    assert has_usual_location_part("07NU00")
    assert not has_usual_location_part("07NU")


def test_a_number_is_read_as_people_write_it() -> None:
    assert written_plainly(" 07nu-00 ") == "07NU00"
    assert written_plainly("0123.4567") == "01234567"
