"""Thousands of odd answers at the forms of offers and requests: a sentence, and nothing kept."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, quote_from_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from partnerlink import db
from partnerlink.domain.matching import MAX_RADIUS_KM
from partnerlink.domain.vocabulary import (
    Competence,
    DayPart,
    Leerjaar,
    Level,
    OrganisationKind,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)
from partnerlink.form_fields.typed import showable
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from tests.factories import make_account, make_organisation

EXAMPLES = 1000
NASTY = (
    "",
    " ",
    "0",
    "-1",
    "76",
    "1e9",
    "NaN",
    "9" * 5000,
    "٣",
    "25 km",
    "31-02-2027",
    "2026-12-01",
    "2020-01-01",
    "\x00",
    "\u202eabc",
    "\u200b",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7 * 7 }} %s %(label)s",
    "😀" * 130,
    "a" * 3000,
    "é\r\nb",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)


def ones_of(kind: type) -> st.SearchStrategy[str]:
    """Choose mostly among the real options."""
    return st.one_of(st.sampled_from([member.value for member in kind]), TEXTS)  # type: ignore[attr-defined]


DAYS = st.one_of(st.dates().map(str), TEXTS)
KNOWN_TO_BOTH = {
    "subject": TEXTS,
    "sectors": ones_of(Sector),
    "levels": ones_of(Level),
    "languages": ones_of(TalkLanguage),
    "radius_km": st.one_of(TEXTS, st.integers(-5, 90).map(str)),
    "knop": st.sampled_from(["plaatsen", "concept", "opslaan", "x"]),
}
OFFER = KNOWN_TO_BOTH | {
    "description": TEXTS,
    "slots": ones_of(Slot),
    "talks_per_year": st.one_of(TEXTS, st.integers(-5, 300).map(str)),
    "is_online_possible": TEXTS,
    "shows_role_model": st.sampled_from(["ja", "nee"]),
    "own_route": TEXTS,
    "is_first_to_study": st.sampled_from(["ja", "nee"]),
    "travel_note": TEXTS,
}
REQUEST = KNOWN_TO_BOTH | {
    "takeaway": TEXTS,
    "leerjaren": ones_of(Leerjaar),
    "groups": st.one_of(TEXTS, st.integers(-5, 50).map(str)),
    "pupils": TEXTS,
    "venue": ones_of(Venue),
    "competences": ones_of(Competence),
    "host_teacher": TEXTS,
    "spelregels": TEXTS,
    "wants_reserve": TEXTS,
    "dates-0-day": DAYS,
    "dates-0-part": ones_of(DayPart),
    "dates-1-day": DAYS,
    "dates-99-part": TEXTS,
    "dates-x-day": TEXTS,
    "dates-more": TEXTS,
    "period_start": DAYS,
    "period_end": DAYS,
    "period_slots": ones_of(Slot),
}


@dataclass
class Desk:
    """A form's address in the browser of somebody who may send it."""

    app: Flask
    client: FlaskClient
    address: str
    token: str
    record: type[TalkOffer] | type[TalkRequest]

    def count(self) -> int:
        """Count what is stored."""
        with self.app.extensions[db.EXTENSION].open_reading() as opened:
            return opened.scalar(select(func.count()).select_from(self.record)) or 0

    def send(self, body: str) -> tuple[int, str]:
        """Send the form; return the status and the page."""
        answer = self.client.post(
            self.address,
            data=f"csrf_token={self.token}&{body}",
            content_type="application/x-www-form-urlencoded",
        )
        return answer.status_code, answer.text


def _desk(app: Flask, kind: OrganisationKind, address: str, record: type) -> Desk:
    with app.extensions[db.EXTENSION].open_writing() as session:
        account = make_account(session, make_organisation(session, kind))
        identity = account.get_id()
        session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = identity, True
    found = re.search('name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    assert found is not None
    return Desk(app, client, address, found[1], record)


@pytest.fixture
def offers_desk(app: Flask) -> Desk:
    """Give the form for a new offer."""
    return _desk(app, OrganisationKind.EMPLOYER, "/aanbod/nieuw", TalkOffer)


@pytest.fixture
def requests_desk(app: Flask) -> Desk:
    """Give the form for a new request."""
    return _desk(app, OrganisationKind.SCHOOL, "/aanvragen/nieuw", TalkRequest)


def check(desk: Desk, sent: dict[str, str], body: str) -> None:
    before = desk.count()
    status, page = desk.send(body)
    assert status in {200, 302, 422}
    if status == 302:
        assert desk.count() == before + 1
        return
    assert desk.count() == before
    for name in ("subject", "radius_km", "travel_note", "host_teacher", "groups"):
        if name in sent and f'id="{name}"' in page:
            assert typed_in(page, name) == showable(sent[name]), name


def typed_in(page: str, name: str) -> str:
    field = re.search(f'<input[^>]* id="{name}"[^>]*>', page)
    assert field is not None
    value = re.search(' value="([^"]*)"', field[0])
    return unescape(value[1]) if value else ""


def some_of(fields: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, str]]:
    asked = {name: answers for name, answers in fields.items() if name != "subject"}
    return st.fixed_dictionaries({"subject": fields["subject"]}, optional=asked)


def encoded(sent: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in sent.items())


ODD = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ODD
@given(sent=some_of(OFFER))
def test_odd_answers_about_an_offer_are_kept_on_the_page_only(
    offers_desk: Desk, sent: dict[str, str]
) -> None:
    check(offers_desk, sent, encoded(sent))


@ODD
@given(sent=some_of(REQUEST))
def test_odd_answers_about_a_request_are_kept_on_the_page_only(
    requests_desk: Desk, sent: dict[str, str]
) -> None:
    check(requests_desk, sent, encoded(sent))


@settings(ODD, max_examples=100)
@given(values=st.lists(st.tuples(st.sampled_from(sorted(OFFER | REQUEST)), st.binary(max_size=20))))
def test_bytes_that_are_no_text_never_break_a_form(
    offers_desk: Desk, requests_desk: Desk, values: list[tuple[str, bytes]]
) -> None:
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in values)
    for desk in (offers_desk, requests_desk):
        check(desk, {}, body)


def test_the_radius_of_the_form_is_that_of_the_matching(offers_desk: Desk) -> None:
    sent = {"subject": "Brood", "knop": "concept"}
    for radius, status in ((1, 302), (MAX_RADIUS_KM, 302), (0, 422), (MAX_RADIUS_KM + 1, 422)):
        assert offers_desk.send(encoded(sent | {"radius_km": str(radius)}))[0] == status


def test_a_form_without_its_token_is_refused(offers_desk: Desk, requests_desk: Desk) -> None:
    for desk in (offers_desk, requests_desk):
        assert desk.client.post(desk.address, data={"subject": "Brood"}).status_code == 400
        assert desk.count() == 0


def test_somebody_who_is_signed_out_gets_to_sign_in(app: Flask) -> None:
    for address in ("/aanbod/", "/aanvragen/", "/aanbod/nieuw", "/aanvragen/1/wijzigen"):
        answer = app.test_client().get(address)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/inloggen")
