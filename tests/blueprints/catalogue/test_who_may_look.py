"""Only verified organisations see each other: a request tells where a class is, and when."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import TODAY, make_account, make_offer, make_organisation
from tests.pages import SignIn

STATES = (OrganisationState.UNVERIFIED, OrganisationState.REFUSED)
WHY = {
    OrganisationState.UNVERIFIED: "kijkt uw organisatie nog na",
    OrganisationState.REFUSED: "Uw organisatie doet niet mee",
}


@pytest.mark.parametrize("state", STATES)
def test_a_partner_who_is_not_verified_reads_nothing_about_a_class(
    session: Session, sign_in: SignIn, asked: TalkRequest, state: OrganisationState
) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER, state=state)
    offer = make_offer(session, partner)
    session.commit()
    visitor = sign_in(offer.contact)

    for url in ("/scholen", f"/scholen/{asked.id}", f"/aanbod/{offer.id}/aanvragen"):
        visitor.get(url, status=403)

        assert WHY[state] in visitor.text
        assert asked.host_teacher not in visitor.text
        assert asked.subject not in visitor.text


@pytest.mark.parametrize("state", STATES)
def test_a_school_that_is_not_verified_reads_nothing_about_speakers(
    session: Session,
    sign_in: SignIn,
    asked: TalkRequest,
    teacher: Account,
    state: OrganisationState,
) -> None:
    offer = make_offer(session)
    match_index.refresh_offer(session, offer, today=TODAY)
    asked.organisation.state = state
    session.commit()
    visitor = sign_in(teacher)

    for url in ("/gastlessen", f"/gastlessen/{offer.id}", f"/aanvragen/{asked.id}/sprekers"):
        visitor.get(url, status=403)

        assert WHY[state] in visitor.text
        assert offer.subject not in visitor.text


@pytest.mark.parametrize("state", STATES)
def test_the_dashboard_says_how_it_stands(
    session: Session, sign_in: SignIn, state: OrganisationState
) -> None:
    organisation = make_organisation(session, OrganisationKind.EMPLOYER, state=state)
    account = make_account(session, organisation)
    session.commit()
    visitor = sign_in(account)

    visitor.get("/vandaag/")
    assert WHY[state] in visitor.text
    visitor.get("/aanbod/nieuw")
    is_refused = state is OrganisationState.REFUSED
    assert ("Uw organisatie doet niet mee" in visitor.text) is is_refused
    assert ("wordt nog gecontroleerd" in visitor.text) is not is_refused
