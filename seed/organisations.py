"""The organisations of the demo and the people in them."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.folding import fold
from partnerlink.domain.organisation import VerifiedBy
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services.locating import locate_by_postcode
from partnerlink.services.sign_up import by_hand, from_register
from seed import wording
from seed.calendar import SchoolCalendar

FOLDER = Path(__file__).parent
REGION_CODE, REGION_NAME = "90", "Veen en Vecht"
WITH_ISK = frozenset({"99AK00"})
WAITING = frozenset({"99AN00"})
MONTHS_AGO = -120
RECENTLY = -2
PARTNER_FILES = (
    "techniek_en_bouw",
    "handel_en_vervoer",
    "zorg_en_onderwijs",
    "groen_en_horeca",
    "ict_en_wetenschap",
    "veiligheid_en_kunst",
    "mbo_en_hbo",
)


@dataclass
class Cast:
    """Everybody of the demo, by the code or name that the files call them by."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    contacts: dict[str, Account] = field(default_factory=dict)


def partners_in_files() -> Iterator[dict[str, Any]]:
    """Give what the files say of each partner, in a fixed order."""
    for name in PARTNER_FILES:
        text = (FOLDER / "texts" / "partners" / f"{name}.toml").read_text(encoding="utf-8")
        yield from tomllib.loads(text)["partner"]


def people_in_file() -> list[dict[str, str]]:
    """Give the people of schools and institutions, and of the region."""
    with (FOLDER / "people.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def sign_up_all(session: Session, calendar: SchoolCalendar) -> Cast:
    """Sign everybody up, and let those in who are not to wait or to be refused."""
    cast = Cast()
    people = people_in_file()
    _sign_up_listed(session, cast, people, OrganisationKind.SCHOOL, calendar)
    for number, facts in enumerate(partners_in_files(), start=1):
        if "name" in facts:
            _sign_up_partner(session, cast, facts, number=number, calendar=calendar)
    for kind in (OrganisationKind.MBO, OrganisationKind.HBO):
        _sign_up_listed(session, cast, people, kind, calendar)
    for person in people:
        if not person["code"]:
            session.add(_account(person["name"], person["email"], Role(person["role"]), calendar))
    session.flush()
    return cast


def _sign_up_listed(
    session: Session,
    cast: Cast,
    people: list[dict[str, str]],
    kind: OrganisationKind,
    calendar: SchoolCalendar,
) -> None:
    chosen = select(RegisterEntry).where(RegisterEntry.kind == kind).order_by(RegisterEntry.code)
    for entry in session.scalars(chosen).all():
        colleagues = [person for person in people if person["code"] == entry.code]
        if not colleagues:
            continue
        is_waiting = entry.code in WAITING
        organisation = from_register(
            entry, now=calendar.moment(RECENTLY if is_waiting else MONTHS_AGO)
        )
        if entry.code in WITH_ISK:
            organisation.levels = frozenset({Level.ISK})
        if not is_waiting:
            organisation.verify(VerifiedBy.MAIL_DOMAIN)
        _keep(session, cast, organisation, (entry.code, entry.name))
        for person in colleagues:
            account = _account(person["name"], person["email"], Role(person["role"]), calendar)
            account.organisation = organisation
            session.add(account)
            session.flush()
            cast.contacts.setdefault(entry.code, account)
            cast.contacts.setdefault(entry.name, account)


def _sign_up_partner(
    session: Session,
    cast: Cast,
    facts: dict[str, Any],
    *,
    number: int,
    calendar: SchoolCalendar,
) -> None:
    is_new = "waiting" in facts or "refused" in facts
    since = calendar.moment(RECENTLY if is_new else MONTHS_AGO)
    organisation = _partner(facts, number=number, since=since)
    if not is_new:
        organisation.verify(VerifiedBy.COORDINATOR)
    if "refused" in facts:
        organisation.refuse()
    _keep(session, cast, organisation, (facts["name"],))
    email = facts.get("email") or _email_of(facts["contact"], organisation)
    account = _account(facts["contact"], email, Role.MANAGER, calendar)
    account.organisation = organisation
    session.add(account)
    cast.contacts[facts["name"]] = account
    if "waiting" not in facts:
        _log(session, organisation, facts.get("refused"), calendar)


def _partner(facts: dict[str, Any], *, number: int, since: datetime) -> Organisation:
    kind = OrganisationKind(facts.get("kind", OrganisationKind.EMPLOYER))
    place = wording.address(facts["place"])
    address = locate_by_postcode(
        postcode=place["postcode"],
        house_number=place["number"],
        street=place["street"],
        city=place["city"],
    )
    code = f"{number:08d}" if kind is OrganisationKind.EMPLOYER else None
    organisation = by_hand(kind, name=facts["name"], address=address, code=code, now=since)
    organisation.holiday_region = HolidayRegion.NOORD
    return organisation


def _keep(session: Session, cast: Cast, organisation: Organisation, names: tuple[str, ...]) -> None:
    organisation.region_code, organisation.region_name = REGION_CODE, REGION_NAME
    session.add(organisation)
    session.flush()
    cast.organisations.update(dict.fromkeys(names, organisation))


def _log(
    session: Session, organisation: Organisation, refused: str | None, calendar: SchoolCalendar
) -> None:
    session.add(
        Decision(
            organisation_id=organisation.id,
            kind=DecisionKind.REFUSE if refused else DecisionKind.VERIFY,
            ground=refused or "Gebeld en gesproken.",
            decided_at=calendar.moment(RECENTLY + 1 if refused else MONTHS_AGO + 1),
        )
    )


def _account(name: str, email: str, role: Role, calendar: SchoolCalendar) -> Account:
    since = calendar.moment(MONTHS_AGO)
    return Account(
        name=name,
        email=email,
        role=role,
        region_code=REGION_CODE if role is Role.COORDINATOR else None,
        email_confirmed_at=since,
        created_at=since,
    )


def _email_of(person: str, organisation: Organisation) -> str:
    """Make an address that nobody can have: `.example` is never given out (RFC 2606)."""
    if organisation.kind is OrganisationKind.INDIVIDUAL:
        return f"{fold(person).replace(' ', '.')}@post.example"
    return f"info@{fold(organisation.name).replace(' ', '-')}.example"
