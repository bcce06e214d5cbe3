"""The lists of talks: what needs doing now, what is coming, what is past."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.talk import TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from tests.factories import (
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
from tests.pages import SignIn, statements


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
    assert shown("/afspraken/") == {"Les applied", "Les held"}
    assert shown("/afspraken/?lijst=straks") == {f"Les {state}" for state in going_on}
    past = {subject for subject in subjects.values() if subject.split()[1] not in going_on}
    assert shown("/afspraken/?lijst=geweest") == past
    assert shown("/afspraken/?lijst=geweest&staat=declined") == {"Les declined"}
    assert shown("/afspraken/?lijst=geweest&staat=planned") == past
    assert shown("/afspraken/?lijst=straks&zoek=PLANN") == {"Les planned"}
    assert shown("/afspraken/?lijst=straks&zoek=%25") == set()
    assert shown("/afspraken/?lijst=onzin&staat=onzin") == {"Les applied", "Les held"}
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
