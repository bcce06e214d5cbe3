"""What a coordinator sees: one region, who waits first, and the letters that failed."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.outbox import MailState
from partnerlink.services import region_queue
from tests.factories import NOW, make_account, make_organisation
from tests.factories_region import make_dead_letter


def names(
    session: Session,
    coordinator: Account,
    *,
    words: str = "",
    state: OrganisationState | None = None,
) -> list[str]:
    chosen = region_queue.organisations_of(session, coordinator, words=words, state=state)
    return [organisation.name for organisation in session.scalars(chosen)]


@pytest.mark.both_databases
def test_who_waits_stands_first_and_longest_on_top(session: Session) -> None:
    for name, is_verified, days in (("a", True, 0), ("b", False, 2), ("c", False, 1)):
        organisation = make_organisation(
            session, name=name, is_verified=is_verified, created_at=NOW + timedelta(days=days)
        )
        make_account(session, organisation)
    coordinator = make_account(session)
    assert names(session, coordinator) == ["c", "b", "a"]
    assert names(session, coordinator, state=OrganisationState.VERIFIED) == ["a"]
    assert region_queue.count_states(session, coordinator) == {
        OrganisationState.UNVERIFIED: 2,
        OrganisationState.VERIFIED: 1,
    }


@pytest.mark.both_databases
def test_a_coordinator_sees_one_region_and_an_administrator_all(session: Session) -> None:
    for name, region_code in (("noord", "7"), ("zuid", "39"), ("nergens", "")):
        make_account(session, make_organisation(session, name=name, region_code=region_code))
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    assert names(session, make_account(session, region_code="39")) == ["zuid"]
    assert names(session, make_account(session, region_code=None)) == []
    assert names(session, administrator) == ["noord", "zuid", "nergens"]


@pytest.mark.both_databases
def test_an_organisation_waits_for_nobody_until_an_address_of_it_is_confirmed(
    session: Session,
) -> None:
    school = make_organisation(session, is_verified=False)
    account = make_account(session, school, email_confirmed_at=None)
    coordinator = make_account(session)
    assert names(session, coordinator) == []
    assert region_queue.count_states(session, coordinator) == {}
    account.confirm_email(NOW)
    session.flush()
    assert names(session, coordinator) == [school.name]


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["bakk", "MOLEN", "bakkerij 0123", "emmen", "@molen.nl", " "])
def test_every_word_must_stand_somewhere(session: Session, words: str) -> None:
    bakery = make_organisation(session, OrganisationKind.EMPLOYER, code="01234567")
    make_account(session, bakery, email="piet@molen.nl")
    make_organisation(session, name="Veencollege", city="Assen")
    coordinator = make_account(session)
    assert bakery.name in names(session, coordinator, words=words)
    assert names(session, coordinator, words=f"{words} bestaatniet") == []


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["cafe", "CAFÉ", "café brûlé", "Cafe\u0301", "coevorden"])
def test_accents_do_not_matter(session: Session, words: str) -> None:
    cafe = make_organisation(
        session, OrganisationKind.EMPLOYER, name="Café Brûlé", city="Coëvorden"
    )
    make_account(session, cafe)
    make_account(session, make_organisation(session))
    assert names(session, make_account(session), words=words) == [cafe.name]


@pytest.mark.both_databases
def test_a_search_finds_only_what_the_coordinator_looks_after(session: Session) -> None:
    for region_code in ("7", "39"):
        make_account(session, make_organisation(session, name="Café", region_code=region_code))
    found = names(session, make_account(session, region_code="39"), words="cafe")
    assert found == ["Café"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "' OR 1=1 --"])
def test_signs_of_the_database_are_no_more_than_signs(session: Session, words: str) -> None:
    make_organisation(session)
    assert names(session, make_account(session), words=words) == []


@pytest.mark.both_databases
def test_dead_letters_are_those_of_the_region(session: Session) -> None:
    here = make_account(session, make_organisation(session, region_code="7"))
    there = make_account(session, make_organisation(session, region_code="39"))
    coordinator = make_account(session, region_code="7")
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    letters = [make_dead_letter(session, one) for one in (here, there, coordinator)]
    post(session, MailKind.JOIN, to=here, now=NOW)
    session.flush()
    assert session.scalars(region_queue.dead_letters(coordinator)).all() == letters[:1]
    assert session.scalars(region_queue.dead_letters(administrator)).all() == letters[::-1]
    assert region_queue.homes_of(session, letters).keys() == {
        here.organisation_id,
        there.organisation_id,
    }
    assert region_queue.count_waiting(session, coordinator) == 1


@pytest.mark.both_databases
def test_a_dead_letter_is_tried_again_once(session: Session) -> None:
    coordinator = make_account(session)
    letter = make_dead_letter(session, make_account(session, make_organisation(session)))
    assert region_queue.revive(session, coordinator, letter.id, now=NOW)
    assert (letter.state, letter.attempts) == (MailState.WAITING, 0)
    session.flush()
    with pytest.raises(NotAllowedNow):
        region_queue.revive(session, coordinator, letter.id, now=NOW)
    other = make_account(session, region_code="39")
    assert not region_queue.revive(session, other, letter.id, now=NOW)


@pytest.mark.both_databases
def test_all_dead_letters_of_the_region_are_tried_again(session: Session) -> None:
    here = make_account(session, make_organisation(session))
    there = make_account(session, make_organisation(session, region_code="39"))
    letters = [make_dead_letter(session, one) for one in (here, here, there)]
    assert region_queue.revive_all(session, make_account(session), now=NOW) == 2
    assert [letter.state for letter in letters] == [
        MailState.WAITING,
        MailState.WAITING,
        MailState.DEAD,
    ]
