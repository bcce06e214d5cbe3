"""A school is erased: nothing of its evenings and families stays but numbers."""

import pytest
from flask import Flask
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.models.base import Base
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure, EveningCount
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil_upload import PupilColumns, PupilUpload
from partnerlink.services import (
    erasure,
    evening_seats,
)
from partnerlink.services.evening_clock import STEPS
from partnerlink.services.evening_invitations import post_invitation
from partnerlink.services.evening_seats import get_for_answer, lock_sitting
from tests.factories import NOW, make_organisation
from tests.factories_erasure import send_everything
from tests.factories_evening_mail import invited
from tests.factories_evenings import make_evening
from tests.factories_families import family
from tests.overlapping import Pause, overlap

pytestmark = pytest.mark.both_databases
CANCELLED = MailKind.EVENING_CANCELLED


def whole_evening(session: Session, school: Organisation) -> Evening:
    """Make an evening about which everything that can be stored is stored."""
    evening = make_evening(session, school)
    contact = evening.contact
    (invitation,) = invited(session, evening, "ja@familie.example")
    invitation.answer(2, kept=2, now=NOW, by=contact)
    post_invitation(session, evening, invitation.household, now=NOW)
    session.add_all(
        [
            InvitationNeeds(invitation_id=invitation.id, interpreter="Turks"),
            PupilUpload(
                evening_id=evening.id,
                account_id=contact.id,
                name="lijst.csv",
                rows=[["Sami"]],
                lines=[2],
                columns={},
                uploaded_at=NOW,
            ),
            PupilColumns(organisation_id=school.id, columns={}),
            EveningCount(evening_id=evening.id, class_name="", measure="pupils", number=1),
            Erasure(evening_id=evening.id, what="list", number=1, erased_at=NOW),
        ]
    )
    wished = session.scalars(select(Presentation)).one()
    wished.wished_room_id = wished.room_id
    wished.wished_round_id = wished.preferred_round_id = wished.round_id
    session.flush()
    return evening


def tables_below(table: Table) -> set[Table]:
    """Return a table with all that hang on it by a key, as rows that go with it."""
    found = {table}
    while True:
        more = {
            each
            for each in Base.metadata.tables.values()
            for key in each.foreign_keys
            if key.column.table in found and key.ondelete != "SET NULL"
        }
        if more <= found:
            return found
        found |= more


def go(session: Session, school: Organisation) -> None:
    erasure.leave(session, school, now=NOW)
    send_everything(session)
    erasure.erase(session, school)
    session.commit()


@pytest.mark.parametrize("has_met", [True, False])
def test_of_an_erased_school_no_row_of_an_evening_stays(session: Session, has_met: bool) -> None:
    school = make_organisation(session)
    evening = whole_evening(session, school)
    if has_met:
        next(step for step in STEPS if step.name == "presented").act(session, evening, now=NOW)
    session.flush()
    below = tables_below(Base.metadata.tables["evening"]) | {
        Base.metadata.tables["pupil_columns"],
        Base.metadata.tables["account"],
    }
    assert [table.name for table in below if not rows_in(session, table)] == []
    number = school.id

    go(session, school)

    assert {table.name: rows_in(session, table) for table in below if rows_in(session, table)} == {}
    assert (session.get(Organisation, number) is not None) is has_met
    kept = session.scalars(select(Encounter)).all()
    assert [(one.school_id, one.evening_id, one.pupils) for one in kept] == (
        [(number, None, 1)] if has_met else []
    )


def rows_in(session: Session, table: Table) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_would_go_names_evenings_pupils_and_families(session: Session) -> None:
    school = make_organisation(session)
    whole_evening(session, school)
    extent = erasure.extent_of(session, school)
    assert {name: extent[name] for name in ("evenings", "pupils", "families", "mappings")} == {
        "evenings": 1,
        "pupils": 1,
        "families": 1,
        "mappings": 1,
    }


def test_a_neighbouring_school_keeps_its_evening(session: Session) -> None:
    school, neighbour = make_organisation(session), make_organisation(session)
    whole_evening(session, school)
    stays = make_evening(session, neighbour)
    family(session, stays, "buren", 2)
    go(session, school)
    session.expire_all()
    assert session.scalars(select(Evening)).all() == [stays]
    assert (stays.state, rows_in(session, Base.metadata.tables["invitation"])) == ("open", 1)


def test_nothing_is_erased_while_a_family_is_still_to_be_told(session: Session) -> None:
    school = make_organisation(session)
    family(session, make_evening(session, school), "ja", 2)
    erasure.leave(session, school, now=NOW)
    session.flush()
    with pytest.raises(erasure.LettersWait) as waits:
        erasure.erase(session, school)
    assert waits.value.number == 1
    (letter,) = session.scalars(select(OutboxMail)).all()
    composed = compose(session, letter, now=NOW)
    assert composed is not None
    assert "gaat niet door" in composed.text


def test_a_school_takes_an_invitation_back_while_it_is_erased(app: Flask, session: Session) -> None:
    school = make_organisation(session)
    evening = make_evening(session, school)
    one = family(session, evening, "ja", 2)
    number, evening_id, school_id = one.id, evening.id, school.id
    place = {"room_id": evening.rooms[0].id, "round_id": evening.rounds[0].id}
    erasure.leave(session, school, now=NOW)
    send_everything(session)
    session.commit()

    def take_back(own: Session, pause: Pause) -> None:
        lock_sitting(own, own.get_one(Evening, evening_id), **place)
        pause()
        evening_seats.withdraw(own, get_for_answer(own, number))

    def erase(own: Session) -> None:
        erasure.erase(own, own.get_one(Organisation, school_id))

    assert overlap(app, take_back, erase) is None
    session.expire_all()
    assert session.get(Organisation, school_id) is None
