"""The one stylesheet: its contrast as measured, its direction, its size."""

import gzip
import re

import pytest

from partnerlink.config import ROOT

STATIC = ROOT / "partnerlink" / "static"
CSS = (STATIC / "partnerlink.css").read_text("utf-8")
BARE = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
SCHEMES = ("light", "dark")
NOTE = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});(?: /\* (.*?) \*/)?")
MEASURED = re.compile(r"([0-9.]+) (on|under) ([\w-]+)")

TEXT = 4.5
SIGN = 3.0
NEEDED = [
    ("ink", "paper surface sand brand-tint sun-tint good-tint bad-tint", TEXT),
    ("ink-2", "paper surface sand", TEXT),
    ("brand", "paper surface brand-tint", TEXT),
    ("brand-deep", "paper surface brand-tint", TEXT),
    ("on-brand", "brand brand-deep", TEXT),
    ("on-brand-2", "brand-2", TEXT),
    ("on-sun", "sun", TEXT),
    ("good", "paper surface good-tint", TEXT),
    ("on-good", "good good-deep", TEXT),
    ("bad", "paper surface bad-tint", TEXT),
    ("bad-deep", "bad-tint", TEXT),
    ("on-bad", "bad bad-deep", TEXT),
    ("label", "land water", TEXT),
    ("paper", "ink", TEXT),
    ("control", "paper surface", SIGN),
    ("brand-2", "land water surface", SIGN),
]
PHYSICAL = re.compile(
    r"^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:",
    re.MULTILINE,
)


def tokens(scheme: str) -> dict[str, tuple[str, str]]:
    blocks = re.findall(r":root \{(.*?)\n\s*\}", CSS, flags=re.DOTALL)
    light, dark = ({name: found for name, *found in NOTE.findall(block)} for block in blocks[:2])
    chosen = light if scheme == "light" else light | dark
    return {name: (colour, note) for name, (colour, note) in chosen.items()}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2, between 1 and 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "backs", "least"), NEEDED)
def test_words_and_signs_have_contrast(scheme: str, front: str, backs: str, least: float) -> None:
    found = tokens(scheme)
    for back in backs.split():
        ratio = contrast(found[front][0], found[back][0])
        assert ratio >= least, f"{front} on {back} is {ratio:.2f}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_numbers_beside_the_colours_are_true(scheme: str) -> None:
    found = tokens(scheme)
    notes = [(name, *note) for name, (_, text) in found.items() for note in MEASURED.findall(text)]
    assert len(notes) > 25
    for name, ratio, _, other in notes:
        measured = int(contrast(found[name][0], found[other][0]) * 10) / 10
        assert float(ratio) == measured, f"{name} and {other}: {measured}"


def test_the_dark_scheme_changes_every_colour_that_needs_it() -> None:
    light, dark = tokens("light"), tokens("dark")
    same = {name for name in light if light[name][0] == dark[name][0]}
    assert same == {"sun", "on-sun"}


def test_directions_are_logical_so_that_right_to_left_comes_free() -> None:
    assert PHYSICAL.findall(BARE) == []
    assert "text-align: left" not in BARE
    assert "text-align: right" not in BARE


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "url(" not in BARE
    assert "@import" not in BARE


def test_every_token_that_is_used_is_there_and_every_one_there_is_used() -> None:
    templates = "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    used = set(re.findall(r"var\(--([\w-]+)", BARE + templates))
    made = set(re.findall(r"(?<![\w-])--([\w-]+):", BARE))
    assert used == made


def test_one_rule_stands_in_one_block() -> None:
    assert [line for line in BARE.splitlines() if line.count(";") > 1] == []


def test_the_stylesheet_stays_small() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) <= 8 * 1024
