import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.errors import OrganisationTaken
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import accounts, locating, sign_up
from partnerlink.services.sign_up import Contact
from tests.factories import NOW, make_account, make_organisation
from tests.factories_register import make_register_entry

pytestmark = pytest.mark.both_databases


def contact(email: str = "bram@bakker.example", **changes: object) -> Contact:
    values: dict[str, object] = {
        "name": "Bram Bakker",
        "email": email,
        "password_hash": "$argon2id$",
        "language": StaffLanguage.NL,
    }
    return Contact(**(values | changes))  # type: ignore[arg-type]


def employer(**changes: str | None) -> Organisation:
    values: dict[str, str | None] = {"code": "01234567", "branch_number": None}
    return sign_up.by_hand(
        OrganisationKind.EMPLOYER,
        name="Bakkerij De Molen",
        address=locating.locate_by_postcode(postcode="7811 AB", house_number="1"),
        now=NOW,
        **(values | changes),
    )


def letters(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(OutboxMail.kind, OutboxMail.recipient).order_by(OutboxMail.id))
    return [(kind, recipient) for kind, recipient in rows]


def count(session: Session, mapped: type) -> int:
    return session.scalar(select(func.count()).select_from(mapped)) or 0


def test_a_school_takes_over_what_the_register_says(session: Session) -> None:
    entry = make_register_entry(session)
    sign_up.sign_up(
        session,
        sign_up.from_register(entry, now=NOW),
        contact("Decaan@veencollege.example"),
        now=NOW,
    )
    school = session.scalars(select(Organisation)).one()
    assert (school.kind, school.claimed_code, school.name) == ("school", "01AB00", "Veencollege")
    assert school.state is OrganisationState.UNVERIFIED
    assert school.mail_domain == "veencollege.example"
    assert school.levels == {Level.VMBO_BB, Level.VMBO_KB}
    assert (school.region_code, school.holiday_region) == ("07", HolidayRegion.NOORD)
    assert school.point == entry.point
    manager = session.scalars(select(Account)).one()
    assert (manager.email, manager.role) == ("decaan@veencollege.example", Role.MANAGER)
    assert manager.email_confirmed_at is None
    assert letters(session) == [(MailKind.CONFIRM_EMAIL, manager.email)]


def test_an_employer_belongs_to_the_region_of_the_nearest_school(session: Session) -> None:
    make_register_entry(session)
    make_register_entry(session, code="02CD00", at=(50.85, 5.69), region_code="39")
    sign_up.sign_up(session, employer(), contact(), now=NOW)
    found = session.scalars(select(Organisation)).one()
    assert (found.claimed_code, found.region_code) == ("01234567", "07")


def test_a_number_that_takes_part_already_is_refused(session: Session) -> None:
    taken = make_organisation(session, OrganisationKind.EMPLOYER, code="01234567")
    make_account(session, taken)
    with pytest.raises(OrganisationTaken):
        sign_up.sign_up(session, employer(), contact(), now=NOW)
    assert letters(session) == []


def test_another_branch_of_the_same_employer_may_sign_up(session: Session) -> None:
    taken = make_organisation(session, OrganisationKind.EMPLOYER, code="01234567")
    make_account(session, taken)
    sign_up.sign_up(session, employer(branch_number="000012345678"), contact(), now=NOW)
    assert count(session, Organisation) == 2


def test_two_persons_without_a_number_may_both_sign_up(session: Session) -> None:
    for email in ("a@person.example", "b@person.example"):
        person = sign_up.by_hand(
            OrganisationKind.INDIVIDUAL,
            name="Samira",
            address=locating.locate_by_postcode(postcode="7811 AB", house_number="1"),
            now=NOW,
        )
        sign_up.sign_up(session, person, contact(email), now=NOW)
    assert count(session, Organisation) == 2


def test_an_address_that_is_known_gets_a_letter_and_nothing_is_stored(session: Session) -> None:
    known = make_account(session, make_organisation(session), email="bram@bakker.example")
    sign_up.sign_up(session, employer(), contact("BRAM@bakker.example"), now=NOW)
    session.flush()
    assert letters(session) == [(MailKind.EMAIL_IN_USE, known.email)]
    assert (count(session, Organisation), count(session, Account)) == (1, 1)


def test_an_invited_colleague_keeps_the_invitation(session: Session) -> None:
    school = make_organisation(session)
    make_account(session, school)
    invited = make_account(
        session, school, role=Role.MEMBER, email="bram@bakker.example", email_confirmed_at=None
    )
    sign_up.sign_up(session, employer(), contact(invited.email), now=NOW)
    session.flush()
    assert letters(session) == [(MailKind.EMAIL_IN_USE, invited.email)]


def test_an_invitation_that_was_taken_back_keeps_nobody_out(session: Session) -> None:
    school = make_organisation(session)
    make_account(session, school)
    make_account(
        session,
        school,
        role=Role.MEMBER,
        email="bram@bakker.example",
        email_confirmed_at=None,
        is_enabled=False,
    )
    sign_up.sign_up(session, employer(), contact(), now=NOW)
    assert count(session, Organisation) == 2
    found = session.scalars(Account.by_email("bram@bakker.example")).one()
    assert found.is_enabled
    assert found.role is Role.MANAGER


def test_a_sign_up_that_nobody_confirmed_gives_way_to_the_next_with_its_address(
    session: Session,
) -> None:
    for name in ("Oud", "Nieuw"):
        sign_up.sign_up(session, employer(), contact(name=name), now=NOW)
        session.commit()
    assert count(session, Organisation) == 1
    assert session.scalars(select(Account)).one().name == "Nieuw"
    assert letters(session) == [(MailKind.CONFIRM_EMAIL, "bram@bakker.example")]


@pytest.mark.parametrize("late", [0, 1])
def test_of_two_sign_ups_of_one_number_whoever_confirms_first_has_it(
    session: Session, late: int
) -> None:
    emails = ["bram@bakker.example", "grap@elders.example"]
    for email in emails:
        sign_up.sign_up(session, employer(), contact(email), now=NOW)
        session.commit()
    assert letters(session) == [(MailKind.CONFIRM_EMAIL, email) for email in emails]
    for place, email in sorted(enumerate(emails), key=lambda each: each[0] == late):
        account = session.scalars(Account.by_email(email)).one()
        if place == late:
            with pytest.raises(OrganisationTaken):
                accounts.confirm_email(session, account, now=NOW)
        else:
            accounts.confirm_email(session, account, now=NOW)
            session.commit()
            assert account.organisation is not None
            assert account.organisation.code == "01234567"


def test_the_same_address_with_another_number_leaves_one_sign_up(session: Session) -> None:
    sign_up.sign_up(session, employer(), contact(), now=NOW)
    session.commit()
    sign_up.sign_up(session, employer(code="87654321"), contact(), now=NOW)
    session.commit()
    assert session.scalars(select(Organisation.claimed_code)).all() == ["87654321"]


def test_what_a_coordinator_let_in_does_not_give_way(session: Session) -> None:
    make_organisation(session, OrganisationKind.EMPLOYER, code="01234567")
    with pytest.raises(OrganisationTaken):
        sign_up.sign_up(session, employer(), contact(), now=NOW)
