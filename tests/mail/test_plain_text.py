import pytest

from partnerlink.mail.plain_text import fact, one_line, printable, tidied, wrapped


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("een\r\ntwee\rdrie\n", "een twee drie"),
        ("  veel   ruimte ", "veel ruimte"),
        ("tab\tteken", "tab teken"),
        ("nul\x00en bel\x07", "nulen bel"),
        ("regel\u2028einde", "regel einde"),
        ("half \ud83d", "half ?"),
    ],
)
def test_a_header_gets_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_line_breaks_of_every_kind_become_the_same() -> None:
    assert printable("a\r\nb\rc\x85d\u2029e") == "a\nb\nc\nd\ne"


def test_long_lines_are_broken_between_words_and_own_lines_are_kept() -> None:
    text = wrapped("woord " * 30 + "\nNieuwe regel")

    assert all(len(line) <= 72 for line in text.splitlines())
    assert text.splitlines()[-1] == "Nieuwe regel"


def test_an_address_is_never_broken() -> None:
    url = "https://partnerlink.example/" + "a-" * 60
    assert url in wrapped(f"Kijk op {url}").splitlines()


def test_what_somebody_else_wrote_is_marked_on_every_line() -> None:
    assert wrapped("een\n\ntwee", "> ") == "> een\n>\n> twee"


def test_a_short_fact_takes_one_line_and_a_long_one_stands_under_its_term() -> None:
    assert fact("Waar", "Emmen") == "Waar: Emmen"
    assert fact("Data", "een\ntwee") == "Data:\n    een\n    twee"
    assert fact("Doel", "woord " * 20).startswith("Doel:\n    woord")


def test_what_a_template_leaves_is_tidied() -> None:
    assert tidied("\n\neen  \n\n\n\ntwee\n\n") == "een\n\ntwee\n"
