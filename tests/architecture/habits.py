"""What code may do where: who commits, who reads the clock, who writes a state, names and sizes."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.source import Breach, Module, Rule

LONGEST_FILE = 250
BANNED_NAMES = frozenset("util utils helper helpers common misc manager managers base".split())
COMPUTER_CLOCK = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
)
# Templates show how long ago something was; words.py is what they ask it of.
ASKS_THE_TIME = (
    "partnerlink.blueprints",
    "partnerlink.cli",
    "partnerlink.words",
    "seed",
    "tests",
    "benchmarks",
)
View = ast.FunctionDef | ast.AsyncFunctionDef


def only_views_and_commands_commit(module: Module) -> Iterator[Breach]:
    """Find a commit in the product outside the views and the commands."""
    if module.is_in("partnerlink") and not module.is_in(
        "partnerlink.blueprints", "partnerlink.cli"
    ):
        for line, name in module.calls():
            if name.endswith(".commit"):
                yield Breach(line, f"calls {name}()")


def a_get_never_commits(module: Module) -> Iterator[Breach]:
    """Find a commit in a view that answers no POST."""
    for view in _views(module):
        if not _answers_post(view):
            for node in _commits(view):
                yield Breach(node.lineno, f"{view.name} answers GET and commits")


def a_commit_comes_right_before_the_answer(module: Module) -> Iterator[Breach]:
    """Find a commit in a view that is not the statement before a return."""
    for view in _views(module):
        for node in ast.walk(view):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                for line in _early_commits(block if isinstance(block, list) else []):
                    yield Breach(line, f"{view.name} does not return right after its commit")


def only_views_and_commands_ask_the_time(module: Module) -> Iterator[Breach]:
    """Find who calls clock.now below the views and the commands."""
    if module.is_in(*ASKS_THE_TIME):
        return
    for line, name in module.calls():
        if name == "clock.now" or name.endswith(".clock.now"):
            yield Breach(line, "calls clock.now()")
    for line, name in module.imports():
        if name == "partnerlink.clock.now":
            yield Breach(line, "imports clock.now")


def only_the_clock_reads_the_computers_clock(module: Module) -> Iterator[Breach]:
    """Find who asks Python for the time without asking clock.py."""
    if module.is_in("partnerlink", "seed") and not module.is_in("partnerlink.clock"):
        for line, name in module.calls():
            if name.removeprefix("datetime.") in COMPUTER_CLOCK or name in COMPUTER_CLOCK:
                yield Breach(line, f"calls {name}()")


def only_models_write_a_state(module: Module) -> Iterator[Breach]:
    """Find who sets `.state` of something outside the models."""
    if not module.is_in("partnerlink", "seed") or module.is_in("partnerlink.models"):
        return
    for node in ast.walk(module.tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "state":
                yield Breach(target.lineno, f"sets {ast.unparse(target)}")


def a_blueprints_package_is_empty(module: Module) -> Iterator[Breach]:
    """Find code in the `__init__.py` of a blueprint."""
    path = PurePosixPath(module.path)
    is_blueprint = path.parent.parent == PurePosixPath("partnerlink/blueprints")
    if is_blueprint and path.name == "__init__.py" and module.text.strip():
        yield Breach(1, "is not empty")


def names_say_something(module: Module) -> Iterator[Breach]:
    """Find a file or folder with a name that fits everything."""
    if module.path == "partnerlink/models/base.py":
        return
    for part in PurePosixPath(module.path).with_suffix("").parts:
        if part.removeprefix("test_") in BANNED_NAMES:
            yield Breach(1, f"is called {part}")


def files_stay_short(module: Module) -> Iterator[Breach]:
    """Find a file that asks to be split; migrations are written once and left."""
    lines = module.text.count("\n")
    if lines > LONGEST_FILE and not module.is_in("migrations"):
        yield Breach(lines, f"has {lines} lines")


def _views(module: Module) -> Iterator[View]:
    if module.is_in("partnerlink.blueprints"):
        for node in ast.walk(module.tree):
            if isinstance(node, View) and any(map(_route, node.decorator_list)):
                yield node


def _route(decorator: ast.expr) -> str | None:
    if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute):
        method = decorator.func.attr
        return method if method in ("get", "post", "put", "patch", "delete", "route") else None
    return None


def _answers_post(view: View) -> bool:
    return any(
        _route(decorator) not in (None, "get", "route")
        or (_route(decorator) == "route" and "POST" in ast.unparse(decorator))
        for decorator in view.decorator_list
    )


def _commits(node: ast.AST) -> Iterator[ast.Call]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and ast.unparse(inner.func).endswith(".commit"):
            yield inner


def _early_commits(block: list[ast.stmt]) -> Iterator[int]:
    followers: list[ast.stmt | None] = [*block[1:], None]
    for statement, follower in zip(block, followers, strict=False):
        is_commit = isinstance(statement, ast.Expr) and any(_commits(statement))
        if is_commit and not isinstance(follower, ast.Return):
            yield statement.lineno


RULES = {
    "only_views_and_commands_commit": Rule(
        "Views and commands commit; services, models, geo and mail never do.",
        only_views_and_commands_commit,
    ),
    "a_get_never_commits": Rule("A GET never writes.", a_get_never_commits),
    "a_commit_comes_right_before_the_answer": Rule(
        "A POST view commits visibly, on the line before its redirect.",
        a_commit_comes_right_before_the_answer,
    ),
    "only_views_and_commands_ask_the_time": Rule(
        "Views and commands ask clock.now() and pass `now` down.",
        only_views_and_commands_ask_the_time,
    ),
    "only_the_clock_reads_the_computers_clock": Rule(
        "Only clock.py reads the computer's clock.",
        only_the_clock_reads_the_computers_clock,
    ),
    "only_models_write_a_state": Rule(
        "The verb on the record is the only writer of its state.",
        only_models_write_a_state,
    ),
    "a_blueprints_package_is_empty": Rule(
        "The __init__.py of a blueprint is empty.",
        a_blueprints_package_is_empty,
    ),
    "names_say_something": Rule(
        f"No file or folder is called {', '.join(sorted(BANNED_NAMES))}, except models/base.py.",
        names_say_something,
    ),
    "files_stay_short": Rule(
        f"A file has at most {LONGEST_FILE} lines, migrations excepted.",
        files_stay_short,
    ),
}
