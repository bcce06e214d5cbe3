import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.geo.errors import PostcodeMalformed
from partnerlink.geo.postcodes import four_digits_of, normalise_postcode

FORBIDDEN = ("SA", "SD", "SS")
POSTCODES = st.tuples(
    st.integers(1000, 9999),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2).filter(
        lambda letters: letters not in FORBIDDEN
    ),
)


@pytest.mark.parametrize(
    "typed",
    ["7811AB", "7811 ab", " 7811  AB ", "NL-7811AB", "nl 7811 ab", "7811\u00a0AB", "7811-AB"],
)
def test_the_usual_spellings_become_one(typed: str) -> None:
    assert normalise_postcode(typed) == "7811 AB"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "7811",
        "AB",
        "0000 AA",
        "0123 AB",
        "7811 A",
        "7811 ABC",
        "78111 AB",
        "B-7811 AB",
        "1234 SA",
        "1234 SD",
        "1234 SS",
        "1234 ss",
        "７８１１ AB",
        "7811 ÀB",
        "٧٨١١ AB",
        "7811\u202eAB",
        "7811\x00AB",
        "7811\nAB",
        "7811–AB",
        "<b>7811AB",
        "7811AB" * 100,
    ],
)
def test_what_is_no_postcode_is_a_clear_error(typed: str) -> None:
    with pytest.raises(PostcodeMalformed) as raised:
        normalise_postcode(typed)
    assert raised.value.code == "postcode_malformed"
    assert raised.value.text == typed


@given(POSTCODES, st.sampled_from(["", " ", "-", "\u00a0", "  "]), st.booleans())
def test_every_postcode_that_can_be_issued_is_accepted(
    postcode: tuple[int, str], gap: str, in_small: bool
) -> None:
    digits, letters = postcode
    typed = f"{digits}{gap}{letters}"
    assert normalise_postcode(typed.lower() if in_small else typed) == f"{digits} {letters}"


@given(st.text(max_size=15) | st.text("0123456789ABSDnl -", max_size=12))
def test_any_text_is_a_postcode_or_a_clear_error(text: str) -> None:
    try:
        postcode = normalise_postcode(text)
    except PostcodeMalformed:
        return
    assert re.fullmatch(r"[1-9][0-9]{3} [A-Z]{2}", postcode, re.ASCII)
    assert postcode[5:] not in FORBIDDEN
    assert normalise_postcode(postcode) == postcode


@pytest.mark.parametrize("typed", ["7811", " 7811 ", "7811 AB", "7811ab"])
def test_four_digits_alone_are_enough_to_know_where(typed: str) -> None:
    assert four_digits_of(typed) == "7811"


@pytest.mark.parametrize("typed", ["0811", "781", "78111", "７８１１", "7811 SS", "7811 A"])
def test_digits_that_are_no_postcode_are_a_clear_error(typed: str) -> None:
    with pytest.raises(PostcodeMalformed):
        four_digits_of(typed)
