"""What a coordinator looks at: lines of the register, and letters that could not be sent."""

from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import OrganisationKind, Precision
from partnerlink.geo.projection import project
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import BACK_OFF, OutboxMail
from partnerlink.models.register_entry import RegisterEntry
from tests.factories import EMMEN, NOW


def make_entry(
    session: Session,
    code: str = "00AB00",
    *,
    at: tuple[float, float] | None = EMMEN,
    **changes: object,
) -> RegisterEntry:
    """Make a line of DUO's list: a school in Emmen unless said otherwise."""
    values: dict[str, object] = {
        "kind": OrganisationKind.SCHOOL,
        "code": code,
        "name": "Veencollege",
        "street": "Hoofdstraat",
        "house_number": "1",
        "postcode": "7811 AB",
        "city": "Emmen",
        "mail_domain": "veencollege.nl",
        "region_code": "07",
        "region_name": "Zuid- en Midden-Drenthe",
    }
    entry = RegisterEntry(**(values | changes))
    if at is not None:
        x, y = project(*at)
        entry.place_at(
            latitude=at[0], longitude=at[1], x=round(x), y=round(y), precision=Precision.POSTCODE
        )
    session.add(entry)
    session.flush()
    return entry


def make_dead_letter(
    session: Session, account: Account, *, error: str = "550 mailbox unavailable"
) -> OutboxMail:
    """Make a letter that was tried until it was given up."""
    letter = post(session, MailKind.RESET_PASSWORD, to=account, now=NOW)
    session.flush()
    for _ in range(len(BACK_OFF) + 1):
        letter.fail(NOW, error=error)
    session.flush()
    return letter


def first_colleague(session: Session, organisation: Organisation) -> Account:
    """Return who was of an organisation first."""
    return session.scalars(Account.of_organisation(organisation.id)).all()[0]
