"""Nobody is at two schools in the same part of a day, with whichever of their offers."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import SpeakerBusy
from partnerlink.domain.talk import TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.services import colleagues, talk_answers
from partnerlink.services.match_facts import agendas
from partnerlink.services.talk_answers import Outcome
from partnerlink.services.talk_dates import possible_dates
from partnerlink.services.talks import lock_talk
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_talks import Cast, locked, make_talk
from tests.races import race

pytestmark = pytest.mark.both_databases
FIRST, SECOND = mornings(2)


def two_offers(session: Session, home: Organisation, *, of_one: bool) -> list[TalkOffer]:
    somebody = make_account(session, home)
    other = somebody if of_one else make_account(session, home)
    return [make_offer(session, home, contact=contact) for contact in (somebody, other)]


def two_questions(session: Session, kind: OrganisationKind, *, of_one: bool) -> tuple[Talk, Talk]:
    offers = two_offers(session, make_organisation(session, kind), of_one=of_one)
    first, second = (
        make_talk(session, cast=Cast(make_request(session), offer)) for offer in offers
    )
    return first, second


def accept(session: Session, talk: Talk, chosen: object = FIRST) -> Outcome:
    return talk_answers.accept(session, locked(session, talk), chosen, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "of_one"),
    [
        (OrganisationKind.INDIVIDUAL, True),
        (OrganisationKind.INDIVIDUAL, False),
        (OrganisationKind.EMPLOYER, True),
    ],
)
def test_one_person_with_two_offers_is_at_one_school(
    session: Session, kind: OrganisationKind, of_one: bool
) -> None:
    first, second = two_questions(session, kind, of_one=of_one)
    accept(session, first)
    with pytest.raises(SpeakerBusy):
        accept(session, second)
    assert FIRST not in possible_dates(session, second.request, second.offer, now=NOW)
    assert accept(session, second, SECOND) is Outcome.PLANNED


def test_two_colleagues_may_be_at_two_schools(session: Session) -> None:
    first, second = two_questions(session, OrganisationKind.MBO, of_one=False)
    assert [accept(session, talk) for talk in (first, second)] == [Outcome.PLANNED] * 2


def accepting(number: int) -> Callable[[Session], Outcome]:
    def act(own: Session) -> Outcome:
        talk = lock_talk(own, number)
        assert talk is not None
        return talk_answers.accept(own, talk, FIRST, now=NOW)

    return act


def test_two_yeses_at_once_with_two_offers_bring_one_person_to_one_school(
    app: Flask, session: Session
) -> None:
    talks = two_questions(session, OrganisationKind.INDIVIDUAL, of_one=True)
    numbers = [talk.id for talk in talks]
    session.commit()
    assert set(race(app, *map(accepting, numbers))) == {Outcome.PLANNED, SpeakerBusy}


def test_who_takes_an_offer_over_has_its_talks_in_the_agenda(session: Session) -> None:
    first, second = two_questions(session, OrganisationKind.EMPLOYER, of_one=False)
    accept(session, first)
    leaver, heir = first.offer.contact, second.offer.contact
    colleagues.disable(session, leaver, successor=heir, now=NOW)
    session.refresh(first)
    assert first.speaker is None
    with pytest.raises(SpeakerBusy):
        accept(session, second)


def test_who_was_at_a_talk_that_is_over_stays_known_as_its_speaker(session: Session) -> None:
    held = make_talk(session, TalkState.HELD)
    leaver, heir = held.offer.contact, make_account(session, held.partner)
    colleagues.disable(session, leaver, successor=heir, now=NOW)
    session.refresh(held)
    assert held.speaker == f"account-{leaver.id}"


def test_the_agenda_of_an_offer_without_talks_holds_those_of_the_other(session: Session) -> None:
    home = make_organisation(session, OrganisationKind.INDIVIDUAL)
    busy, idle = two_offers(session, home, of_one=True)
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), busy))
    agenda = agendas(session, {idle.id: 4}, today=TODAY)[idle.id]
    assert (agenda.asked, agenda.taken, agenda.full) == (0, {FIRST}, frozenset())
    assert session.scalars(select(Talk.speaker)).one() == f"organisation-{home.id}"
