import pytest
from stdnum.nl import postcode as stdnum_postcode

from partnerlink.domain.official_numbers import (
    find_postcode,
    is_branch_number,
    is_instellingscode,
    is_kvk,
    is_vestigingscode,
)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("01234567", True),
        ("1234567", False),
        ("123456789", False),
        ("1234567a", False),
        ("١٢٣٤٥٦٧٨", False),
        ("12345678\n", False),
        ("", False),
    ],
)
def test_a_kvk_number_is_eight_digits(text: str, valid: bool) -> None:
    assert is_kvk(text) is valid


@pytest.mark.parametrize(("text", "valid"), [("000012345678", True), ("12345678", False)])
def test_a_branch_number_is_twelve_digits(text: str, valid: bool) -> None:
    assert is_branch_number(text) is valid


@pytest.mark.parametrize(("text", "valid"), [("25PJ", True), ("25pj", False), ("25PJ00", False)])
def test_an_instellingscode_is_two_digits_and_two_capitals(text: str, valid: bool) -> None:
    assert is_instellingscode(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [("07NU00", True), ("30AJ0A", True), ("07NU", False), ("07NU000", False), ("7NU000", False)],
)
def test_a_vestigingscode_may_end_in_a_letter(text: str, valid: bool) -> None:
    assert is_vestigingscode(text) is valid


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("9401 AB", "9401 AB"),
        (" 9401ab ", "9401 AB"),
        ("0000 AA", None),
        ("1234 SA", None),
        ("1234 SD", None),
        ("1234 SS", None),
        ("1234", None),
        ("1234 A", None),
        ("12345 AB", None),
        ("١234 AB", None),
    ],
)
def test_a_postcode_is_written_in_one_way(text: str, postcode: str | None) -> None:
    assert find_postcode(text) == postcode
    if text.isascii():
        assert stdnum_postcode.is_valid(text) is (postcode is not None)
