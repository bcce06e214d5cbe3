"""Who looks after the regions: two who act on them at the same moment."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import LastAdministrator
from partnerlink.models.account import Account
from partnerlink.services import account_erasure, coordinators
from partnerlink.services.colleagues import require_another_manager
from partnerlink.services.coordinators import EVERYWHERE, Office
from partnerlink.services.organisations import Region
from tests.factories import NOW, make_account
from tests.overlapping import Pause, halted_after, overlap

pytestmark = pytest.mark.both_databases
CARLA = "carla@regio.example"


def erasing(number: int) -> Callable[[Session], None]:
    """Return how somebody is erased."""

    def erase(session: Session) -> None:
        account = session.get_one(Account, number)
        account_erasure.erase_account(session, account, now=NOW)

    return erase


def test_of_two_administrators_who_are_erased_at_once_one_stays(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (
        make_account(session, role=Role.ADMINISTRATOR, region_code=None).id for _ in range(2)
    )
    session.commit()

    def erase_halfway(own: Session, pause: Pause) -> None:
        def pause_and_check(of: Session, account: Account) -> None:
            if of is own:
                pause()
            require_another_manager(of, account)

        monkeypatch.setattr(account_erasure, "require_another_manager", pause_and_check)
        erasing(one)(own)

    assert overlap(app, erase_halfway, erasing(two)) is LastAdministrator

    session.expire_all()
    assert session.get(Account, one) is None
    assert session.get_one(Account, two).is_active


def test_who_is_asked_for_every_region_meanwhile_is_not_closed_as_a_coordinator(
    app: Flask, session: Session
) -> None:
    def ask(own: Session, region: Region) -> None:
        office = Office(region)
        coordinators.ask(own, office, name="Carla de Wit", email=CARLA, by="", now=NOW)

    ask(session, Region("7", "Zuidoost-Drenthe"))
    number = session.scalars(Account.by_email(CARLA)).one().id
    session.commit()

    asked = overlap(
        app,
        halted_after(lambda own: ask(own, EVERYWHERE)),
        lambda own: coordinators.close(own, number),
    )

    assert asked is None
    session.expire_all()
    stays = session.get_one(Account, number)
    assert (stays.role, stays.is_enabled) == (Role.ADMINISTRATOR, True)
