"""Keep the catalogues of translations whole: `update` them from the source, or `check` them.

There are two: `messages` for the pages of staff, and `parents` for what parents and carers read,
which is translated into more languages.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = Path("partnerlink/translations")
# What each catalogue promises beside Dutch, which is the source.
LANGUAGES = {"messages": ("en",), "parents": ("en", "ar", "tr", "pl", "uk")}
FOR_PARENTS = re.compile(
    r"templates/(parents|letters)/|partnerlink/parents/|partnerlink/mail/letters_parents"
)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def domain_of(path: str) -> str:
    """Tell to which catalogue the sentences of a file belong; `path` is below the root."""
    return "parents" if FOR_PARENTS.match(path) else "messages"


def sentences_in(root: Path, domain: str = "messages") -> Catalog:
    """Collect every sentence that the source of a catalogue asks a translation of."""
    sentences = Catalog(project="PartnerLink", copyright_holder="PartnerLink")
    for path, line, text, comments, context in _extracted(root, domain):
        sentences.add(text, None, [(path, line)], auto_comments=comments, context=context)
    return sentences


def clashes(root: Path, domain: str = "messages") -> Iterator[str]:
    """Find the singulars that go with two plurals: a catalogue has room for one of them."""
    plurals: dict[str, set[str]] = {}
    for _path, _line, text, _comments, _context in _extracted(root, domain):
        if not isinstance(text, str):
            plurals.setdefault(text[0], set()).add(text[1])
    for singular, found in plurals.items():
        if len(found) > 1:
            yield f"{singular!r} has more than one plural: {', '.join(sorted(found))}"


def catalogue_path(root: Path, language: str, domain: str = "messages") -> Path:
    """Tell where a catalogue of a language is kept."""
    return root / CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def faults(sentences: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Find what keeps a catalogue from being whole and true to the source, a line each."""
    asked = {_key(message) for message in sentences if message.id}
    for message in sentences:
        if message.id and catalogue.get(message.id, message.context) is None:
            yield f"missing: {_shown(message)}"
    for message in [*catalogue, *catalogue.obsolete.values()]:
        if not message.id:
            continue
        if _key(message) not in asked:
            yield f"stale, no page shows it: {_shown(message)}"
        elif not all(_texts(message.string)):
            yield f"not translated: {_shown(message)}"
        elif message.fuzzy:
            yield f"fuzzy, somebody must look at it: {_shown(message)}"
        elif not _fills_in_the_same(message):
            yield f"other placeholders than the source: {_shown(message)}"


def check(root: Path, languages: Mapping[str, Iterable[str]] = LANGUAGES) -> list[str]:
    """List the faults of the source, and of every promised language of each catalogue."""
    found = []
    for domain, promised in languages.items():
        sentences = sentences_in(root, domain)
        found += clashes(root, domain)
        for language in promised if len(sentences) else ():
            path = catalogue_path(root, language, domain)
            if not path.exists():
                found.append(f"{language}: {path.relative_to(root)} does not exist")
                continue
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
            found += [f"{language}: {fault}" for fault in faults(sentences, catalogue)]
    return found


def update(root: Path, languages: Mapping[str, Iterable[str]] = LANGUAGES) -> None:
    """Add what the source asks and drop what it no longer asks; never guess a translation."""
    for domain, promised in languages.items():
        sentences = sentences_in(root, domain)
        for language in promised if len(sentences) else ():
            _update_one(catalogue_path(root, language, domain), language, sentences)


def _update_one(path: Path, language: str, sentences: Catalog) -> None:
    catalogue = _new_catalogue(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(sentences, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Without line numbers a change of one page is not a change of every sentence below.
        write_po(
            file,
            catalogue,
            width=100,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def _extracted(root: Path, domain: str) -> Iterator[tuple[Any, ...]]:
    with (root / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    for found in extract_from_dir(root, methods, options, keywords=KEYWORDS):
        if domain_of(found[0]) == domain:
            yield found


def _new_catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment="# Translations of PartnerLink.",
        project="PartnerLink",
        version="0",
        copyright_holder="PartnerLink",
        msgid_bugs_address="PartnerLink",
        last_translator="PartnerLink",
        language_team="PartnerLink",
        fuzzy=False,
    )


def _texts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def _key(message: Message) -> tuple[str, str | None]:
    return _texts(message.id)[0], message.context


def _shown(message: Message) -> str:
    place = message.locations[0][0] if message.locations else "the catalogue"
    return f"{_texts(message.id)[0]!r} ({place})"


def _fills_in_the_same(message: Message) -> bool:
    # "Eén school" need not say its number, so a singular may fill in less; the last form, never.
    source = set(PLACEHOLDER.findall(_texts(message.id)[-1]))
    forms = [set(PLACEHOLDER.findall(text)) for text in _texts(message.string)]
    return forms[-1] == source and all(form <= source for form in forms)


def main(arguments: list[str]) -> int:
    """Do what the one argument says; `check` fails when there is a fault."""
    if arguments == ["update"]:
        update(ROOT)
    elif arguments == ["check"]:
        found = check(ROOT)
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    else:
        print("Say `update` or `check`.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
