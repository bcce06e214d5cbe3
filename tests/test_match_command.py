"""`flask match` prints the same list as the page."""

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.cli.match import match
from partnerlink.domain.organisation import OrganisationState
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import NOW, TODAY, make_offer, make_request


@pytest.fixture(autouse=True)
def _a_school_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def pair(session: Session) -> tuple[int, int]:
    request, offer = make_request(session), make_offer(session)
    match_index.refresh_request(session, request, today=TODAY)
    match_index.refresh_offer(session, offer, today=TODAY)
    session.commit()
    return request.id, offer.id


@pytest.mark.both_databases
def test_the_list_of_a_request_as_json(app: Flask, session: Session) -> None:
    request, offer = pair(session)
    result = app.test_cli_runner().invoke(match, [str(request), "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert (found["request"], found["total"]) == (request, 1)
    (row,) = found["matches"]
    assert (row["rank"], row["id"], row["tier"]) == (1, offer, 3)
    assert row["fit"] == "Past heel goed"
    assert "Horeca en voeding" in row["reasons"]
    assert row["talk_state"] is None


def test_the_list_of_an_offer_in_words(app: Flask, session: Session) -> None:
    _request, offer = pair(session)
    result = app.test_cli_runner().invoke(match, [str(offer), "--offer"])
    assert result.exit_code == 0, result.output
    assert "Werken in de bakkerij" in result.output
    assert "deze school had dit schooljaar nog geen gastles" in result.output


@pytest.mark.parametrize("kind", ["request", "offer"])
def test_nobody_is_shown_to_an_organisation_that_nobody_verified(
    app: Flask, session: Session, kind: str
) -> None:
    request, offer = pair(session)
    home, number = (
        (session.get_one(TalkRequest, request).organisation_id, request)
        if kind == "request"
        else (session.get_one(TalkOffer, offer).organisation_id, offer)
    )
    session.get_one(Organisation, home).state = OrganisationState.UNVERIFIED
    session.commit()
    options = [str(number), *(["--offer"] if kind == "offer" else [])]
    told = app.test_cli_runner().invoke(match, options).output
    assert told == "Nobody is shown: the organisation is not verified.\n"
    found = json.loads(app.test_cli_runner().invoke(match, [*options, "--json"]).output)
    assert (found["is_verified"], found["total"], found["matches"]) == (False, 0, [])


@pytest.mark.parametrize("options", [["99"], ["99", "--offer"]])
def test_a_number_of_nothing_is_told(app: Flask, session: Session, options: list[str]) -> None:
    result = app.test_cli_runner().invoke(match, options)
    assert result.exit_code == 1
    assert "There is no" in result.output


def test_nobody_is_told_too(app: Flask, session: Session) -> None:
    request = make_request(session)
    session.commit()
    result = app.test_cli_runner().invoke(match, [str(request.id)])
    assert "Nobody can meet this." in result.output


@pytest.mark.parametrize("number", ["0", "-1", "9999999999999999999", "drie"])
def test_a_number_that_no_record_has_is_refused_without_a_traceback(
    app: Flask, number: str
) -> None:
    told = app.test_cli_runner().invoke(app.cli, ["match", "--", number])
    assert told.exit_code == 2
    assert "Invalid value for 'ID'" in told.output
