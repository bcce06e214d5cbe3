"""The picture of the distance map, as the macro writes it."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel, format_decimal

from partnerlink.geo.distance_map import DistanceMap, Dot, draw_map
from partnerlink.words import kilometres
from tests.geo.test_distance_map import PLACE, REGIONS, a_spiral

TEMPLATES = Path(__file__).parents[2] / "templates"
SVG = "{http://www.w3.org/2000/svg}"


def as_svg(drawn: DistanceMap) -> str:
    """Write a map with the product's macro, in Dutch."""
    app = Flask(__name__, template_folder=str(TEMPLATES))
    Babel(app, default_locale="nl")  # type: ignore[no-untyped-call]
    app.jinja_env.globals.update(format_decimal=format_decimal, kilometres=kilometres)
    source = (
        "{% from 'macros/map.html' import distance_map with context %}"
        "{{ distance_map(drawn, 'km', 'Kaart', 'De ringen laten de afstand zien.') }}"
    )
    with app.test_request_context():
        return render_template_string(source, drawn=drawn).replace(
            "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
        )


@pytest.mark.parametrize("region", REGIONS)
def test_the_picture_of_twenty_dots_is_at_most_six_kilobytes(region: str) -> None:
    svg = as_svg(draw_map(REGIONS[region], a_spiral(REGIONS[region]), own_label="Brugcollege"))
    assert len(gzip.compress(svg.encode())) <= 6 * 1024


@pytest.mark.parametrize("reach", [0.02, 0.2, 0.7, 1.4, 2.6])
def test_the_picture_is_small_at_every_scale(reach: float) -> None:
    for centre in REGIONS.values():
        svg = as_svg(draw_map(centre, a_spiral(centre, reach=reach)))
        assert len(gzip.compress(svg.encode())) <= 6 * 1024


def test_every_dot_links_to_its_card_and_says_its_name_and_distance() -> None:
    dot = Dot(3, 52.55, 6.2, 2, "Bakkerij <De Molen>, Zwolle", 9.26)
    root = ET.fromstring(as_svg(draw_map(PLACE, [dot])))
    (link,) = root.findall(f"{SVG}a")
    assert link.get("href") == "#m3"
    assert link.get("class") == "dot f2"
    assert link.get("aria-label") == "3: Bakkerij <De Molen>, Zwolle, 9,3 km"
    assert [child.text for child in link.findall(f"{SVG}text")] == ["3"]


def test_the_picture_names_itself_and_needs_no_inline_style() -> None:
    svg = as_svg(draw_map(PLACE, a_spiral(PLACE), own_label="Brugcollege"))
    root = ET.fromstring(svg)
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "group"
    assert ids[root.get("aria-labelledby")] == "Kaart"
    assert ids[root.get("aria-describedby")] == "De ringen laten de afstand zien."
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", svg)
