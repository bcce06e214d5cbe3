"""docs/states.md says what the code does."""

from tools.write_states import LIVES, PAGE, page


def test_the_page_of_states_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.write_states"


def test_the_page_names_every_state_and_every_step() -> None:
    text = page()
    for life, states in LIVES:
        section = text.partition(f"## {life.concept.capitalize()}\n")[2].partition("\n## ")[0]
        assert all(state.value in section for state in states)
        assert all(f"`{action}`" in section for action in (*life.births, *life.moves))
