import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.geo.errors import HouseNumberMalformed
from partnerlink.geo.house_numbers import HouseNumber


@pytest.mark.parametrize(
    ("typed", "number", "suffix"),
    [
        ("1", 1, ""),
        (" 202 ", 202, ""),
        ("1-A", 1, "A"),
        ("12a", 12, "A"),
        ("18A-1", 18, "A1"),
        ("7 bis", 7, "BIS"),
        ("14-16", 14, "16"),
        ("99999", 99999, ""),
    ],
)
def test_the_usual_spellings_are_read(typed: str, number: int, suffix: str) -> None:
    assert HouseNumber.parse(typed) == HouseNumber(number, suffix)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "0",
        "-1",
        "A1",
        "012",
        "123456",
        "1\n2",
        "1<b>",
        "１２",
        "1 é",
        "1" + "a" * 17,
        "1\x00",
    ],
)
def test_what_is_no_house_number_is_a_clear_error(typed: str) -> None:
    with pytest.raises(HouseNumberMalformed) as raised:
        HouseNumber.parse(typed)
    assert raised.value.code == "house_number_malformed"
    assert raised.value.text == typed


@pytest.mark.parametrize("written", ["1", "1A", "18A-1", "7-BIS", "14-16", "3-1HOOG"])
def test_a_number_is_written_as_the_registry_does(written: str) -> None:
    assert str(HouseNumber.parse(written.lower())) == written


@given(st.integers(1, 99999), st.from_regex(r"[A-Z]?([0-9A-Z]{1,4})?", fullmatch=True))
def test_what_is_written_is_read_back_the_same(number: int, suffix: str) -> None:
    house_number = HouseNumber(number, suffix)
    assert HouseNumber.parse(str(house_number)) == house_number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_clear_error(text: str) -> None:
    try:
        house_number = HouseNumber.parse(text)
    except HouseNumberMalformed:
        return
    assert 1 <= house_number.number <= 99999
    assert house_number.suffix == "" or house_number.suffix.isascii()
