"""Which regions there are: those that DUO lists with its schools."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.folding import without_accents
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services.organisations import Region


def known_regions(session: Session) -> Sequence[Region]:
    """Return the regions of the schools that were imported, by name; none before the import."""
    listed = (
        select(RegisterEntry.region_code, RegisterEntry.region_name)
        .where(RegisterEntry.kind == OrganisationKind.SCHOOL, RegisterEntry.region_code != "")
        .distinct()
    )
    # Where a later list spells a name anew, its code still is one region.
    by_code = {code: Region(code, name) for code, name in session.execute(listed)}
    return sorted(by_code.values(), key=lambda region: (region.name, region.code))


def find_region(session: Session, written: str) -> Region | None:
    """Return the region with this code or name; capitals, accents and a zero in front are free."""
    wanted = without_accents(written).strip()
    for region in known_regions(session):
        names = region.code, region.code.lstrip("0"), region.name
        if wanted in map(without_accents, names):
            return region
    return None
