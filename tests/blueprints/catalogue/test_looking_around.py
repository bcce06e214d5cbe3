"""The pages on which schools and partners find each other."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import (
    Leerjaar,
    Level,
)
from partnerlink.models.account import Account
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import (
    TODAY,
    make_account,
    make_organisation,
    make_request,
    mornings,
)
from tests.matching_cast import contact_of, open_offer
from tests.pages import SignIn


def test_a_school_without_anybody_near_reads_what_it_can_do(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    session.commit()
    visitor = sign_in(teacher)
    visitor.get(f"/aanvragen/{asked.id}/sprekers")
    assert "meer kilometers, andere datums of ook online" in visitor.text
    visitor.get("/gastlessen")
    assert "Plaats een aanvraag" in visitor.text
    visitor.get("/gastlessen?km=5")
    assert "Haal een filter weg" in visitor.text


def test_filters_stand_in_the_address_and_each_can_be_taken_away(
    session: Session, sign_in: SignIn, teacher: Account
) -> None:
    open_offer(session)
    session.commit()
    visitor = sign_in(teacher)
    page = visitor.get("/gastlessen?zoek=deeg&sector=horeca&km=25&dag=tuesday&niveau=vmbo_kb")
    assert page.select_one("#m1") is not None
    chips = {
        " ".join(chip.get_text(" ").split()): str(chip["href"])
        for chip in page.select("a.chip[href*='gastlessen']")
    }
    assert chips["Haal weg: ‘deeg’"] == (
        "/gastlessen?sector=horeca&niveau=vmbo_kb&dag=tuesday&km=25"
    )
    assert len(chips) == 5
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["horeca", "vmbo_kb", "tuesday", "25"]
    assert visitor.get("/gastlessen?sector=ict").select_one("#m1") is None


@pytest.mark.parametrize(
    "query",
    [
        "zoek=%27%3B+DROP+TABLE+talk_offer%3B+--&sector=%00",
        "km=-1&dag=zondag&dagdeel=1&taal=xx&niveau=&online=nee",
        "km=NaN&bladzijde=-1",
        "km=1e9&bladzijde=abc&zoek=%E2%80%AE%F0%9F%98%80",
        "zoek=" + "a" * 5000,
        "zoek=%ff%fe",
        "sector=horeca&sector=ict",
    ],
)
@pytest.mark.parametrize("path", ["/gastlessen", "/scholen"])
def test_no_address_breaks_looking_around(
    session: Session, sign_in: SignIn, teacher: Account, query: str, path: str
) -> None:
    offer = open_offer(session)
    session.commit()
    who = teacher if path == "/gastlessen" else contact_of(session, offer)
    sign_in(who).get(f"{path}?{query}")


def test_an_offer_is_shown_with_the_requests_it_goes_with(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    offer = open_offer(
        session,
        shows_role_model=True,
        own_route="Via mbo 2 werd ik bakker.",
        is_first_to_study=True,
    )
    session.commit()
    visitor = sign_in(teacher)
    page = visitor.get(f"/gastlessen/{offer.id}")
    for words in ("Via mbo 2 werd ik bakker", "eerste van de familie", "hemelsbreed", "2 km"):
        assert words in visitor.text
    links = [str(link["href"]) for link in page.select("a.btn")]
    assert links[0] == f"/afspraken/nieuw/{asked.id}/{offer.id}"
    assert links[1].startswith("/aanvragen/nieuw?onderwerp=Van+deeg")
    assert "sector=horeca" in links[1]


def test_a_role_model_who_keeps_it_private_is_not_shown(
    session: Session, sign_in: SignIn, teacher: Account
) -> None:
    offer = open_offer(session, shows_role_model=False, own_route="Via mbo 2 werd ik bakker.")
    session.commit()
    visitor = sign_in(teacher)
    visitor.get(f"/gastlessen/{offer.id}")
    assert "Via mbo 2" not in visitor.text


def test_an_offer_that_is_not_open_is_not_there(
    session: Session, sign_in: SignIn, teacher: Account
) -> None:
    paused, refused = open_offer(session), open_offer(session)
    paused.pause()
    refused.organisation.refuse()
    session.commit()
    visitor = sign_in(teacher)
    for offer in (paused, refused):
        visitor.get(f"/gastlessen/{offer.id}", status=404)


def test_a_request_that_is_not_open_is_not_there(
    session: Session, sign_in: SignIn, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    asked.pause()
    session.commit()
    sign_in(contact_of(session, offer)).get(f"/scholen/{asked.id}", status=404)


def test_a_request_is_shown_with_the_offers_that_go_with_it(
    session: Session, sign_in: SignIn, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    asked.leerjaren = frozenset({Leerjaar.L3, Leerjaar.L4})
    asked.levels = frozenset({Level.VMBO_KB})
    session.commit()
    visitor = sign_in(contact_of(session, offer))
    page = visitor.get(f"/scholen/{asked.id}")
    assert "vmbo kader, leerjaar 3 en 4" in visitor.text
    button = page.select_one("a.btn")
    assert button is not None
    assert button["href"] == f"/afspraken/nieuw/{asked.id}/{offer.id}"


def test_dates_that_are_past_are_not_shown(
    session: Session, sign_in: SignIn, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    past = mornings(1, after=TODAY - timedelta(weeks=8))
    asked.set_dates(TalkDates(options=(*past, *mornings(1))))
    match_index.refresh_request(session, asked, today=TODAY)
    session.commit()
    visitor = sign_in(contact_of(session, offer))
    visitor.get(f"/scholen/{asked.id}")
    assert "maandag 7 december 2026, ochtend" in visitor.text
    assert "oktober" not in visitor.text


def test_who_has_no_place_yet_is_asked_for_it(session: Session, sign_in: SignIn) -> None:
    lost = make_organisation(session, at=None)
    teacher, request = make_account(session, lost), make_request(session, lost)
    session.commit()
    for url in ("/gastlessen", f"/aanvragen/{request.id}/sprekers"):
        visitor = sign_in(teacher)
        visitor.get(url)
        assert "Vul eerst uw adres in" in visitor.text


@pytest.mark.parametrize("is_teacher", [True, False])
def test_the_other_role_finds_nothing_here(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest, *, is_teacher: bool
) -> None:
    offer = open_offer(session)
    session.commit()
    of_partners = (f"/aanbod/{offer.id}/aanvragen", "/scholen", f"/scholen/{asked.id}")
    of_schools = (f"/aanvragen/{asked.id}/sprekers", "/gastlessen", f"/gastlessen/{offer.id}")
    visitor = sign_in(teacher if is_teacher else contact_of(session, offer))
    for url in of_partners if is_teacher else of_schools:
        visitor.get(url, status=404)
