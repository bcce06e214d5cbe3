"""A bakery, and a school on the list, that sign up as their pages do it."""

from sqlalchemy.orm import Session

from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services import accounts, locating, sign_up
from partnerlink.services.sign_up import Contact
from tests.factories import NOW
from tests.factories_register import make_register_entry


def sign_up_bakery(
    session: Session, *, email: str, code: str, password_hash: str = "$argon2id$"
) -> None:
    """Let Bram sign a bakery up with this address and this KvK number."""
    contact = Contact(
        name="Bram Bakker", email=email, password_hash=password_hash, language=StaffLanguage.NL
    )
    bakery = sign_up.by_hand(
        OrganisationKind.EMPLOYER,
        name="Bakkerij De Molen",
        address=locating.locate_by_postcode(postcode="7811 AB", house_number="1"),
        now=NOW,
        code=code,
    )
    sign_up.sign_up(session, bakery, contact, now=NOW)


OFFICIAL = "decaan@veencollege.example"
IMPOSTOR = "grappenmaker@gmail.example"


def sign_up_school(session: Session, email: str) -> Account:
    """Sign Veencollege, which is on the list, up with this address."""
    found = session.scalars(RegisterEntry.by_code(OrganisationKind.SCHOOL, "01AB00")).one_or_none()
    entry = found or make_register_entry(session)
    contact = Contact(
        name="Iemand", email=email, password_hash="$argon2id$", language=StaffLanguage.NL
    )
    sign_up.sign_up(session, sign_up.from_register(entry, now=NOW), contact, now=NOW)
    session.flush()
    return session.scalars(Account.by_email(email)).one()


def confirm_school(session: Session, email: str) -> Account:
    """Confirm the address of a sign-up, as the page of its link does."""
    account = session.scalars(Account.by_email(email)).one()
    accounts.confirm_email(session, account, now=NOW)
    session.flush()
    return account


def come_first(session: Session, email: str = IMPOSTOR) -> Account:
    """Let somebody sign the school up and confirm, before the school itself does."""
    sign_up_school(session, email)
    return confirm_school(session, email)
