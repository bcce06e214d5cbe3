"""The lists of talks: what needs doing now, what is coming, what is past."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.services import talk_changes
from tests.factories import (
    NOW,
    make_account,
    make_offer,
    make_organisation,
    make_request,
)
from tests.factories_talks import (
    AFTER_THE_TALK,
    Cast,
    make_talk,
)
from tests.pages import SignIn, Visitor, statements


def test_each_list_has_its_own_talks(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = make_organisation(session)
    teacher = make_account(session, school)
    subjects = {
        state: make_talk(
            session,
            state,
            cast=Cast(
                make_request(
                    session,
                    school,
                    contact=teacher,
                    subject=f"Les {state}",
                    wants_reserve=state is TalkState.RESERVE,
                ),
                make_offer(session),
            ),
        ).request.subject
        for state in TalkState
    }
    visitor = sign_in(teacher)
    session.commit()

    def shown(address: str) -> set[str]:
        return {h.get_text(strip=True) for h in visitor.get(address).select("li.record h2")}

    going_on = ("invited", "applied", "planned", "reserve")
    # A planned talk needs its lesson hour; behind the reserve stands one more that is planned.
    to_do = {"Les applied", "Les held", "Les planned", "Les reserve"}
    assert shown("/afspraken/") == to_do
    assert shown("/afspraken/?lijst=straks") == {f"Les {state}" for state in going_on}
    past = {subject for subject in subjects.values() if subject.split()[1] not in going_on}
    assert shown("/afspraken/?lijst=geweest") == past
    assert shown("/afspraken/?lijst=geweest&staat=declined") == {"Les declined"}
    assert shown("/afspraken/?lijst=geweest&staat=planned") == past
    assert shown("/afspraken/?lijst=straks&zoek=PLANN") == {"Les planned"}
    assert shown("/afspraken/?lijst=straks&zoek=%25") == set()
    assert shown("/afspraken/?lijst=onzin&staat=onzin") == to_do
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    assert "Les planned" in shown("/afspraken/")


def test_a_long_list_is_cut_in_pages_and_needs_few_statements(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    school = make_organisation(session)
    teacher = make_account(session, school)
    for number in range(23):
        request = make_request(session, school, contact=teacher, subject=f"Les {number}")
        make_talk(session, TalkState.APPLIED, cast=Cast(request, make_offer(session)))
    visitor = sign_in(teacher)
    session.commit()
    with statements(app) as seen:
        page = visitor.get("/afspraken/")
    assert len(seen) <= 7, seen
    assert len(page.select("li.record")) == 20
    assert len(visitor.get("/afspraken/?bladzijde=2").select("li.record")) == 3


def test_an_empty_list_says_what_can_be_done(session: Session, sign_in: SignIn) -> None:
    for kind in (OrganisationKind.SCHOOL, OrganisationKind.HBO):
        account = make_account(session, make_organisation(session, kind))
        visitor = sign_in(account)
        session.commit()
        for which in ("nu", "straks", "geweest"):
            assert visitor.get(f"/afspraken/?lijst={which}").select_one(".empty a")


def test_each_talk_to_do_says_which_step_it_needs(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def badges(visitor: Visitor, address: str) -> list[str]:
        return [tag.get_text(strip=True) for tag in visitor.get(address).select(".badge")]

    asked = make_talk(session)
    planned, held = make_talk(session, TalkState.PLANNED), make_talk(session, TalkState.HELD)
    planned.reconfirm_asked_at = NOW
    speakers = [sign_in(talk.contact_at(Side.PARTNER)) for talk in (asked, planned, held)]
    school = sign_in(planned.contact_at(Side.SCHOOL))
    asking = sign_in(asked.contact_at(Side.SCHOOL))
    session.commit()
    needed = ("Geef antwoord", "Zeg of het doorgaat", "Blik terug")
    assert [badges(who, "/afspraken/") for who in speakers] == [[words] for words in needed]
    assert badges(speakers[0], "/afspraken/?lijst=straks") == ["Wacht op u"]
    assert badges(asking, "/afspraken/?lijst=straks") == ["Wacht op de spreker"]
    assert badges(school, "/afspraken/?lijst=straks") == ["Gepland"]
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    assert badges(school, "/afspraken/") == ["Leg vast"]
    assert badges(speakers[1], "/afspraken/") == []
    assert badges(speakers[1], "/afspraken/?lijst=straks") == ["Is voorbij"]


def test_a_talk_that_is_going_on_is_neither_over_nor_to_be_recorded(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk_changes.set_time(session, talk, begin=time(9), end=time(10), now=NOW)
    talk.reconfirm_asked_at = NOW
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    going_on, over = talk.starts_at + timedelta(minutes=10), talk.ends_at
    school, speaker = (sign_in(talk.contact_at(side)) for side in Side)
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: going_on)
    for visitor in (school, speaker):
        assert visitor.get("/afspraken/").select(".badge") == []
        assert visitor.get("/afspraken/?lijst=straks").select(".badge")[0].text.strip() == "Gepland"
    monkeypatch.setattr(clock, "now", lambda: over)
    assert school.get("/afspraken/").select(".badge")[0].text.strip() == "Leg vast"
    assert speaker.get("/afspraken/?lijst=straks").select(".badge")[0].text.strip() == "Is voorbij"


def test_who_is_not_let_in_yet_is_not_sent_to_a_closed_page(
    session: Session, sign_in: SignIn
) -> None:
    baker = make_account(
        session, make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    )
    visitor = sign_in(baker)
    session.commit()
    assert not visitor.get("/afspraken/").select(".empty a")
