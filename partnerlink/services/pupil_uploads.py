"""A school's list of pupils while it is looked at: kept until it is imported or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from partnerlink.domain.folding import fold
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.pupil_upload import PupilColumns, PupilUpload
from partnerlink.services.pupil_sheet import Sheet, read_by, read_file, read_pasted

LONGEST_NAME = 120


def keep_file(
    session: Session, evening: Evening, data: bytes, *, name: str, by: Account, now: datetime
) -> None:
    """Keep the list in a file to be looked at, instead of the one before. Raises a FileRefusal."""
    sheet = read_file(data, before=_before(session, evening))
    _keep(session, evening, sheet, name=name, by=by, now=now)


def keep_text(session: Session, evening: Evening, text: str, *, by: Account, now: datetime) -> None:
    """Keep a pasted list to be looked at, its lines counted anew. Raises a FileRefusal."""
    sheet = read_pasted(text, before=_before(session, evening))
    _keep(session, evening, sheet, name="", by=by, now=now)


def mend_text(
    session: Session, evening: Evening, before: Sheet, text: str, *, by: Account, now: datetime
) -> None:
    """Keep a pasted list that was mended, read by the same columns as before where it can be.

    Raises a FileRefusal.
    """
    sheet = read_pasted(text, before=_before(session, evening))
    if sheet.names == before.names:
        sheet = read_by(sheet, before.places, is_apart=before.is_apart)
    _keep(session, evening, sheet, name="", by=by, now=now)


def find_upload(session: Session, evening: Evening) -> PupilUpload | None:
    """Find the list of an evening that is being looked at."""
    return session.get(PupilUpload, evening.id)


def lock_upload(session: Session, evening: Evening) -> PupilUpload | None:
    """Find the list that is being looked at, and let nobody else import it meanwhile."""
    return session.get(PupilUpload, evening.id, with_for_update=True)


def sheet_of(upload: PupilUpload) -> Sheet:
    """Return a kept list."""
    kept = upload.columns
    return Sheet(
        names=tuple(kept["names"]),
        places={int(place): PupilColumn(value) for place, value in kept["places"].items()},
        rows=tuple(zip(upload.lines, upload.rows, strict=True)),
        is_apart=kept["apart"],
        has_header=kept["header"],
        is_pasted=kept["pasted"],
    )


def map_columns(upload: PupilUpload, places: Mapping[int, PupilColumn], *, is_apart: bool) -> Sheet:
    """Read a kept list by other columns; what is not to be known of them is left out for good."""
    changed = read_by(sheet_of(upload), places, is_apart=is_apart)
    upload.rows = [values for _, values in changed.rows]
    upload.columns = _facts(changed)
    return changed


def remember_columns(session: Session, evening: Evening, sheet: Sheet) -> None:
    """Remember for the school how this list was read."""
    by_name = {fold(name): sheet.places.get(at, "") for at, name in enumerate(sheet.names)}
    columns: dict[str, Any] = {
        "names": by_name if sheet.has_header else {},
        "places": {str(at): column for at, column in sheet.places.items()},
        "width": len(sheet.names),
        "apart": sheet.is_apart,
    }
    session.merge(PupilColumns(organisation_id=evening.organisation_id, columns=columns))


def _before(session: Session, evening: Evening) -> Mapping[str, Any]:
    """Return how the school's last list was read; empty for the first one."""
    remembered = session.get(PupilColumns, evening.organisation_id)
    return remembered.columns if remembered is not None else {}


def _facts(sheet: Sheet) -> dict[str, Any]:
    return {
        "names": list(sheet.names),
        "places": {str(at): column.value for at, column in sheet.places.items()},
        "apart": sheet.is_apart,
        "header": sheet.has_header,
        "pasted": sheet.is_pasted,
    }


def _keep(
    session: Session, evening: Evening, sheet: Sheet, *, name: str, by: Account, now: datetime
) -> None:
    session.merge(
        PupilUpload(
            evening_id=evening.id,
            account_id=by.id,
            name=name[:LONGEST_NAME],
            rows=[values for _, values in sheet.rows],
            lines=[line for line, _ in sheet.rows],
            columns=_facts(sheet),
            uploaded_at=now,
        )
    )
