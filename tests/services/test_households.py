"""Addresses are corrected, links renewed, carers who live apart split, and two families joined."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.errors import NotAllowedNow, RoomTooSmall
from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_seats, households
from partnerlink.services.evening_invitations import post_invitation
from partnerlink.services.household_answers import find_by_token
from partnerlink.services.household_parting import merge, split
from partnerlink.services.households import Contact, change_contact, find_household, lock_household
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_household, make_pupil

pytestmark = pytest.mark.both_databases
MOTHER, FATHER = "moeder@x.example", "vader@x.example"


def locked(session: Session, evening: Evening, household: Household) -> Household:
    found = lock_household(session, evening.id, household.id)
    assert found is not None
    return found


def couple(session: Session, *, seats: int = 30) -> tuple[Evening, Pupil, Household]:
    evening = make_evening(session, rooms={"A1": seats})
    pupil = make_pupil(session, evening)
    return evening, pupil, make_household(session, evening, pupil, emails=(MOTHER, FATHER))


def answer(session: Session, invitation: Invitation, people: int) -> None:
    found = evening_seats.get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW)
    session.flush()


def opens(session: Session, token: str) -> bool:
    return find_by_token(session, evening_links.hash_of(token)) is not None


def test_what_waits_in_the_outbox_goes_to_the_new_address(session: Session) -> None:
    evening, _pupil, household = couple(session)
    post_invitation(session, evening, household, now=NOW)
    session.flush()
    found = locked(session, evening, household)
    contacts = [Contact("moeder", "nieuw@x.example"), Contact("vader", "")]
    assert change_contact(session, found, language=ParentLanguage.AR, contacts=contacts)
    session.expire_all()
    assert session.scalars(select(OutboxMail.recipient)).all() == ["nieuw@x.example"]
    assert [
        (one.label, one.email) for one in session.scalars(select(Carer).order_by(Carer.id))
    ] == [
        ("moeder", "nieuw@x.example"),
        ("vader", None),
    ]
    assert household.language is ParentLanguage.AR


def test_a_carer_goes_and_a_carer_comes(session: Session) -> None:
    evening, _pupil, household = couple(session)
    found = locked(session, evening, household)
    one = [Contact("oma", MOTHER)]
    assert not change_contact(session, found, language=found.language, contacts=one)
    assert change_contact(
        session, found, language=found.language, contacts=[*one, Contact("opa", "opa@x.example")]
    )
    session.expire_all()
    assert [carer.email for carer in session.scalars(select(Carer).order_by(Carer.id))] == [
        MOTHER,
        "opa@x.example",
    ]


def test_a_renewed_link_makes_the_old_one_void_and_a_revoked_one_opens_nothing(
    session: Session,
) -> None:
    evening, _pupil, household = couple(session)
    old = evening_links.token(household.invitations[0])
    found = locked(session, evening, household)
    households.renew_links(session, found)
    session.flush()
    new = evening_links.token(found.invitations[0])
    assert (opens(session, old), opens(session, new)) == (False, True)
    households.revoke_links(found)
    session.flush()
    assert not opens(session, new)


def test_carers_who_live_apart_have_links_of_their_own_and_the_one_they_shared_is_void(
    session: Session,
) -> None:
    evening, pupil, household = couple(session)
    post_invitation(session, evening, household, now=NOW)
    answer(session, household.invitations[0], 1)
    old = evening_links.token(household.invitations[0])
    found = locked(session, evening, household)
    leaving = [carer.id for carer in found.carers if carer.email == FATHER]
    apart = split(session, evening, found, leaving=leaving)
    assert not opens(session, old)
    session.expire_all()
    stays, goes = (find_household(session, evening.id, one.id) for one in (household, apart))
    assert stays is not None
    assert goes is not None
    assert (stays.addresses, goes.addresses) == ([MOTHER], [FATHER])
    assert [one.pupil_id for one in goes.invitations] == [pupil.id]
    assert (stays.invitations[0].people, goes.invitations[0].people) == (1, None)
    assert (stays.invited_at, goes.invited_at) == (None, None)
    tokens = {evening_links.token(one.invitations[0]) for one in (stays, goes)}
    assert len(tokens) == 2


def test_a_split_that_a_full_room_has_no_seats_for_is_refused(session: Session) -> None:
    evening, _pupil, household = couple(session, seats=2)
    answer(session, household.invitations[0], 2)
    found = locked(session, evening, household)
    with pytest.raises(RoomTooSmall):
        split(session, evening, found, leaving=[found.carers[0].id])


@pytest.mark.parametrize("how_many", [0, 2])
def test_a_split_leaves_somebody_on_both_sides(session: Session, how_many: int) -> None:
    evening, _pupil, household = couple(session)
    found = locked(session, evening, household)
    leaving = [carer.id for carer in found.carers[:how_many]]
    with pytest.raises(NotAllowedNow):
        split(session, evening, found, leaving=leaving)


def test_brother_and_sister_of_two_households_come_in_one_letter(session: Session) -> None:
    evening = make_evening(session)
    sami, nour = (make_pupil(session, evening, first_name=name) for name in ("Sami", "Nour"))
    one = make_household(session, evening, sami, emails=(MOTHER,))
    two = make_household(session, evening, nour, emails=(FATHER,))
    numbers = one.id, two.id
    answer(session, two.invitations[0], 2)
    merge(session, evening, locked(session, evening, one), locked(session, evening, two), now=NOW)
    session.expire_all()
    found = find_household(session, evening.id, numbers[0])
    assert found is not None
    assert sorted(each.pupil.first_name for each in found.invitations) == ["Nour", "Sami"]
    assert sorted(found.addresses) == [MOTHER, FATHER]
    assert session.get(Household, numbers[1]) is None


def test_of_two_answers_about_one_pupil_the_later_one_stands_and_its_seats_only(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 6})
    pupil = make_pupil(session, evening)
    one = make_household(session, evening, pupil, emails=(MOTHER,))
    two = make_household(session, evening, pupil, emails=(FATHER,))
    session.add(InvitationNeeds(invitation_id=one.invitations[0].id, needs_lift=True))
    answer(session, two.invitations[0], 1)
    merge(session, evening, locked(session, evening, one), locked(session, evening, two), now=NOW)
    session.expire_all()
    left = session.scalars(select(Invitation)).one()
    assert (left.household_id, left.people, left.seats) == (one.id, 1, 1)
    assert session.scalars(select(InvitationNeeds)).all() == []


def test_a_household_is_not_joined_to_itself(session: Session) -> None:
    evening, _pupil, household = couple(session)
    found = locked(session, evening, household)
    with pytest.raises(NotAllowedNow):
        merge(session, evening, found, found, now=NOW)


def test_another_evenings_household_is_not_found(session: Session) -> None:
    _evening, _pupil, household = couple(session)
    assert find_household(session, make_evening(session).id, household.id) is None
