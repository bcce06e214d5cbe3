"""The pupils of an evening one by one: found, added and changed by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.errors import PupilTaken, Refusal
from partnerlink.domain.folding import fold, search_terms
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.pupil_import import add
from partnerlink.services.pupil_trial import try_out

CONTENT = ("first_name", "initial", "class_name", "leerjaar", "level")


class LineRefused(Exception):
    """What was typed of one pupil will not do; `refusals` say why, by column."""

    def __init__(self, refusals: Mapping[PupilColumn, Refusal]) -> None:
        super().__init__()
        self.refusals = refusals


def classes_of(session: Session, evening: Evening) -> dict[str, int]:
    """Return how many pupils each class of an evening has, by the name of the class."""
    counted: dict[str, int] = {}
    chosen = select(Pupil.class_name).where(Pupil.evening_id == evening.id)
    for name in sorted(session.scalars(chosen), key=fold):
        counted[name] = counted.get(name, 0) + 1
    return counted


def numbers_of(
    session: Session, evening: Evening, *, words: str, class_name: str | None
) -> list[int]:
    """Return the ids of the pupils that are asked for, by class, first name and code.

    A pupil is found by the beginnings of words in name, class, code and title, whatever the
    accents; None is every class.
    """
    terms = search_terms(words)
    chosen = (
        select(Pupil.id, Pupil.first_name, Pupil.initial, Pupil.class_name, Pupil.code)
        .add_columns(Presentation.title)
        .join(Pupil.presentation)
        .where(Pupil.evening_id == evening.id)
    )
    if class_name is not None:
        chosen = chosen.where(Pupil.class_name == class_name)
    found = [row for row in session.execute(chosen) if _has(terms, row[1:])]
    found.sort(key=lambda row: (fold(row.class_name), fold(row.first_name), row.initial, row.code))
    return [row.id for row in found]


def _has(terms: Sequence[str], texts: Sequence[str]) -> bool:
    words = fold(" ".join(texts)).split()
    return all(any(word.startswith(term) for word in words) for term in terms)


def load(session: Session, evening: Evening, numbers: Sequence[int]) -> list[Pupil]:
    """Return pupils of an evening in the order of `numbers`, with families and presentation."""
    chosen = (
        select(Pupil)
        .where(Pupil.evening_id == evening.id, Pupil.id.in_(numbers))
        .options(
            selectinload(Pupil.presentation).selectinload(Presentation.pupils),
            selectinload(Pupil.invitations)
            .selectinload(Invitation.household)
            .selectinload(Household.carers),
        )
    )
    found = {pupil.id: pupil for pupil in session.scalars(chosen)}
    return [found[number] for number in numbers if number in found]


def find_pupil(session: Session, evening: Evening, number: int) -> Pupil | None:
    """Find a pupil of this evening; None for anybody else's."""
    return next(iter(load(session, evening, [number])), None)


def add_pupil(
    session: Session, evening: Evening, cells: Mapping[PupilColumn, str], *, now: datetime
) -> None:
    """Add one pupil by the same rules as a list; rooms and rounds of `evening` are loaded.

    Raises NotAllowedNow once the evening is over or cancelled, and LineRefused.
    """
    require_changeable(evening, now=now)
    run = try_out(session, evening, [(1, cells)], is_apart=False)
    if run.said.refused:
        by_column = {PupilColumn(why.column): why for _, why in run.said.refused}
        raise LineRefused(by_column)
    if not run.added:
        raise LineRefused({PupilColumn.CODE: PupilTaken()})
    add(session, evening, run, number=None)


def change_pupil(
    evening: Evening, pupil: Pupil, content: Mapping[str, object], *, title: str, now: datetime
) -> None:
    """Write what the school says of a pupil by hand; `content` holds names of CONTENT.

    Raises NotAllowedNow once the evening is over or cancelled.
    """
    require_changeable(evening, now=now)
    for name in CONTENT:
        setattr(pupil, name, content[name])
    pupil.presentation.title = title
