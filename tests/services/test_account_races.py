"""Two people act on one account at the same moment: both go through, or one comes too late."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.errors import EmailTaken, LinkInvalid
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.services import accounts, colleagues, invitations
from tests.factories import NOW, PASSWORD, make_account, make_organisation
from tests.factories_invitations import BRAM, inviting, kinds, managers
from tests.overlapping import Pause, halted_after, overlap
from tests.races import race

pytestmark = pytest.mark.both_databases

Key = tuple[int, str]
"""What a link that works once holds: an account, and its session key."""


def invited(session: Session) -> tuple[int, Key]:
    """Make a manager who invited BRAM, and what the link in the letter holds."""
    manager = make_account(session, make_organisation(session))
    inviting(manager.id, BRAM)(session)
    session.flush()
    bram = session.scalars(Account.by_email(BRAM)).one()
    found = manager.id, (bram.id, bram.session_key)
    session.commit()
    return found


def test_two_schools_that_invite_one_address_at_once_learn_nothing(
    app: Flask, session: Session
) -> None:
    one, other = managers(session, number=2)

    assert overlap(app, halted_after(inviting(one, BRAM)), inviting(other, BRAM)) is None

    assert kinds(session) == [MailKind.JOIN, MailKind.EMAIL_IN_USE]
    for manager in (one, other):
        home = session.get_one(Account, manager).organisation
        assert home is not None
        assert invitations.find_invitation(session, home, BRAM) is not None


def test_two_managers_of_one_school_that_invite_one_address_at_once_ask_twice(
    app: Flask, session: Session
) -> None:
    school = make_organisation(session)
    one, other = make_account(session, school).id, make_account(session, school).id
    session.commit()

    assert overlap(app, halted_after(inviting(one, BRAM)), inviting(other, BRAM)) is None

    assert kinds(session) == [MailKind.JOIN, MailKind.JOIN]
    assert len(session.scalars(Account.by_email(BRAM)).all()) == 1


def test_five_schools_invite_one_address_in_any_order(app: Flask, session: Session) -> None:
    acts = [inviting(manager, BRAM) for manager in managers(session, number=5)]

    assert race(app, *acts) == [None] * 5
    assert sorted(kinds(session)) == [MailKind.EMAIL_IN_USE] * 4 + [MailKind.JOIN]


def test_who_asks_twice_at_once_for_a_new_password_gets_two_letters(
    app: Flask, session: Session
) -> None:
    anna = make_account(session, make_organisation(session), email="anna@veencollege.example")
    session.commit()

    def ask(own: Session) -> None:
        accounts.ask_for_reset(own, "anna@veencollege.example", now=NOW)

    assert race(app, ask, ask) == [None, None]
    assert kinds(session) == [MailKind.RESET_PASSWORD] * 2
    assert anna.is_active


def choosing(link: Key) -> Callable[[Session, Pause], None]:
    """Return how somebody chooses a new password, halfway between opening and storing."""

    def choose(session: Session, pause: Pause) -> None:
        account = accounts.get_locked_by_session_key(session, *link)
        pause()
        accounts.confirm_email(session, account, now=NOW)
        accounts.set_password(account, PASSWORD)

    return choose


def joining(link: Key) -> Callable[[Session], None]:
    """Return how an invited colleague joins."""

    def join(session: Session) -> None:
        account = accounts.get_locked_by_session_key(session, *link)
        accounts.join(account, name="Bram Bos", password=PASSWORD, now=NOW)

    return join


def taking_back(by: int) -> Callable[[Session], None]:
    """Return how a manager takes the invitation of BRAM back."""

    def take_back(session: Session) -> None:
        home = session.get_one(Account, by).organisation
        assert home is not None
        invitations.withdraw_invitation(session, home, BRAM, now=NOW)

    return take_back


def leaving(session: Session) -> tuple[Key, Callable[[Session], None]]:
    """Make somebody who leaves: their reset link, and how their account is closed."""
    school = make_organisation(session)
    stays, leaver = make_account(session, school), make_account(session, school)
    numbers, key = (leaver.id, stays.id), leaver.session_key
    session.commit()

    def close(own: Session) -> None:
        leaves, successor = (own.get_one(Account, number) for number in numbers)
        colleagues.disable(own, leaves, successor=successor, now=NOW)

    return (numbers[0], key), close


def test_an_account_is_closed_while_its_owner_chooses_a_password(
    app: Flask, session: Session
) -> None:
    link, close = leaving(session)

    assert overlap(app, choosing(link), close) is None

    session.expire_all()
    assert not session.get_one(Account, link[0]).is_enabled


def test_a_password_is_chosen_too_late_while_the_account_is_being_closed(
    app: Flask, session: Session
) -> None:
    link, close = leaving(session)

    found = overlap(app, halted_after(close), lambda own: choosing(link)(own, lambda: None))

    assert found is LinkInvalid
    session.expire_all()
    assert not session.get_one(Account, link[0]).is_enabled
    assert session.get_one(Account, link[0]).password_hash is None


def test_who_joins_while_the_invitation_is_taken_back_stays(app: Flask, session: Session) -> None:
    manager, link = invited(session)

    assert overlap(app, halted_after(joining(link)), taking_back(manager)) is None

    session.expire_all()
    assert session.get_one(Account, link[0]).is_active


def test_an_invitation_is_taken_back_before_its_link_is_used(app: Flask, session: Session) -> None:
    manager, link = invited(session)

    assert overlap(app, halted_after(taking_back(manager)), joining(link)) is LinkInvalid

    session.expire_all()
    assert session.get(Account, link[0]) is None


def test_two_managers_take_one_invitation_back_at_once(app: Flask, session: Session) -> None:
    manager, link = invited(session)
    back = taking_back(manager)

    assert overlap(app, halted_after(back), back) is None

    session.expire_all()
    assert session.get(Account, link[0]) is None


def test_who_joins_while_being_asked_once_more_stays_signed_in(
    app: Flask, session: Session
) -> None:
    manager, link = invited(session)

    assert overlap(app, halted_after(joining(link)), inviting(manager, BRAM)) is EmailTaken

    session.expire_all()
    joined = session.get_one(Account, link[0])
    assert (joined.name, joined.is_active) == ("Bram Bos", True)
    assert joined.password_hash is not None
