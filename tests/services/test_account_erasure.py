"""A person who leaves altogether: their work goes to a colleague, their name from the letters."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import LastAdministrator, LastManager
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.base import Base
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.pupil_upload import PupilUpload
from partnerlink.services.account_erasure import HANDED_ON, erase_account, extent_of
from partnerlink.services.coordinators import EVERYWHERE, Office, ask
from partnerlink.services.invitations import find_invitation, invite
from partnerlink.services.organisations import Region
from tests.factories import NOW, make_account, make_offer, make_organisation
from tests.factories_evenings import make_evening, make_invitation

pytestmark = pytest.mark.both_databases


def test_what_they_looked_after_goes_to_a_manager(session: Session) -> None:
    home = make_organisation(session, OrganisationKind.MBO)
    anna, bram = make_account(session, home), make_account(session, home, role=Role.MEMBER)
    offer = make_offer(session, home, contact=bram)
    about_talk = post(session, MailKind.TALK_PLANNED, to=bram, now=NOW, talk_id=1, side="partner")
    post(session, MailKind.RESET_PASSWORD, to=bram, now=NOW)
    session.flush()
    assert extent_of(session, bram) == {"offers": 1, "letters": 2}

    erase_account(session, bram, now=NOW)
    session.commit()

    assert session.scalars(select(Account.id)).all() == [anna.id]
    assert offer.contact_id == anna.id
    assert session.scalars(select(OutboxMail)).all() == [about_talk]
    assert about_talk.recipient == anna.email


def test_whatever_names_an_account_goes_forgets_it_or_is_handed_on() -> None:
    keys = [
        key
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is Account.__table__
    ]
    handed_on = {column.property.columns[0] for column in HANDED_ON.values()}
    assert {key.parent for key in keys if key.ondelete is None} == handed_on


def test_an_evening_goes_to_a_manager_and_what_they_answered_for_a_family_stays(
    session: Session,
) -> None:
    home = make_organisation(session)
    anna, bram = make_account(session, home), make_account(session, home, role=Role.MEMBER)
    evening = make_evening(session, home, contact=bram)
    invitation = make_invitation(session, evening)
    invitation.answer(2, kept=2, now=NOW, by=bram)
    upload = PupilUpload(evening_id=evening.id, account_id=bram.id, name="lijst.csv")
    upload.rows, upload.lines, upload.columns, upload.uploaded_at = [["Sami"]], [2], {}, NOW
    session.add(upload)
    session.flush()
    assert extent_of(session, bram) == {"evenings": 1}

    erase_account(session, bram, now=NOW)
    session.commit()
    session.expire_all()

    assert evening.contact_id == anna.id
    assert (invitation.people, invitation.answered_by_id) == (2, None)
    assert session.scalars(select(PupilUpload)).all() == []


def test_nobody_is_erased_whose_evening_nobody_can_take(session: Session) -> None:
    home = make_organisation(session)
    bram = make_account(session, home, role=Role.MEMBER)
    make_evening(session, home, contact=bram)
    with pytest.raises(LastManager):
        erase_account(session, bram, now=NOW)


def test_the_last_manager_stays(session: Session) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    make_account(session, home, role=Role.MEMBER)
    with pytest.raises(LastManager):
        erase_account(session, anna, now=NOW)


def test_nobody_is_erased_whose_work_nobody_can_take(session: Session) -> None:
    home = make_organisation(session, OrganisationKind.MBO)
    bram = make_account(session, home, role=Role.MEMBER)
    make_offer(session, home, contact=bram)
    with pytest.raises(LastManager):
        erase_account(session, bram, now=NOW)


@pytest.mark.parametrize("is_enabled", [True, False])
def test_one_of_two_managers_can_be_erased_also_once_closed(
    session: Session, is_enabled: bool
) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    bram = make_account(session, home, is_enabled=is_enabled, role=Role.MANAGER)
    erase_account(session, bram, now=NOW)
    session.commit()
    assert session.scalars(select(Account.id)).all() == [anna.id]


def test_their_name_goes_from_the_invitations_they_sent(session: Session) -> None:
    home = make_organisation(session)
    make_account(session, home)
    bram = make_account(session, home, name="Bram Bos")
    invite(session, home, name="Carla", email="carla@example.nl", by=bram, now=NOW)
    session.flush()
    letter = session.scalars(select(OutboxMail)).one()
    letter.send(NOW)
    letter.subject = "Bram Bos nodigt u uit"

    erase_account(session, bram, now=NOW)
    session.commit()

    assert "Bram Bos" not in f"{letter.facts} {letter.subject}"
    found = find_invitation(session, home, "carla@example.nl")
    assert found is not None
    assert found.name == "Carla"


@pytest.mark.parametrize("office", [EVERYWHERE, Region("7", "Zuidoost-Drenthe")])
@pytest.mark.parametrize("is_sent", [True, False])
def test_the_name_of_an_administrator_goes_from_the_letters_they_sent(
    session: Session, office: Region, is_sent: bool
) -> None:
    make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    bea = make_account(session, role=Role.ADMINISTRATOR, region_code=None, name="Bea Beheer")
    ask(session, Office(office), name="Carla", email="carla@example.nl", by=bea.name, now=NOW)
    letter = session.scalars(select(OutboxMail)).one()
    if is_sent:
        letter.send(NOW)
        letter.subject = "Bea Beheer vraagt u"

    erase_account(session, bea, now=NOW)
    session.commit()

    assert "Bea Beheer" not in f"{letter.facts} {letter.subject}"
    assert is_sent or compose(session, letter, now=NOW) is not None


def test_what_a_coordinator_decided_stays_without_a_name(session: Session) -> None:
    kees, school = make_account(session), make_organisation(session)
    decision = Decision(
        organisation_id=school.id, account_id=kees.id, kind=DecisionKind.VERIFY, decided_at=NOW
    )
    session.add(decision)
    session.flush()
    erase_account(session, kees, now=NOW)
    session.commit()
    session.refresh(decision)
    assert decision.account_id is None


def test_the_last_administrator_stays(session: Session) -> None:
    first = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    make_account(session, role=Role.ADMINISTRATOR, region_code=None, is_enabled=False)
    make_account(session, role=Role.ADMINISTRATOR, region_code=None, email_confirmed_at=None)
    with pytest.raises(LastAdministrator):
        erase_account(session, first, now=NOW)
    second = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    erase_account(session, first, now=NOW)
    session.flush()
    with pytest.raises(LastAdministrator):
        erase_account(session, second, now=NOW)
