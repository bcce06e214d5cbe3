"""A letter holds whole sentences of a school's own words, and says where the others stand."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.blueprints.invitations.letters.texts import CROWDED, texts_of
from partnerlink.models.evening import Evening

SHORT = "Kom op tijd.\nStel een vraag."
RULE = "Kom tien minuten voor de presentatie en meld u bij de balie in de hal van de school."


def evening(spelregels: str, home_task: str = "") -> Evening:
    return Evening(spelregels=spelregels, home_task=home_task)


def test_short_texts_stand_there_whole_in_the_usual_type() -> None:
    found = texts_of(evening(SHORT, "Oefen samen."), children=1)

    assert found.rules == ("Kom op tijd.", "Stel een vraag.")
    assert found.home_task == ("Oefen samen.",)
    assert (found.is_dense, found.is_all) == (False, True)


def test_longer_texts_come_in_a_smaller_type_before_anything_is_left_out() -> None:
    found = texts_of(evening("\n".join([RULE] * 6)), children=1)

    assert len(found.rules) == 6
    assert (found.is_dense, found.is_all) == (True, True)


def test_what_does_not_fit_is_left_out_after_a_whole_sentence() -> None:
    long = " ".join(f"Regel {number} is dat u op tijd komt." for number in range(60))
    found = texts_of(evening(long), children=3)

    assert not found.is_all
    assert found.rules
    assert found.rules[0].endswith("komt.")
    assert long.startswith(found.rules[0])


def test_a_sentence_that_is_longer_than_a_letter_is_left_to_the_page() -> None:
    found = texts_of(evening("woord " * 400), children=1)

    assert (found.rules, found.is_all) == ((), False)


def test_with_many_children_the_page_holds_the_texts() -> None:
    found = texts_of(evening(SHORT), children=CROWDED + 1)

    assert (found.rules, found.is_all) == ((), False)


@pytest.mark.parametrize("children", [1, 2, 3])
def test_the_rules_that_a_school_left_as_they_are_always_fit(app: Flask, children: int) -> None:
    with app.test_request_context():
        found = texts_of(evening(""), children=children)

    assert found.are_rules_usual
    assert (len(found.rules), found.is_all) == (5, True)


@given(
    rules=st.lists(st.text("abc. ", max_size=120), max_size=40),
    task=st.text("abc.\n ", max_size=600),
    children=st.integers(1, 5),
)
def test_what_is_shown_is_always_a_beginning_and_says_so(
    rules: list[str], task: str, children: int
) -> None:
    wanted = evening("x\n" + "\n".join(rules), task)
    found = texts_of(wanted, children=children)

    for shown, text in ((found.rules, wanted.spelregels), (found.home_task, task)):
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        assert shown[:-1] == lines[: len(shown[:-1])]
        assert all(
            line.split()[: len(part.split())] == part.split()
            for part, line in zip(shown, lines, strict=False)
        )
        assert shown == lines or not found.is_all
