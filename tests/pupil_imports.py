"""Lists brought into an evening in a test, and what is there afterwards."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from partnerlink.models.base import Base
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import pupil_import, pupil_trial, pupil_uploads
from partnerlink.services.pupil_trial import DryRun
from partnerlink.services.pupil_uploads import find_upload, sheet_of
from tests.factories import NOW

HEADER = "code;roepnaam;klas;titel;e-mail;apart;gezinscode;taal;duo\n"


def look(session: Session, evening: Evening, text: str | bytes) -> DryRun:
    data = text.encode() if isinstance(text, str) else text
    by = evening.contact
    pupil_uploads.keep_file(session, evening, data, name="lijst.csv", by=by, now=NOW)
    upload = find_upload(session, evening)
    assert upload is not None
    sheet = sheet_of(upload)
    return pupil_trial.try_out(session, evening, sheet.cells(), is_apart=sheet.is_apart)


def bring_in(session: Session, evening: Evening, rows: str) -> DryRun:
    run = look(session, evening, HEADER + rows)
    pupil_import.store(session, evening, run, now=NOW)
    forget(session)
    return run


def forget(session: Session) -> None:
    """Read everything anew from here on, the evening with its rooms and rounds."""
    session.flush()
    session.expire_all()
    loaded = (
        selectinload(Evening.rooms),
        selectinload(Evening.rounds),
        selectinload(Evening.contact),
    )
    session.scalars(select(Evening).options(*loaded)).one()


def count(session: Session, kind: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def pupils(session: Session) -> dict[str, Pupil]:
    chosen = select(Pupil).options(
        selectinload(Pupil.presentation).selectinload(Presentation.pupils),
        selectinload(Pupil.invitations)
        .selectinload(Invitation.household)
        .selectinload(Household.carers),
    )
    return {pupil.code: pupil for pupil in session.scalars(chosen)}


def addresses(pupil: Pupil) -> list[list[str]]:
    return sorted(sorted(one.household.addresses) for one in pupil.invitations)
