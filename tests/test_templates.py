"""Templates keep to the content policy, lead somewhere, and are all used."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from partnerlink.config import ROOT

FOLDER = ROOT / "templates"
PAGES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
LETTERS = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("mail/*"))
OF_PAGES = [name for name in PAGES if name not in LETTERS]
FRAME = "layout.html"
OWN_FRAMES = {
    "door": "door/layout.html",
    "parents": "parents/layout.html",
    "sheets": "sheets/layout.html",
}
"""Folders whose pages stand in a frame of their own."""
FRAMES = {FRAME, *OWN_FRAMES.values()}
WITHIN_THE_FRAME = frozenset({"door/layout.html"})
"""Frames of a folder that change only a part of the one of every page."""
EVENTS = "abort|blur|change|click|error|focus|input|key|load|mouse|pointer|submit|toggle"
FORBIDDEN = {
    "a style of its own": r"<style\b|\sstyle\s*=",
    "a script": rf"<script\b|\son(?:{EVENTS})\w*\s*=|javascript:",
    "an address of another host": r"(?:src|action|srcset)\s*=\s*[\"'](?:https?:)?//",
    "text that is not escaped": r"\|\s*safe\b|autoescape\s+false",
}


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def tree(app: Flask, name: str) -> nodes.Template:
    return app.jinja_env.parse(source(name))


@pytest.mark.parametrize("name", OF_PAGES)
def test_a_template_keeps_to_the_content_policy(name: str) -> None:
    found = {what: re.findall(how, source(name)) for what, how in FORBIDDEN.items()}
    assert {what: all_ for what, all_ in found.items() if all_} == {}


@pytest.mark.parametrize("name", OF_PAGES)
def test_a_template_is_a_page_in_the_frame_or_a_part_of_one(app: Flask, name: str) -> None:
    is_part = Path(name).name.startswith("_") or name.startswith("macros/") or name in FRAMES
    parents = [each.template for each in tree(app, name).find_all(nodes.Extends)]
    expected = [] if is_part else [OWN_FRAMES.get(name.partition("/")[0], FRAME)]
    expected = [FRAME] if name in WITHIN_THE_FRAME else expected
    assert [parent.value for parent in parents if isinstance(parent, nodes.Const)] == expected


@pytest.mark.parametrize("name", [*OF_PAGES, *LETTERS])
def test_a_template_names_only_views_that_there_are(app: Flask, name: str) -> None:
    unknown = []
    for call in tree(app, name).find_all(nodes.Call):
        is_address = isinstance(call.node, nodes.Name) and call.node.name == "url_for"
        if not (is_address and call.args and isinstance(call.args[0], nodes.Const)):
            continue
        endpoint = str(call.args[0].value)
        if endpoint.startswith("."):
            endpoint = name.rpartition("/")[0].replace("/", ".") + endpoint
        if endpoint not in app.view_functions:
            unknown.append(endpoint)
    assert unknown == []


def strings_in_code() -> set[str]:
    return {
        word.value
        for path in (ROOT / "partnerlink").rglob("*.py")
        for word in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }


def test_every_template_is_used(app: Flask) -> None:
    used = strings_in_code()
    for name in (*PAGES, *LETTERS):
        used |= {other for other in find_referenced_templates(tree(app, name)) if other}
    assert {*PAGES, *LETTERS} - used == set()


def test_every_template_that_is_named_is_there(app: Flask) -> None:
    named = {text for text in strings_in_code() if re.fullmatch(r"[a-z_/]+\.(html|txt)", text)}
    for name in (*PAGES, *LETTERS):
        named |= {other for other in find_referenced_templates(tree(app, name)) if other}
    assert named - set(app.jinja_env.list_templates()) == set()
