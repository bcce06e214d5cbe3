"""Look what a list of pupils would do to an evening, before it does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.folding import fold
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.domain.pupil_families import (
    Family,
    Presenters,
    families_of,
    presenters_of,
    refuse_shared_addresses,
)
from partnerlink.domain.pupil_list import PupilList, PupilRow, Surroundings
from partnerlink.domain.pupil_refusals import GroupPlanned
from partnerlink.domain.pupil_rows import Cells, read_list
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil


@dataclass(frozen=True)
class DryRun:
    """What an import would do, without having done it."""

    said: PupilList
    families: Sequence[Family]
    presenters: Sequence[Presenters]
    known: Mapping[str, Pupil]

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to import, and no line to mend first."""
        return bool(self.said.pupils or self.said.groups) and not self.said.refused

    @cached_property
    def added(self) -> list[PupilRow]:
        """Return the pupils who are new to the evening."""
        return [row for row in self.said.pupils if row.code not in self.known]

    @cached_property
    def changed(self) -> list[PupilRow]:
        """Return the pupils of whom the list says something else than is known."""
        rows = [row for row in self.said.pupils if row.code in self.known]
        return [row for row in rows if _is_other(self.known[row.code], row)]

    @cached_property
    def missing(self) -> list[Pupil]:
        """Return the pupils whom the list does not name, by class and name."""
        named = {row.code for row in self.said.pupils}
        named |= {code for group in self.said.groups for code in group.codes}
        gone = [pupil for code, pupil in self.known.items() if code not in named]
        return sorted(gone, key=lambda pupil: (pupil.class_name, pupil.first_name, pupil.code))

    @property
    def without_mail(self) -> int:
        """Return how many families can only be reached by letter."""
        return sum(not family.carers for family in self.families)

    @property
    def with_siblings(self) -> int:
        """Return in how many families more than one pupil presents."""
        return sum(len(family.codes) > 1 for family in self.families)


def known_pupils(session: Session, evening: Evening) -> dict[str, Pupil]:
    """Return the pupils of an evening by their codes, with presentation, households and carers."""
    found = session.scalars(
        select(Pupil)
        .where(Pupil.evening_id == evening.id)
        .options(
            selectinload(Pupil.presentation).selectinload(Presentation.pupils),
            selectinload(Pupil.invitations)
            .selectinload(Invitation.household)
            .selectinload(Household.carers),
        )
        .order_by(Pupil.id)
    )
    return {pupil.code: pupil for pupil in found}


def try_out(
    session: Session, evening: Evening, cells: Iterable[tuple[int, Cells]], *, is_apart: bool
) -> DryRun:
    """Return what importing numbered lines would do; rooms and rounds of `evening` are loaded.

    `is_apart` gives every address a household of its own. Lines with a mistake are named in the
    answer. Nothing is raised or changed.
    """
    known = known_pupils(session, evening)
    around = Surroundings(
        rooms={fold(room.name): room.id for room in evening.rooms},
        rounds=[(round_.id, round_.starts) for round_ in evening.rounds],
        codes=known.keys(),
    )
    found = read_list(cells, around)
    apart = [row.code for row in found.pupils] if is_apart else []
    refuse_shared_addresses(found)
    presenters = presenters_of(found.pupils, found.groups)
    _refuse_planned_groups(found, presenters, known)
    return DryRun(found, families_of(found.pupils, apart=apart), presenters, known)


def _refuse_planned_groups(
    found: PupilList, presenters: Sequence[Presenters], known: Mapping[str, Pupil]
) -> None:
    """Refuse to change who is in a presentation that has a place: seats are kept there."""
    lines = {row.code: row.line for row in found.pupils}
    lines |= {code: group.line for group in found.groups for code in group.codes}
    for part in presenters:
        there = {known[code].presentation for code in part.codes if code in known}
        is_same = len(there) == 1 and all(code in known for code in part.codes)
        planned = next((each for each in there if each.is_planned), None)
        if len(part.codes) > 1 and planned is not None and not is_same:
            code = next(code for code in part.codes if code in known)
            found.refused.append((lines[code], GroupPlanned(PupilColumn.GROUP, code)))
    found.refused.sort(key=lambda each: each[0])


def _is_other(pupil: Pupil, row: PupilRow) -> bool:
    languages = {one.household.language for one in pupil.invitations}
    return (
        bool(row.language and languages - {row.language})
        or bool(row.title and row.title != pupil.presentation.title)
        or any(getattr(pupil, name) != value for name, value in said_of(row).items())
    )


def said_of(row: PupilRow) -> dict[str, object]:
    """Return what a line says of a pupil; a column it lacks says nothing."""
    names = ("first_name", "initial", "class_name", "leerjaar", "level")
    return {name: getattr(row, name) for name in names if getattr(row, name)}
