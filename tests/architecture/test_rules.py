"""Each rule of the architecture fails on a file that breaks it, and not on its neighbour."""

from pathlib import Path

import pytest

from tests.architecture.source import Module, modules_of
from tests.test_architecture import RULES

VIEW = "@bp.{method}\ndef answer():\n    session.commit()\n    {after}\n"

# rule, file, a source that breaks it, a source that keeps it
CASES = [
    ("domain_is_pure", "partnerlink/domain/talk.py", "import os", "import math"),
    ("domain_is_pure", "partnerlink/domain/talk.py", "import geopy", "import geopy.distance"),
    ("domain_is_pure", "partnerlink/domain/talk.py", "import sqlalchemy", "import numpy as np"),
    ("domain_is_pure", "partnerlink/domain/talk.py", "from .. import db", "from . import masks"),
    ("models_stand_on_domain", "partnerlink/models/talk.py", "import flask", "import sqlalchemy"),
    (
        "models_stand_on_domain",
        "partnerlink/models/talk.py",
        "from partnerlink import clock",
        "from partnerlink.domain import talk",
    ),
    (
        "models_know_no_session",
        "partnerlink/models/talk.py",
        "from sqlalchemy.orm import Session",
        "from sqlalchemy.orm import Mapped",
    ),
    (
        "services_know_no_web",
        "partnerlink/services/talks.py",
        "from flask_babel import gettext",
        "from sqlalchemy.orm import Session",
    ),
    (
        "services_know_no_web",
        "partnerlink/services/talks.py",
        "from partnerlink import cli",
        "from partnerlink.models.talk import Talk",
    ),
    (
        "geo_and_mail_stand_below_services",
        "partnerlink/mail/outbox.py",
        "import partnerlink.services.talks",
        "import partnerlink.models.talk",
    ),
    (
        "geo_and_mail_stand_below_services",
        "partnerlink/geo/pdok.py",
        "from partnerlink.cli import imports",
        "from partnerlink.geo import place",
    ),
    (
        "only_the_factory_imports_blueprints",
        "partnerlink/services/talks.py",
        "from partnerlink.blueprints.talks import forms",
        "from partnerlink.domain import talk",
    ),
    (
        "only_the_factory_imports_blueprints",
        "partnerlink/blueprints/offers/views.py",
        "from partnerlink.blueprints.talks import forms",
        "from partnerlink.blueprints.offers import forms",
    ),
    (
        "only_the_factory_imports_blueprints",
        "wsgi.py",
        "import_module(f'partnerlink.blueprints.{name}.views')",
        "from partnerlink.app import create_app",
    ),
    ("db_and_clock_are_leaves", "partnerlink/db.py", "import partnerlink.models", "import flask"),
    ("db_and_clock_are_leaves", "partnerlink/clock.py", "from . import db", "import datetime"),
    (
        "only_views_and_commands_commit",
        "partnerlink/services/talks.py",
        "session.commit()",
        "session.flush()",
    ),
    (
        "a_get_never_commits",
        "partnerlink/blueprints/talks/views.py",
        VIEW.format(method="get('/')", after="return 1"),
        VIEW.format(method="post('/')", after="return 1"),
    ),
    (
        "a_get_never_commits",
        "partnerlink/blueprints/talks/views.py",
        VIEW.format(method="route('/')", after="return 1"),
        VIEW.format(method="route('/', methods=['GET', 'POST'])", after="return 1"),
    ),
    (
        "a_commit_comes_right_before_the_answer",
        "partnerlink/blueprints/talks/views.py",
        VIEW.format(method="post('/')", after="flash('x')"),
        VIEW.format(method="post('/')", after="return redirect('/')"),
    ),
    (
        "only_views_and_commands_ask_the_time",
        "partnerlink/services/talks.py",
        "clock.now()",
        "talk.plan(now)",
    ),
    (
        "only_views_and_commands_ask_the_time",
        "partnerlink/models/talk.py",
        "from partnerlink.clock import now",
        "from partnerlink.clock import AMSTERDAM",
    ),
    (
        "only_the_clock_reads_the_computers_clock",
        "partnerlink/cli/tick.py",
        "datetime.datetime.now(UTC)",
        "clock.now()",
    ),
    ("only_the_clock_reads_the_computers_clock", "seed/talks.py", "date.today()", "now.date()"),
    (
        "only_models_write_a_state",
        "partnerlink/services/talks.py",
        "talk.state = 'planned'",
        "talk.plan(now)",
    ),
    ("a_blueprints_package_is_empty", "partnerlink/blueprints/talks/__init__.py", "x = 1", ""),
    ("files_stay_short", "partnerlink/app.py", "x = 1\n" * 251, "x = 1\n" * 250),
]
BANNED_PATHS = ["partnerlink/util.py", "tests/helpers.py", "partnerlink/common/talk.py"]
WELL_NAMED_PATHS = ["partnerlink/models/base.py", "partnerlink/domain/talk.py"]


def module_in(root: Path, path: str, source: str) -> list[Module]:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return modules_of(root)


@pytest.mark.parametrize(("rule", "path", "broken", "kept"), CASES)
def test_a_rule_finds_its_breach_and_nothing_else(
    tmp_path: Path, rule: str, path: str, broken: str, kept: str
) -> None:
    found = RULES[rule].report(module_in(tmp_path, path, broken))
    assert found
    assert all(place.startswith(f"{path}:") for place in found)
    assert RULES[rule].report(module_in(tmp_path, path, kept)) == []


@pytest.mark.parametrize("path", BANNED_PATHS)
def test_a_name_that_fits_everything_is_found(tmp_path: Path, path: str) -> None:
    assert RULES["names_say_something"].report(module_in(tmp_path, path, ""))


@pytest.mark.parametrize("path", WELL_NAMED_PATHS)
def test_a_name_that_says_something_is_fine(tmp_path: Path, path: str) -> None:
    assert RULES["names_say_something"].report(module_in(tmp_path, path, "")) == []


def test_a_migration_may_be_long(tmp_path: Path) -> None:
    modules = module_in(tmp_path, "migrations/versions/0001_talks.py", "x = 1\n" * 400)
    assert RULES["files_stay_short"].report(modules) == []


def test_every_rule_is_shown_to_fail_here() -> None:
    assert {rule for rule, *_ in CASES} | {"names_say_something"} == RULES.keys()
