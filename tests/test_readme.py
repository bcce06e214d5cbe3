"""The README lists every command with its options, and every setting; and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
CONFIG = Path(__file__).parents[1] / "partnerlink" / "config.py"
OF_FLASK = {"run", "shell", "routes"}
FOR_DEVELOPERS = {"database downgrade", "database revise"}


def section(title: str) -> str:
    """Return what stands under a heading."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def commands_listed() -> dict[str, str]:
    """Return how each command is written, by its words: "import schools"."""
    listed = {}
    for written in re.findall(r"`([^`]+)`", "".join(rows_of("Commands"))):
        first, *others = written.replace("\\|", "|").split()
        second = others[0] if others and others[0].islower() and others[0][0] != "[" else ""
        for each in second.split("|"):
            listed[f"{first} {each}".strip()] = written
    return listed


def rows_of(title: str) -> list[str]:
    """Return the first column of the table in a section."""
    return re.findall(r"^\| (.*?) (?<!\\)\|", section(title), flags=re.MULTILINE)


def commands_there_are(app: Flask) -> Iterator[tuple[str, click.Command]]:
    """Yield every command of ours with its words."""
    context = click.Context(app.cli)
    for name in app.cli.list_commands(context):
        command = app.cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield name, command


def test_every_command_is_listed_and_no_other(app: Flask) -> None:
    there_are = {name for name, _command in commands_there_are(app)}
    assert set(commands_listed()) == there_are - FOR_DEVELOPERS - OF_FLASK
    assert all(f"`{name}" in section("Commands") for name in FOR_DEVELOPERS)


def test_every_option_of_a_command_is_listed_and_no_other(app: Flask) -> None:
    listed = commands_listed()
    for name, command in commands_there_are(app):
        if name in listed:
            options = {each.opts[0] for each in command.params if isinstance(each, click.Option)}
            assert set(re.findall(r"--[a-z-]+", listed[name])) == options, name


def test_every_setting_is_listed_and_no_other() -> None:
    read = re.findall(r'text\(\s*"([A-Z_]+)"', CONFIG.read_text(encoding="utf-8"))
    listed = re.findall(r"PARTNERLINK_([A-Z_]+)", "".join(rows_of("Settings")))
    assert sorted(set(read)) == sorted(listed)


@pytest.mark.parametrize("name", ["PORT", "HOST"])
def test_where_it_listens_is_listed(name: str) -> None:
    assert f"`{name}`" in "".join(rows_of("Settings"))
