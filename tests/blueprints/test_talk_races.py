"""Two colleagues act on the same offer or request at once: one wins, the other reads a sentence."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from tests.factories import make_account, make_offer, make_organisation, make_request
from tests.pages import SignIn, Visitor

pytestmark = pytest.mark.both_databases


def token(client: FlaskClient, address: str) -> str:
    visitor = Visitor(client)
    visitor.get(address)
    return visitor.token


def statuses(sign_in: SignIn, account: Account, address: str, word: str) -> list[int]:
    clients = [sign_in(account).client for _ in range(4)]
    tokens = [token(client, address) for client in clients]
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = pool.map(
            lambda pair: pair[0].post(f"{address}/{word}", data={"csrf_token": pair[1]}),
            zip(clients, tokens, strict=True),
        )
        return sorted(answer.status_code for answer in answers)


def test_an_offer_that_four_colleagues_pause_is_paused_once(
    session: Session, sign_in: SignIn
) -> None:
    offer = make_offer(session)
    session.commit()
    found = statuses(sign_in, offer.contact, f"/aanbod/{offer.id}", "pauzeren")
    assert found == [302, 409, 409, 409]


def test_a_request_that_four_colleagues_close_is_closed_once(
    session: Session, sign_in: SignIn
) -> None:
    request = make_request(session)
    session.commit()
    found = statuses(sign_in, request.contact, f"/aanvragen/{request.id}", "sluiten")
    assert found == [302, 409, 409, 409]


def test_a_change_of_a_colleague_is_not_written_over_unseen(
    session: Session, sign_in: SignIn
) -> None:
    school = make_organisation(session)
    anna, kees = make_account(session, school), make_account(session, school)
    request = make_request(session, school, contact=anna)
    session.commit()
    first, second = sign_in(anna), sign_in(kees)
    for visit in (first, second):
        visit.get(f"/aanvragen/{request.id}/wijzigen")
    sent = {"subject": "Zorg", "takeaway": "Iets.", "sectors": "zorg", "levels": "havo"}
    sent |= {"leerjaren": "3", "groups": "1", "pupils": "9", "venue": "online", "radius_km": "9"}
    sent |= {"host_teacher": "Kees", "dates-0-day": "2026-12-01", "dates-0-part": "morning"}
    first.submit(sent | {"gezien": mark(first)})
    second.submit(sent | {"subject": "Bouw", "gezien": mark(second)}, status=422)
    assert "Een collega wijzigde dit net ook." in second.text
    second.submit(sent | {"subject": "Bouw", "gezien": mark(second)})
    assert "Bouw" in second.text


def mark(visit: Visitor) -> str:
    field = visit.page.find("input", {"name": "gezien"})
    return str(field["value"])  # type: ignore[index]
