"""A list of pupils comes in whole or not at all, and nothing twice."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import InvitationState, ParentLanguage
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import pupil_import
from partnerlink.services.pupil_import import NotReady
from partnerlink.services.pupil_uploads import find_upload, sheet_of
from tests.factories import NOW
from tests.factories_evenings import make_evening
from tests.pupil_imports import HEADER, addresses, bring_in, count, forget, look, pupils
from tests.pupil_lists import MAGISTER, list_of


@pytest.fixture
def evening(session: Session) -> Evening:
    return make_evening(session, rooms={"A1": 4})


@pytest.mark.both_databases
def test_an_export_becomes_pupils_families_and_links(session: Session, evening: Evening) -> None:
    run = look(session, evening, MAGISTER.replace("\n", "\r\n").encode("cp1252"))
    assert (len(run.added), len(run.families), run.without_mail, run.with_siblings) == (4, 3, 1, 1)
    assert pupil_import.store(session, evening, run, now=NOW) == 1
    forget(session)
    found = pupils(session)
    assert set(found) == {"001234", "001235", "1234", "001236"}
    assert (found["001234"].name, found["1234"].name) == ("Sami B", "Daan V")
    assert found["001234"].invitations[0].household is found["001236"].invitations[0].household
    assert found["001234"].invitations[0].household.language is ParentLanguage.AR
    assert addresses(found["001234"]) == [["fatima@familie.example", "omar@familie.example"]]
    tokens = {evening_links.token(one) for each in found.values() for one in each.invitations}
    assert len(tokens) == 4
    for pupil in found.values():
        for one in pupil.invitations:
            assert one.token_hash == evening_links.hash_of(evening_links.token(one))
            assert one.state is InvitationState.ASKED


def test_nothing_of_surnames_dates_and_numbers_is_kept(session: Session, evening: Evening) -> None:
    look(session, evening, MAGISTER)
    upload = find_upload(session, evening)
    assert upload is not None
    kept = repr((upload.rows, upload.columns))
    for secret in ("Bouazza", "2012", "123456782", "111222333", "Vries"):
        assert secret not in kept
    assert sheet_of(upload).never_kept == ["Geb.datum", "BSN"]


def test_a_dry_run_stores_no_pupil(session: Session, evening: Evening) -> None:
    look(session, evening, MAGISTER)
    assert [count(session, kind) for kind in (Pupil, Household, Invitation, Carer)] == [0] * 4


def test_one_bad_line_keeps_all_of_it_out(session: Session, evening: Evening) -> None:
    run = look(session, evening, HEADER + "1;Sami;3A;;jan@;;;;\n2;Noor;3A;;;;;;\n")
    assert [(line, refusal.code) for line, refusal in run.said.refused] == [(2, "email_invalid")]
    with pytest.raises(NotReady):
        pupil_import.store(session, evening, run, now=NOW)
    assert count(session, Pupil) == 0


@pytest.mark.both_databases
def test_a_second_import_updates_adds_and_leaves_the_rest(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;Brug;m@x.example;;;;\n2;Noor;3A;Zon;b@x.example;;;;\n")
    first = {code: (p.id, p.invitations[0].token_hash) for code, p in pupils(session).items()}
    answered = pupils(session)["1"].invitations[0]
    answered.answer(2, kept=2, now=NOW, by=None)
    session.flush()
    run = bring_in(
        session, evening, "1;Sami;3B;Dam;m@x.example;;;Turks;\n3;Lina;2C;;m@x.example;;;;\n"
    )
    assert [row.code for row in run.changed] == ["1"]
    assert [pupil.code for pupil in run.missing] == ["2"]
    found = pupils(session)
    assert (found["1"].class_name, found["1"].presentation.title) == ("3B", "Dam")
    assert {
        code: (found[code].id, found[code].invitations[0].token_hash) for code in first
    } == first
    assert found["1"].invitations[0].people == 2
    household = found["1"].invitations[0].household
    assert household.language is ParentLanguage.TR
    assert found["3"].invitations[0].household is household
    assert count(session, Household) == 2


def test_the_same_list_twice_changes_nothing(session: Session, evening: Evening) -> None:
    rows = (
        "1;Sami;3A;Brug;m@x.example v@x.example;ja;;Turks;\n2;Noor;3A;;;;F1;;d\n3;Bo;3A;;;;F1;;d\n"
    )
    bring_in(session, evening, rows)
    kinds = (Pupil, Household, Carer, Invitation, Presentation)
    before = [count(session, kind) for kind in kinds]
    run = bring_in(session, evening, rows)
    assert (run.added, run.changed, run.missing) == ([], [], [])
    assert [count(session, kind) for kind in kinds] == before == [3, 3, 2, 4, 2]


def test_who_was_taken_out_of_a_household_does_not_come_back_by_a_sibling(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n")
    rows = "1;Sami;3A;;m@x.example v@x.example;;;;\n"
    bring_in(session, evening, rows)
    assert addresses(pupils(session)["1"]) == [["m@x.example"]]
    bring_in(session, evening, rows + "2;Lina;2A;;m@x.example v@x.example;;;;\n")
    assert addresses(pupils(session)["1"]) == [["m@x.example"]]
    assert addresses(pupils(session)["2"]) == [["m@x.example"], ["v@x.example"]]


def test_a_family_without_mail_gets_the_address_of_a_later_list(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;;;;;\n")
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n")
    assert addresses(pupils(session)["1"]) == [["m@x.example"]]
    assert count(session, Household) == 1


def test_a_family_that_was_invited_is_written_to_again_for_another_child(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n")
    pupils(session)["1"].invitations[0].household.record_invited(NOW)
    session.flush()
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n2;Lina;2A;;m@x.example;;;;\n")
    assert pupils(session)["1"].invitations[0].household.invited_at is None


def test_zermelos_list_of_codes_puts_known_pupils_in_one_presentation(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;;;;;\n2;Noor;3A;;;;;;\n3;Bo;3A;;;;;;\n")
    run = look(session, evening, 'id;leerlingen;lokalen;onderwerp\n9;"1,2";A1;Brug\n')
    pupil_import.store(session, evening, run, now=NOW)
    forget(session)
    shared = pupils(session)["1"].presentation
    assert [pupil.code for pupil in shared.pupils] == ["1", "2"]
    assert (shared.title, shared.wished_room_id) == ("Brug", evening.rooms[0].id)
    assert count(session, Presentation) == 2


def test_a_presentation_with_a_place_is_not_changed_by_a_list(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;;;;;\n")
    pupils(session)["1"].presentation.place(
        room_id=evening.rooms[0].id, round_id=evening.rounds[0].id
    )
    session.flush()
    run = look(session, evening, HEADER + "1;Sami;3A;;;;;;d\n2;Noor;3A;;;;;;d\n")
    assert [refusal.code for _, refusal in run.said.refused] == ["group_planned"]


@pytest.mark.both_databases
def test_a_whole_school_comes_in_with_a_link_for_everybody(
    session: Session, evening: Evening
) -> None:
    run = look(session, evening, list_of(1_500))
    pupil_import.store(session, evening, run, now=NOW)
    assert count(session, Invitation) == count(session, Pupil) == 1_500
    assert count(session, Household) == 1_200
    codes = session.scalars(select(Invitation.code_hash)).all()
    assert len(set(codes)) == 1_500
