"""The catalogues of the product are whole, and each way not to be is found."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools.catalogues import ROOT, catalogue_path, check, update

SOURCE = """
from flask_babel import gettext, lazy_gettext as _l, ngettext
TITLE = _l("Gastlessen")
def greet(name): return gettext("Dag %(name)s", name=name)
def count(n): return ngettext("%(num)d school", "%(num)d scholen", n)
"""
PAGE = "<h1>{{ _('Aanbod') }}</h1>{% trans %}Welkom{% endtrans %}"
WHOLE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Gastlessen"
msgstr "Guest talks"

msgid "Dag %(name)s"
msgstr "Hello %(name)s"

msgid "%(num)d school"
msgid_plural "%(num)d scholen"
msgstr[0] "One school"
msgstr[1] "%(num)d schools"

msgid "Aanbod"
msgstr "Offers"

msgid "Welkom"
msgstr "Welcome"
"""
TITLE = 'msgid "Gastlessen"\nmsgstr "Guest talks"'
FAULTS = {
    "missing": (TITLE, "", "missing: 'Gastlessen'"),
    "not_translated": ('"Guest talks"', '""', "not translated: 'Gastlessen'"),
    "one_plural_missing": ('"%(num)d schools"', '""', "not translated: '%(num)d school'"),
    "fuzzy": (TITLE, f"#, fuzzy\n{TITLE}", "fuzzy, somebody must look at it: 'Gastlessen'"),
    "stale": (TITLE, f'{TITLE}\n\nmsgid "Oud"\nmsgstr "Old"', "stale, no page shows it: 'Oud'"),
    "obsolete": (TITLE, f'{TITLE}\n\n#~ msgid "Oud"\n#~ msgstr "Old"', "stale"),
    "other_name": ("Hello %(name)s", "Hello %(naam)s", "other placeholders"),
    "lost_number": ('"%(num)d schools"', '"schools"', "other placeholders"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {
        "babel.cfg": (ROOT / "babel.cfg").read_text(),
        "partnerlink/views.py": SOURCE,
        "templates/talks/list.html": PAGE,
        "partnerlink/translations/en/LC_MESSAGES/messages.po": WHOLE,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_products_catalogues_are_whole() -> None:
    assert check(ROOT) == []


def test_a_whole_catalogue_has_no_fault(root: Path) -> None:
    assert check(root) == []


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_found(root: Path, old: str, new: str, fault: str) -> None:
    assert old in WHOLE
    catalogue_path(root, "en").write_text(WHOLE.replace(old, new), encoding="utf-8")
    found = check(root)
    assert len(found) == 1
    assert found[0].startswith(f"en: {fault}")


def test_a_singular_with_two_plurals_is_found(root: Path) -> None:
    with (root / "partnerlink/views.py").open("a", encoding="utf-8") as source:
        source.write('def few(n): return ngettext("%(num)d school", "nog %(num)d scholen", n)\n')
    assert check(root)[0] == (
        "'%(num)d school' has more than one plural: %(num)d scholen, nog %(num)d scholen"
    )


def test_a_promised_language_without_a_catalogue_is_found(root: Path) -> None:
    assert check(root, {"messages": ["pl"]}) == [
        "pl: partnerlink/translations/pl/LC_MESSAGES/messages.po does not exist"
    ]


def test_an_update_keeps_translations_and_never_guesses(root: Path) -> None:
    (root / "partnerlink/views.py").write_text('from flask_babel import _l\n_l("Gastles")\n')
    update(root)
    text = catalogue_path(root, "en").read_text(encoding="utf-8")
    assert 'msgid "Gastles"\nmsgstr ""' in text
    assert 'msgid "Welkom"\nmsgstr "Welcome"' in text
    assert "Gastlessen" not in text
    assert "fuzzy" not in text


def test_an_update_without_news_changes_nothing(root: Path) -> None:
    update(root)
    first = catalogue_path(root, "en").read_bytes()
    update(root)
    assert catalogue_path(root, "en").read_bytes() == first


def test_a_new_catalogue_asks_every_sentence(root: Path) -> None:
    update(root, {"messages": ["pl"]})
    assert (
        len([fault for fault in check(root, {"messages": ["pl"]}) if "not translated" in fault])
        == 5
    )


def test_what_parents_read_is_asked_in_their_languages_only(root: Path) -> None:
    page = root / "templates/parents/answer.html"
    page.parent.mkdir()
    page.write_text("<h1>{{ _('Komt u kijken?') }}</h1>")
    assert [fault.partition(":")[0] for fault in check(root)] == ["en", "ar", "tr", "pl", "uk"]
    update(root)
    with catalogue_path(root, "ar", "parents").open("rb") as file:
        arabic = read_po(file, locale="ar")
    assert [message.id for message in arabic if message.id] == ["Komt u kijken?"]
    assert "Komt u kijken?" not in catalogue_path(root, "en").read_text()
