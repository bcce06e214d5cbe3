"""`flask import`: read DUO's and the CBS's lists and our own; see docs/imports.md."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.refusals import sentence
from partnerlink.services import register, scores
from partnerlink.services.holidays import load_official, read_official
from partnerlink.services.import_report import (
    ImportReport,
    Line,
    Notice,
    Outcome,
    Reading,
    Rejected,
)
from partnerlink.tables.refusals import FileRefusal

T = TypeVar("T")

LONG = 1_000
LONGEST_SHOWN = 60
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
Store = Callable[[Iterable[Line[Any]]], ImportReport]


@click.group("import", cls=AppGroup)
def imports() -> None:
    """Read a list of schools, institutions, employers or scores."""


@imports.command()
@FILE
def schools(file: Path) -> None:
    """Read DUO's "alle vestigingen vo"."""
    _import(file, lambda: register.read_schools(file), _store_register)


@imports.command()
@FILE
@click.option("--kind", type=click.Choice(["mbo", "hbo"]), help="For a list that does not say.")
def institutions(file: Path, kind: str | None) -> None:
    """Read DUO's list of mbo, or of hbo institutions."""
    given = OrganisationKind(kind) if kind else None
    _import(file, lambda: register.read_institutions(file, kind=given), _store_register)


@imports.command()
@FILE
def organisations(file: Path) -> None:
    """Read a list of employers."""
    _import(file, lambda: register.read_employers(file), _store_register)


@imports.command("scores")
@FILE
def disadvantage_scores(file: Path) -> None:
    """Read disadvantage scores: the CBS's workbook, or a list of your own."""
    _import(
        file,
        lambda: scores.read_scores(file),
        lambda lines: scores.store(db.session(), lines),
    )


@imports.command("holidays")
@FILE
def official_holidays(file: Path) -> None:
    """Read the regions' holidays, from a table like seed/holidays.csv."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = read_official(lines)
        if not rows:
            raise ValueError(_("er staat geen vakantie in"))
    except (KeyError, ValueError) as unreadable:
        raise click.ClickException(
            _("%(name)s is geen tabel van vakanties: %(fact)s", name=file.name, fact=unreadable)
        ) from None
    load_official(db.session(), rows)
    db.session().commit()
    click.echo(f"holidays {len(rows)}")


def _store_register(lines: Iterable[Line[Any]]) -> ImportReport:
    today = clock.now().astimezone(clock.AMSTERDAM).date()
    return register.store(db.session(), lines, today=today)


def _import(file: Path, read: Callable[[], Reading[Any]], store: Store) -> None:
    try:
        reading = read()
    except FileRefusal as refusal:
        click.echo(f"{file.name}{_facts(refusal)}: {sentence(refusal)}", err=True)
        raise SystemExit(1) from None
    with _progress(reading.lines, label=file.name) as lines:
        report = store(lines)
    db.session().commit()
    _tell(report, (*reading.rejected, *report.rejected))


@contextmanager
def _progress(lines: tuple[T, ...], *, label: str) -> Iterator[Iterable[T]]:
    """Draw a bar on a terminal while a long file is stored; write nothing anywhere else."""
    is_drawn = len(lines) >= LONG and sys.stderr.isatty()
    with click.progressbar(lines, label=label, file=sys.stderr, hidden=not is_drawn) as bar:
        yield bar


def _tell(report: ImportReport, rejected: tuple[Rejected, ...]) -> None:
    words = {
        Notice.PLACED_ROUGHLY: _(
            "Deze postcode kennen we niet. We nemen het midden van de plaats."
        ),
        Notice.NOT_PLACED: _(
            "We weten niet waar dit is. De regel doet niet mee als er op afstand wordt gezocht."
        ),
    }
    for noticed in report.noticed:
        line = _("Let op, regel %(number)s", number=noticed.number)
        click.echo(f"{line} ({_short(noticed.about)}): {words[noticed.notice]}")
    for each in sorted(rejected, key=lambda each: each.number):
        line = _("Geweigerd, regel %(number)s", number=each.number)
        click.echo(f"{line}{_facts(each.refusal)}: {sentence(each.refusal)}")
    counts = [f"{outcome} {report.outcomes[outcome]}" for outcome in Outcome]
    click.echo(f"{', '.join(counts)}, rejected {len(rejected)}")


def _facts(refusal: Exception) -> str:
    """Name what a refusal is about, in brackets: the column, what stood there, another line."""
    facts = vars(refusal)
    shown = [str(facts[name]) for name in ("column", "given", "name") if facts.get(name)]
    shown += facts.get("missing", ())
    for name in ("line", "first_line"):
        if name in facts:
            shown.append(_("regel %(number)s", number=facts[name]))
    return f" ({', '.join(map(_short, shown))})" if shown else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
