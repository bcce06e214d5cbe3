"""Fill an empty database with the demonstration."""

import csv
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from partnerlink.domain.employers import EmployerRow
from partnerlink.domain.register import RegisterRow
from partnerlink.domain.vocabulary import Competence, HolidayRegion, Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState
from partnerlink.services import match_index, register, scores
from partnerlink.services.holidays import load_official, read_official
from partnerlink.services.import_report import Reading
from seed import wording
from seed.calendar import SchoolCalendar
from seed.evenings import prepare_evenings
from seed.offers import offer_all
from seed.organisations import FOLDER, Cast, sign_up_all
from seed.past_evening import look_back
from seed.requests import request_all

UNREACHABLE = "Gemeente Vechtmonde"
NO_SUCH_MAILBOX = "550 5.1.1 mailbox unavailable"


def is_empty(session: Session) -> bool:
    """Tell whether nobody uses this database yet."""
    is_used = exists(select(Organisation.id)) | exists(select(Account.id))
    return not session.scalar(select(is_used))


def load(session: Session, *, now: datetime) -> None:
    """Make the fictional region, alive as it would be at this moment. Flushes the session."""
    official = read_official(
        (FOLDER / "holidays.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    load_official(session, official)
    noord = tuple(each.holiday for each in official if each.region is HolidayRegion.NOORD)
    calendar = SchoolCalendar(now, noord)
    _load_registers(session, calendar)
    cast = sign_up_all(session, calendar)
    offers = offer_all(session, cast, calendar)
    requests = request_all(session, cast, offers, calendar)
    _meet(session, cast, calendar)
    look_back(session, cast, calendar)
    prepare_evenings(session, cast, calendar)
    _fail_to_deliver(session, cast, calendar)
    for offer in offers.values():
        match_index.refresh_offer(session, offer, today=calendar.today)
    for request in requests:
        match_index.refresh_request(session, request, today=calendar.today)


def _load_registers(session: Session, calendar: SchoolCalendar) -> None:
    """Read the demo's lists as anybody's; raises the refusal of a line that will not do."""
    lists: tuple[Reading[RegisterRow] | Reading[EmployerRow], ...] = (
        register.read_schools(FOLDER / "schools.csv"),
        register.read_institutions(FOLDER / "institutions.csv"),
        register.read_employers(FOLDER / "employers.csv"),
    )
    for reading in lists:
        for rejected in reading.rejected:
            raise rejected.refusal
        register.store(session, reading.lines, today=calendar.today)
    scores.store(session, scores.read_scores(FOLDER / "scores.csv").lines)


def _meet(session: Session, cast: Cast, calendar: SchoolCalendar) -> None:
    """Record the encounters of this school year and the last that no talk here tells of."""
    with (FOLDER / "encounters.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            day = calendar.day_in_year(years=int(row["year"]), share=float(row["share"]))
            if day is None:
                continue
            session.add(
                Encounter(
                    school_id=cast.organisations[row["school"]].id,
                    partner_id=cast.organisations[row["partner"]].id,
                    day=day,
                    leerjaar=Leerjaar(row["leerjaar"]),
                    level=Level(row["level"]),
                    pupils=int(row["pupils"]),
                    competences=wording.members(Competence, row["competences"]),
                )
            )


def _fail_to_deliver(session: Session, cast: Cast, calendar: SchoolCalendar) -> None:
    """Leave one letter that no mail server took, for the coordinator to see."""
    contact = cast.contacts[UNREACHABLE]
    letter = post(session, MailKind.ORGANISATION_VERIFIED, to=contact, now=calendar.moment(-3))
    session.flush()
    while letter.state is MailState.WAITING:
        letter.fail(calendar.moment(-2), error=NO_SUCH_MAILBOX)
