"""Somebody whose account was closed may sign up elsewhere, as if the address were new."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.links import Purpose, sign
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import accounts, colleagues
from tests.factories import NOW, make_account, make_offer, make_organisation
from tests.factories_sign_up import sign_up_bakery
from tests.pages import Visitor

pytestmark = pytest.mark.both_databases

EMAIL = "bram@bakker.example"


def somebody_who_left(session: Session) -> Account:
    """Make Bram, who worked at a college until a colleague closed his account."""
    college = make_organisation(session, OrganisationKind.MBO)
    stays, bram = make_account(session, college), make_account(session, college, email=EMAIL)
    colleagues.disable(session, bram, successor=stays, now=NOW)
    session.commit()
    return bram


def test_who_left_signs_up_for_a_new_employer(session: Session) -> None:
    bram = somebody_who_left(session)
    college, keys = bram.organisation_id, (bram.session_key, bram.feed_version)
    stray = make_offer(session, bram.organisation, contact=bram)
    old_letter = post(session, MailKind.RESET_PASSWORD, to=bram, now=NOW)
    session.flush()

    sign_up_bakery(session, email=EMAIL, code="01234567")
    session.commit()

    account = session.scalars(Account.by_email(EMAIL)).one()
    assert account.organisation is not None
    assert account.organisation.name == "Bakkerij De Molen"
    assert (account.role, account.is_enabled, account.is_active) == (Role.MANAGER, True, False)
    assert account.session_key != keys[0]
    assert account.feed_version > keys[1]
    contact = session.get_one(Account, stray.contact_id)
    assert (contact.organisation_id, contact.is_active) == (college, True)
    kinds = session.scalars(select(OutboxMail.kind).where(OutboxMail.account_id == account.id))
    assert kinds.all() == [MailKind.CONFIRM_EMAIL]
    assert old_letter not in session


def test_the_first_link_of_the_new_start_confirms_it(session: Session) -> None:
    bram = somebody_who_left(session)
    before = bram.session_key
    sign_up_bakery(session, email=EMAIL, code="01234567")
    session.commit()

    with pytest.raises(LinkInvalid):
        accounts.get_by_session_key(session, bram.id, before)
    account = accounts.get_by_email_proof(session, bram.id, EMAIL, bram.session_key)
    accounts.confirm_email(session, account, now=NOW)
    assert account.is_active


def test_a_coordinator_who_left_signs_up_and_what_they_decided_stays(session: Session) -> None:
    kees = make_account(session, email=EMAIL, is_enabled=False)
    school = make_organisation(session)
    decision = Decision(
        organisation_id=school.id, account_id=kees.id, kind=DecisionKind.VERIFY, decided_at=NOW
    )
    session.add(decision)
    session.commit()

    sign_up_bakery(session, email=EMAIL, code="01234567")
    session.commit()

    assert (kees.role, kees.region_code) == (Role.MANAGER, None)
    assert kees.organisation_id not in (None, school.id)
    assert decision.account_id == kees.id


def test_a_new_start_that_nobody_confirmed_gives_way_to_the_next(session: Session) -> None:
    somebody_who_left(session)
    for code in ("01234567", "01234568"):
        sign_up_bakery(session, email=EMAIL, code=code)
        session.commit()
    account = session.scalars(Account.by_email(EMAIL)).one()
    assert account.organisation is not None
    assert account.organisation.claimed_code == "01234568"


def test_a_closed_account_that_signs_up_is_no_way_into_the_old_home(
    session: Session, visitor: Visitor
) -> None:
    bram = somebody_who_left(session)
    old = sign(Purpose.FEED, bram.id, bram.feed_version - 1)
    sign_up_bakery(session, email=EMAIL, code="01234567")
    accounts.confirm_email(session, bram, now=NOW)
    session.commit()
    visitor.get(f"/agenda/{old}.ics", status=404)
