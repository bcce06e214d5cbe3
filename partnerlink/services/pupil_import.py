"""Bring a list of pupils into an evening: all of it or nothing, and nothing twice.

A pupil is known by the school's own number. Who is there already keeps link, answer and place; a
pupil the list no longer names stays until somebody says otherwise.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_families import Family, Presenters
from partnerlink.domain.pupil_list import CarerRow, PupilRow
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.pupil_trial import DryRun, said_of


class NotReady(Exception):
    """A list with lines to mend is not imported; its reader was shown them."""


def store(session: Session, evening: Evening, run: DryRun, *, now: datetime) -> int | None:
    """Import what was tried out in this session; return the number of the import.

    None when no pupil was new, so that there is nothing to undo. Raises NotAllowedNow once the
    evening is over or cancelled, and NotReady when a line must be mended first.
    """
    require_changeable(evening, now=now)
    if not run.is_ready:
        raise NotReady
    number = None
    if run.added:
        # Counted at the evening: the number of an import that was undone never comes back.
        evening.imports = number = evening.imports + 1
    add(session, evening, run, number=number)
    return number


def last_import(session: Session, evening: Evening) -> int:
    """Return the number of the last import of which pupils are left; 0 when there is none."""
    chosen = select(func.max(Pupil.import_number)).where(Pupil.evening_id == evening.id)
    return session.scalar(chosen) or 0


def add(session: Session, evening: Evening, run: DryRun, *, number: int | None) -> None:
    """Write what was tried out: pupils with `number`, their presentations and their families."""
    for row in run.changed:
        _update(run.known[row.code], row)
    pupils = dict(run.known)
    rows = {row.code: row for row in run.added}
    for part in run.presenters:
        _present(session, evening, part, rows, pupils, number=number)
    session.flush()
    _invite(session, evening, run, pupils, new=rows.keys())
    session.flush()


def _update(pupil: Pupil, row: PupilRow) -> None:
    for name, value in said_of(row).items():
        setattr(pupil, name, value)
    pupil.presentation.title = row.title or pupil.presentation.title
    for invitation in pupil.invitations:
        invitation.household.language = row.language or invitation.household.language


def _present(
    session: Session,
    evening: Evening,
    part: Presenters,
    rows: Mapping[str, PupilRow],
    pupils: dict[str, Pupil],
    *,
    number: int | None,
) -> None:
    there = [pupils[code].presentation for code in part.codes if code in pupils]
    shared = there[0] if there else Presentation(evening=evening, evening_id=evening.id)
    session.add(shared)
    shared.title = part.title or shared.title or ""
    shared.wished_room_id = part.wishes.room_id or shared.wished_room_id
    shared.wished_round_id = part.wishes.round_id or shared.wished_round_id
    shared.preferred_round_id = part.wishes.preferred_round_id or shared.preferred_round_id
    for code in part.codes:
        pupil = pupils.get(code)
        if pupil is None:
            pupil = pupils[code] = _pupil(evening, rows[code], shared, number=number)
            session.add(pupil)
        elif len(part.codes) > 1:
            _join(session, pupil, shared)


def _pupil(evening: Evening, row: PupilRow, shared: Presentation, *, number: int | None) -> Pupil:
    return Pupil(
        evening_id=evening.id,
        presentation=shared,
        code=row.code,
        first_name=row.first_name,
        initial=row.initial,
        class_name=row.class_name,
        leerjaar=row.leerjaar,
        level=row.level,
        import_number=number,
    )


def _join(session: Session, pupil: Pupil, shared: Presentation) -> None:
    left = pupil.presentation
    if left is shared:
        return
    pupil.presentation = shared
    if not left.pupils:
        session.flush()
        session.delete(left)


def _invite(
    session: Session,
    evening: Evening,
    run: DryRun,
    pupils: Mapping[str, Pupil],
    *,
    new: Collection[str],
) -> None:
    there = {one.household for pupil in run.known.values() for one in pupil.invitations}
    at_address = {
        email: household
        for household in sorted(there, key=lambda each: each.id, reverse=True)
        for email in household.addresses
    }
    invitations: list[Invitation] = []
    for family in run.families:
        households = _households(evening, family, at_address, run.known)
        session.add_all(households)
        invitations += [
            Invitation.invite(household, pupils[code])
            for code in family.codes
            if code in new
            for household in households
        ]
    for invitation in invitations:
        # Who was invited for one child is written to again, for both.
        invitation.household.ask_anew()
    evening_links.renew_all(session, invitations)
    session.add_all(invitations)


def _households(
    evening: Evening,
    family: Family,
    at_address: Mapping[str, Household],
    known: Mapping[str, Pupil],
) -> list[Household]:
    """Return the households of a family: those that are there already, and what they lack.

    Carers who were parted before stay so. Nobody is added to a household that has an address: who
    is not in it may have been taken out of it by hand, and would see its other children.
    """
    has_new = any(code not in known for code in family.codes)
    found = [at_address[carer.email] for carer in family.carers if carer.email in at_address]
    rest = [carer for carer in family.carers if carer.email not in at_address]
    if not found:
        own = [one.household for code in family.codes for one in _invitations(known, code)]
        silent = [household for household in own if not household.addresses]
        if silent:
            _give_carers(silent[0], rest)
            return silent[:1]
    if has_new and (rest or not found):
        made = Household(evening_id=evening.id, language=family.language or ParentLanguage.NL)
        _give_carers(made, rest)
        found.append(made)
    return list(dict.fromkeys(found))


def _invitations(known: Mapping[str, Pupil], code: str) -> Sequence[Invitation]:
    return known[code].invitations if code in known else ()


def _give_carers(household: Household, carers: Sequence[CarerRow]) -> None:
    household.carers += [Carer(label=carer.label, email=carer.email) for carer in carers]
