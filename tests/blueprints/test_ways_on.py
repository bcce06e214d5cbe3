"""Where a page sends somebody who can go no further on it."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.services import organisations
from tests.factories import NOW, make_account, make_organisation
from tests.factories_talks import make_talk
from tests.pages import SignIn, Visitor


def ways_on(page: BeautifulSoup) -> list[str]:
    """Return where the buttons of what is empty, or of an error, lead."""
    return [str(link["href"]) for link in page.select("main .empty a.btn, main .slim a.btn")]


def test_a_lost_visitor_goes_to_the_front_page(visitor: Visitor) -> None:
    assert ways_on(visitor.get("/bestaat-niet", status=404)) == ["/"]


def test_who_was_just_too_late_goes_to_the_talk_as_it_stands(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session, TalkState.APPLIED)
    number, teacher = talk.id, sign_in(talk.contact_at(Side.SCHOOL))
    speaker = sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    teacher.get(f"/afspraken/{number}/afwijzen")
    speaker.get(f"/afspraken/{number}/intrekken")
    speaker.submit()
    teacher.submit(status=409)
    assert ways_on(teacher.page) == [f"/afspraken/{number}", "/vandaag/"]
    teacher.get(f"/afspraken/{number}")


def test_somebody_lost_who_is_signed_in_goes_to_their_own_day(
    session: Session, sign_in: SignIn
) -> None:
    teacher = make_account(session, make_organisation(session))
    session.commit()
    assert ways_on(sign_in(teacher).get("/bestaat-niet", status=404)) == ["/vandaag/"]


@pytest.mark.parametrize(
    ("kind", "way_on"),
    [(OrganisationKind.SCHOOL, "/aanvragen/nieuw"), (OrganisationKind.EMPLOYER, "/aanbod/nieuw")],
)
def test_who_is_not_checked_yet_is_only_sent_where_they_may_come(
    session: Session, sign_in: SignIn, kind: OrganisationKind, way_on: str
) -> None:
    account = make_account(session, make_organisation(session, kind, is_verified=False))
    session.commit()
    someone = sign_in(account)
    assert ways_on(someone.get("/vandaag/")) == [way_on]
    someone.get(way_on)


def test_who_was_refused_is_sent_to_their_own_data(session: Session, sign_in: SignIn) -> None:
    home = make_organisation(session, is_verified=False)
    account, coordinator = make_account(session, home), make_account(session)
    organisations.refuse(session, home, by=coordinator, ground="Bestaat niet.", now=NOW)
    session.commit()
    assert ways_on(sign_in(account).get("/vandaag/")) == ["/organisatie/"]


def test_a_school_that_may_not_place_yet_is_not_asked_to(session: Session, sign_in: SignIn) -> None:
    account = make_account(session, make_organisation(session, is_verified=False))
    session.commit()
    someone = sign_in(account)
    someone.get("/aanvragen/")
    assert "Maak alvast een concept." in someone.text
    assert "Plaats de eerste." not in someone.text


def test_the_example_on_the_front_page_links_nowhere(visitor: Visitor) -> None:
    cards = visitor.get("/").select("li.match")
    assert len(cards) == 3
    assert [link for card in cards for link in card.select("a")] == []


def test_a_neighbourhood_without_talks_does_not_speak_of_the_nearest(
    session: Session, sign_in: SignIn
) -> None:
    teacher = make_account(session, make_organisation(session))
    session.commit()
    someone = sign_in(teacher)
    someone.get("/gastlessen")
    assert "Nog geen gastlessen in uw buurt." in someone.text
    assert "De dichtste staan bovenaan" not in someone.text
