"""Entries of the official lists, with sensible values."""

from sqlalchemy.orm import Session

from partnerlink.domain.folding import fold
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind, Precision
from partnerlink.geo.projection import project
from partnerlink.models.register_entry import RegisterEntry
from tests.factories import EMMEN


def make_register_entry(
    session: Session,
    kind: OrganisationKind = OrganisationKind.SCHOOL,
    *,
    at: tuple[float, float] | None = EMMEN,
    **changes: object,
) -> RegisterEntry:
    """Make an entry: the Veencollege in Emmen, whose mail domain is veencollege.example."""
    values: dict[str, object] = {
        "kind": kind,
        "code": "01AB00" if kind is OrganisationKind.SCHOOL else "25LX",
        "name": "Veencollege" if kind is OrganisationKind.SCHOOL else "Mbo De Brug",
        "street": "Hoofdstraat",
        "house_number": "1",
        "postcode": "7811 AB",
        "city": "Emmen",
        "province": "Drenthe",
        "mail_domain": "veencollege.example",
        "levels": frozenset({Level.VMBO_BB, Level.VMBO_KB}),
        "holiday_region": HolidayRegion.NOORD,
        "region_code": "07",
        "region_name": "Zuidoost-Drenthe",
        "pupils": 700,
    }
    entry = RegisterEntry(**(values | changes))
    entry.folded_name = fold(entry.name)
    if at is not None:
        x, y = project(*at)
        entry.place_at(
            latitude=at[0], longitude=at[1], x=round(x), y=round(y), precision=Precision.POSTCODE
        )
    session.add(entry)
    session.flush()
    return entry
