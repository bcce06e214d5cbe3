"""What a forwarded link shows: first names, time, place, seats; and nothing else of a family."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.household import Carer
from partnerlink.models.invitation_needs import InvitationNeeds
from tests.blueprints.parents.family import Family, link
from tests.factories_evenings import make_household

PAGES = ("", "/mensen", "/mensen?eerst=1", "/hulp", "/afzeggen", "/agenda.ics")
LABEL, OTHER_LABEL = "stiefmoeder-xq", "opa-xq"
SECRETS = (
    *(LABEL, OTHER_LABEL, "een.xq@familie.example", "twee.xq@familie.example"),
    *("vader.xq@elders.example", "Qxinitial", "7Klasxq", "nummer-xq", "Fries-xq", "leeftijd-xq"),
)
NEEDS = st.fixed_dictionaries(
    {
        "interpreter": st.sampled_from(["", "Tigrinya", "Nederlandse Gebarentaal", "Fries-xq"]),
        "needs_wheelchair_space": st.booleans(),
        "needs_lift": st.booleans(),
        "wants_mentor": st.booleans(),
        "children": st.integers(0, 6),
        "children_ages": st.sampled_from(["", "leeftijd-xq"]),
    }
)
FREELY = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def secretive(session: Session, family: Family) -> Family:
    """Give the family all that nobody else should know."""
    household = family.sami.household
    household.carers = [
        Carer(label=LABEL, email="een.xq@familie.example"),
        Carer(label=OTHER_LABEL, email="twee.xq@familie.example"),
    ]
    for one in (family.sami, family.nour):
        one.pupil.initial, one.pupil.class_name = "Qxinitial", "7Klasxq"
        one.pupil.code = f"nummer-xq-{one.id}"
    father = ("vader.xq@elders.example",)
    make_household(session, family.evening, family.sami.pupil, emails=father)
    session.commit()
    return family


def write_needs(session: Session, family: Family, needs: dict[str, object] | None) -> None:
    for one in (family.sami, family.nour):
        found = session.get(InvitationNeeds, one.id)
        if found is not None:
            session.delete(found)
            session.flush()
        if needs is not None:
            session.add(InvitationNeeds(invitation_id=one.id, **needs))
    session.commit()


def whole(app: Flask, family: Family, language: str) -> Iterator[tuple[str, str]]:
    """Fetch every page that the link of one child leads to, also those of its brother."""
    client = app.test_client()
    first = client.get(link(family.sami, f"?taal={language}")).text
    leads = {
        str(a["href"]).partition("?")[0]
        for a in BeautifulSoup(first, "html.parser").select("main a[href^='/u/']")
    }
    assert link(family.nour) in leads
    for one in (family.sami, family.nour):
        for page in PAGES:
            mark = "&" if "?" in page else "?"
            answer = client.get(f"{link(one, page)}{mark}taal={language}")
            assert answer.status_code == 200, page
            yield page, f"{answer.headers}{answer.text}"
    for sent in ({"people": "10"}, {"people": "x"}):
        answer = client.post(link(family.sami, f"?taal={language}"), data=sent)
        yield str(sent), answer.text


def plain(text: str) -> str:
    """Leave out what a calendar says of the moment at which it was fetched, and a request's key."""
    kept = [line for line in text.splitlines() if not line.startswith(("DTSTAMP", "LAST-MODIFIED"))]
    return "\n".join(kept)


@FREELY
@given(needs=NEEDS, language=st.sampled_from([each.value for each in ParentLanguage]))
def test_nothing_behind_the_link_differs_by_what_the_family_needs_or_who_its_carers_are(
    app: Flask, session: Session, secretive: Family, needs: dict[str, object], language: str
) -> None:
    client = app.test_client()
    for one in (secretive.sami, secretive.nour):
        client.post(link(one, f"?taal={language}"), data={"people": "2"})
    write_needs(session, secretive, None)
    without = [(page, plain(text)) for page, text in whole(app, secretive, language)]
    for one in (secretive.sami, secretive.nour):
        client.post(link(one, f"?taal={language}"), data={"people": "2"})

    write_needs(session, secretive, needs)
    seen = [(page, plain(text)) for page, text in whole(app, secretive, language)]

    for (page, text), before in zip(seen, without, strict=True):
        assert (page, text) == before
        assert [secret for secret in SECRETS if secret in text] == [], page
        assert " selected" not in text
        assert " checked" not in text
        assert "og:" not in text


def test_no_title_names_the_key_and_first_name_time_place_and_seats_are_what_there_is(
    app: Flask, secretive: Family
) -> None:
    client = app.test_client()
    client.post(link(secretive.sami), data={"people": "2"})
    page = BeautifulSoup(client.get(link(secretive.sami)).text, "html.parser")

    for words in ("Sami", "Nour", "19:00", "Hoofdstraat 1", "2 plaatsen zijn voor u"):
        assert words in page.get_text()
    assert page.title is not None
    assert link(secretive.sami)[3:] not in page.title.get_text()
    assert page.select("meta[property]") == []
