"""The English reads as English: nothing Dutch is left in it, and it stands on the page as well."""

import ast
import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools.catalogues import KEYWORDS, LANGUAGES, ROOT, catalogue_path, domain_of, sentences_in

DUTCH = frozenset(
    "bij deze een geen het kunt krijgt maar naar niet nog uw voor worden wordt ziet zijn".split()
)
"""Words that no Dutch page does without, and that are no English words either."""
AMERICAN = frozenset(
    "behavior canceled center color favorite kilometers license organization organizations".split()
)
WORD = re.compile(r"[^\W\d_]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with catalogue_path(ROOT, "en").open("rb") as file:
        return read_po(file, locale="en")


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Return every form of every sentence beside its translation."""
    return [
        pair
        for message in catalogue
        if message.id
        for pair in zip(_forms(message.id), _forms(message.string), strict=True)
    ]


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def words_of(text: str) -> set[str]:
    """Return the words of a sentence, without what is filled in."""
    return set(WORD.findall(PLACEHOLDER.sub(" ", text).lower()))


def outer_spaces(text: str) -> tuple[str, str]:
    """Return the white space before and after a sentence."""
    bare = text.strip()
    before, _, after = text.partition(bare)
    return before, after


def test_the_list_of_dutch_words_would_find_what_was_left(english: Catalog) -> None:
    left = [source for source, _ in pairs(english) if words_of(source) & DUTCH]
    assert len(left) > len(pairs(english)) // 3


def test_no_dutch_is_left_in_the_english(english: Catalog) -> None:
    assert [told for _, told in pairs(english) if words_of(told) & DUTCH] == []


def test_the_english_is_british(english: Catalog) -> None:
    assert [told for _, told in pairs(english) if words_of(told) & AMERICAN] == []


def test_every_form_fills_in_what_its_source_does(english: Catalog) -> None:
    differing = [
        (source, told)
        for source, told in pairs(english)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(told))
    ]
    assert differing == []


def test_lines_and_outer_spaces_are_those_of_the_source(english: Catalog) -> None:
    differing = [
        (source, told)
        for source, told in pairs(english)
        if (source.count("\n"), outer_spaces(source)) != (told.count("\n"), outer_spaces(told))
    ]
    assert differing == []


def test_a_sentence_ends_as_its_source_does(english: Catalog) -> None:
    ends = ".:,"
    differing = [
        (source, told)
        for source, told in pairs(english)
        if (source[-1] in ends or told[-1] in ends) and source[-1] != told[-1]
    ]
    assert differing == []


def test_no_translation_brings_marks_of_html(english: Catalog) -> None:
    assert [told for _, told in pairs(english) if set(told) & set("<>&")] == []


def test_no_sentence_hides_from_the_extractor() -> None:
    extracted = {domain: sentences_in(ROOT, domain) for domain in LANGUAGES}
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "partnerlink").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _translates(call)
        if not isinstance(call.args[0], ast.Constant)
        or str(call.args[0].value) not in extracted[domain_of(path.relative_to(ROOT).as_posix())]
    ]
    # Inside an f-string the extractor of Python 3.11 sees nothing.
    assert hidden == []


def _translates(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
