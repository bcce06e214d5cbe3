"""The layers and habits of CONTRIBUTING.md, read from the source; `architecture/` has the rules."""

from pathlib import Path

import pytest

from tests.architecture import arrows, habits
from tests.architecture.source import Module, Rule, modules_of

ROOT = Path(__file__).parents[1]
RULES = arrows.RULES | habits.RULES


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return modules_of(ROOT)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_source_keeps_the_rule(rule: Rule, modules: list[Module]) -> None:
    places = rule.report(modules)
    assert not places, "\n".join([rule.sentence, *places])


def test_the_rules_read_the_whole_product(modules: list[Module]) -> None:
    read = {module.path for module in modules}
    assert {"partnerlink/clock.py", "partnerlink/domain/vocabulary.py", "wsgi.py"} <= read
