"""Constraints of the database, mapped by name to the refusals that users read."""

from sqlalchemy import Index
from sqlalchemy.exc import IntegrityError

from partnerlink.domain import errors
from partnerlink.models.tables import Base

REFUSALS: dict[str, type[errors.Refusal]] = {
    "uq_account_email": errors.EmailTaken,
    "uq_organisation_kind_code": errors.OrganisationTaken,
    "uq_organisation_kind_code_branch": errors.OrganisationTaken,
    "uq_pupil_evening_id_code": errors.PupilTaken,
    "uq_talk_one_going_on_per_pair": errors.AlreadyLinked,
    "uq_talk_one_planned_per_request": errors.NotOpen,
    "uq_talk_one_place_per_speaker_and_part": errors.SpeakerBusy,
}


def refusal_of(violation: IntegrityError) -> errors.Refusal | None:
    """Return the refusal a violated constraint stands for; None when it is nobody's mistake."""
    name = getattr(getattr(violation.orig, "diag", None), "constraint_name", None)
    known = REFUSALS.get(name or _sqlite_name(str(violation.orig)))
    return known() if known is not None else None


def _sqlite_name(message: str) -> str:
    """Find the index whose columns SQLite names: it tells the columns, not the constraint."""
    columns = message.partition("UNIQUE constraint failed: ")[2]
    return next((name for name, spelled in _spelled_columns() if spelled == columns), "")


def _spelled_columns() -> list[tuple[str, str]]:
    indexes: list[Index] = [
        index for table in Base.metadata.sorted_tables for index in table.indexes
    ]
    return [
        (
            str(index.name),
            ", ".join(f"{column.table.name}.{column.name}" for column in index.columns),
        )
        for index in indexes
        if index.name in REFUSALS
    ]
