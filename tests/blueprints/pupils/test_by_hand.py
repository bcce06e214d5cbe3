"""One pupil is added, changed or taken out by hand; the list is found by class and words."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.evening import EveningState, ParentLanguage
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.pupil import Pupil
from tests.factories_evenings import make_household, make_pupil
from tests.pages import Visitor, statements

NEW = {"code": "0042", "first_name": "Sami", "initial": "van den Berg", "class_name": "3A"}
NEW |= {"language": "ar", "addresses": "m@x.example, v@x.example", "level": "vmbo_kb"}


def households(session: Session) -> list[Household]:
    session.expire_all()
    chosen = select(Household).options(
        selectinload(Household.carers),
        selectinload(Household.invitations).selectinload(Invitation.pupil),
    )
    return list(session.scalars(chosen.order_by(Household.id)))


def test_a_pupil_is_added_by_hand(session: Session, teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/nieuw")
    teacher.submit(NEW)
    assert "Sami staat erbij." in teacher.text
    (household,) = households(session)
    assert (household.addresses, household.language) == (["m@x.example", "v@x.example"], "ar")
    pupil = household.invitations[0].pupil
    assert (pupil.code, pupil.name, pupil.level) == ("0042", "Sami B", "vmbo_kb")
    assert pupil.import_number is None


def test_carers_who_live_apart_get_an_invitation_each(
    session: Session, teacher: Visitor, here: str
) -> None:
    teacher.get(f"{here}/nieuw")
    teacher.submit({**NEW, "is_apart": "ja"})
    assert [each.addresses for each in households(session)] == [["m@x.example"], ["v@x.example"]]


def test_a_number_that_is_there_already_is_refused(teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/nieuw")
    teacher.submit(NEW)
    teacher.get(f"{here}/nieuw")
    teacher.submit(NEW, status=422)
    assert "Deze avond heeft al een leerling met dit nummer." in teacher.text


def test_bad_answers_are_named_beside_their_questions(teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/nieuw")
    teacher.submit({**NEW, "code": "=1", "first_name": "@x", "addresses": "jan@"}, status=422)
    assert "Dit is geen voornaam." in teacher.text
    assert "Dit is geen e-mailadres: jan@" in teacher.text
    teacher.submit({**NEW, "code": "=1"}, status=422)
    assert "Dit is geen leerlingnummer." in teacher.text


def test_a_pupil_and_the_familys_addresses_are_changed(
    session: Session, teacher: Visitor, evening: Evening, here: str
) -> None:
    pupil = make_pupil(session, evening)
    household = make_household(
        session, evening, pupil, emails=("oud@x.example", "blijft@x.example")
    )
    token, number = household.invitations[0].token_hash, household.id
    session.commit()
    teacher.get(f"{here}/{pupil.id}")
    sent = {"first_name": "Sam", "initial": "B", "class_name": "3B", "title": "Dam"}
    sent |= {f"addresses_{number}": "blijft@x.example", f"language_{number}": "tr"}
    teacher.submit(sent)
    assert "De wijziging is opgeslagen." in teacher.text
    (changed,) = households(session)
    assert (changed.addresses, changed.language) == (["blijft@x.example"], ParentLanguage.TR)
    assert changed.carers[0].label == "vader"
    assert changed.invitations[0].token_hash == token
    assert changed.invitations[0].pupil.class_name == "3B"


def test_who_goes_is_warned_of_first_when_the_family_comes(
    session: Session, teacher: Visitor, evening: Evening, here: str
) -> None:
    pupil = make_pupil(session, evening)
    household = make_household(session, evening, pupil)
    household.invitations[0].answer(3, kept=3, now=evening.created_at, by=None)
    session.commit()
    number = pupil.id
    teacher.get(f"{here}/{number}/weg")
    assert "Dit gezin zei dat het komt, met 3 personen." in teacher.text
    teacher.submit()
    assert "Sami B doet niet meer mee." in teacher.text
    session.rollback()
    assert session.scalars(select(Pupil)).all() == []
    assert households(session) == []
    teacher.post(f"{here}/{number}/weg")
    assert "Deze leerling staat al niet meer in de lijst." in teacher.text


def test_the_list_is_found_by_class_and_by_the_beginning_of_words(
    session: Session, teacher: Visitor, evening: Evening, here: str
) -> None:
    for name, class_name in (("Zoë", "3A"), ("Sami", "3B"), ("Samira", "3A")):
        make_pupil(session, evening, first_name=name, class_name=class_name)
    session.commit()
    names = [tag.get_text() for tag in teacher.get(f"{here}/?zoek=zoe").select(".record bdi")]
    assert names[0] == "Zoë B"
    found = teacher.get(f"{here}/?klas=3A&zoek=sam").select(".record h2 bdi")
    assert [tag.get_text() for tag in found] == ["Samira B"]
    teacher.get(f"{here}/?zoek=nergens")
    assert "Geen leerling gevonden" in teacher.text


def test_a_longer_list_takes_no_more_statements(
    session: Session, teacher: Visitor, evening: Evening, here: str
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(5):
            make_household(session, evening, make_pupil(session, evening))
        session.commit()
        with statements(teacher.client.application) as seen:
            teacher.get(f"{here}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14


def test_a_cancelled_evening_shows_its_pupils_and_changes_none(
    session: Session, teacher: Visitor, evening: Evening, here: str
) -> None:
    pupil = make_pupil(session, evening)
    evening.state = EveningState.CANCELLED
    session.commit()
    teacher.get(f"{here}/")
    assert "Lijst inlezen" not in teacher.text
    for path in (f"{here}/nieuw", f"{here}/{pupil.id}", f"{here}/inlezen/"):
        teacher.get(path, status=409)
