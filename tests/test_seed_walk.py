"""Everybody of the demonstration opens every link that they can see, in both languages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from partnerlink import clock, db
from tests.demo_walk import Walk, client_of, make_demo, people_of, walk
from tests.factories import NOW
from tests.pages import statements

PEOPLE = ("", "decaan", "docent", "bedrijf", "zzp", "mbo", "hbo", "regio", "beheer")
"""Nobody, and everybody that the sign-in page of the demonstration lists."""
OF_EACH_KIND = {"nl": 6, "en": 2}
WRITING = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    path = tmp_path_factory.mktemp("walk") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOW)
        app = make_demo(path)
        yield app
        app.extensions[db.EXTENSION].engine.dispose()


@pytest.fixture(scope="module")
def walks(demo: Flask) -> dict[tuple[str, str], Walk]:
    return {}


def walked(demo: Flask, walks: dict[tuple[str, str], Walk], name: str, language: str) -> Walk:
    if (name, language) not in walks:
        person = next((each for each in people_of(demo) if each.name == name), None)
        with statements(demo) as sent:
            done = walk(demo, person, language=language, most=OF_EACH_KIND[language])
        done.defects += [text for text in sent if text.startswith(WRITING)]
        walks[name, language] = done
    return walks[name, language]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_no_link_is_broken_and_no_page_writes(
    demo: Flask, walks: dict[tuple[str, str], Walk], name: str, language: str
) -> None:
    done = walked(demo, walks, name, language)
    assert done.defects == []
    assert len(done.pages) > 10


def test_the_sign_in_page_lists_nobody_that_does_not_walk(demo: Flask) -> None:
    assert tuple(person.name for person in people_of(demo)) == PEOPLE[1:]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_change_of_language_leads_back_to_the_page(demo: Flask, name: str) -> None:
    person = next((each for each in people_of(demo) if each.name == name), None)
    client = client_of(demo, person)
    answer = client.get("/taal/en?back=/privacy", follow_redirects=True)
    assert answer.request.path == "/privacy"
    assert '<html lang="en"' in answer.text
