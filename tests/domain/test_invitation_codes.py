"""Codes that a parent reads from a letter, says over the phone, and types on an old keyboard."""

from itertools import combinations
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.invitation_codes import (
    ALPHABET,
    CODE_LENGTH,
    NEVER_USED,
    code_of,
    new_nonce,
    shown,
    typed,
)

ALIKE = ("0O", "1IL7", "2Z", "5S", "6G", "CG", "8B", "UVY", "MN", "4A")
SECRET = b"a-key-for-tests-only"


@pytest.mark.parametrize("group", ALIKE)
def test_of_signs_that_look_or_sound_alike_at_most_one_is_used(group: str) -> None:
    assert [pair for pair in combinations(group, 2) if set(pair) <= set(ALPHABET)] == []


def test_a_code_holds_more_than_34_bits_and_no_word() -> None:
    assert CODE_LENGTH * log2(len(ALPHABET)) > 34
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert set("AEIOU") <= set(NEVER_USED)
    assert sorted(ALPHABET + NEVER_USED) == sorted("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_codes_are_of_the_alphabet_and_read_back_as_they_are_shown() -> None:
    for _ in range(200):
        code = code_of(new_nonce(), secret=SECRET)
        assert set(code) <= set(ALPHABET)
        assert typed(shown(code)) == code


@pytest.mark.parametrize(
    "text",
    [
        "ckh4-mptx",
        " CKH4 MPTX ",
        "ckh4.mptx",
        "CKH4\u2013MPTX",
        "ＣＫＨ４ＭＰＴＸ",
        "СКН4-МРТХ",
        "скн4мртх",
        "CKH٤MPTX",
    ],
)
def test_a_code_is_read_whatever_the_keyboard(text: str) -> None:
    assert typed(text) == "CKH4MPTX"


@pytest.mark.parametrize("sign", NEVER_USED)
def test_a_sign_that_no_code_holds_is_never_taken_for_another(sign: str) -> None:
    assert typed(f"CKH4MPT{sign}") is None


@given(st.text(max_size=40))
def test_what_is_typed_is_a_code_or_none(text: str) -> None:
    found = typed(text)
    assert found is None or (len(found) == CODE_LENGTH and set(found) <= set(ALPHABET))
