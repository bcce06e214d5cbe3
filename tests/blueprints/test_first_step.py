"""Inviting and applying: the page with the dates, and what cannot be."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import TalkState
from partnerlink.domain.talk_dates import TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import OrganisationKind, Sector, Slot
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.talk_steps.forms import date_key
from tests.factories import (
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_talks import (
    Cast,
    make_cast,
)
from tests.pages import SignIn


def first_step_of(cast: Cast) -> str:
    return f"/afspraken/nieuw/{cast.request.id}/{cast.offer.id}"


def test_a_school_invites_and_reads_that_it_is_done(session: Session, sign_in: SignIn) -> None:
    cast = make_cast(session)
    visitor, path = sign_in(cast.teacher), first_step_of(cast)
    session.commit()
    page = visitor.get(path)
    assert len(page.select("input[name=dates][checked]")) == 3
    visitor.submit({"dates": [date_key(d) for d in mornings(2)], "message": "Komt u?"})
    assert "is uitgenodigd" in visitor.text
    talk = session.scalars(select(Talk)).one()
    assert (talk.state, talk.proposed_dates) == (TalkState.INVITED, mornings(2))
    assert visitor.url == f"/afspraken/{talk.id}"
    visitor.get(path)
    assert visitor.url == f"/afspraken/{talk.id}"


def test_a_speaker_applies(session: Session, sign_in: SignIn) -> None:
    cast = make_cast(session)
    visitor, path = sign_in(cast.speaker), first_step_of(cast)
    session.commit()
    visitor.get(path)
    visitor.submit({"dates": date_key(mornings(1)[0])})
    assert session.scalars(select(Talk)).one().state is TalkState.APPLIED


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"dates": "2026-02-31-morning"},
        {"dates": date_key(mornings(1, weeks=6)[0])},
        {"dates": date_key(mornings(1)[0]), "message": "x" * 1001},
    ],
)
def test_a_first_step_that_cannot_be_stores_nothing(
    session: Session, sign_in: SignIn, sent: dict[str, str]
) -> None:
    cast = make_cast(session)
    visitor, path = sign_in(cast.teacher), first_step_of(cast)
    session.commit()
    visitor.get(path)
    visitor.submit(sent, status=422)
    assert session.scalar(select(func.count(Talk.id))) == 0
    assert session.scalar(select(func.count(OutboxMail.id))) == 0


def test_a_first_step_is_for_the_two_ends_and_for_what_is_open(
    session: Session, sign_in: SignIn
) -> None:
    cast = make_cast(session)
    draft = make_offer(session)
    draft.state = type(draft.state).DRAFT
    stranger = make_account(session, make_organisation(session, OrganisationKind.MBO))
    coordinator = make_account(session)
    path, hidden = first_step_of(cast), first_step_of(Cast(cast.request, draft))
    outsiders, teacher = (sign_in(stranger), sign_in(coordinator)), sign_in(cast.teacher)
    session.commit()
    for outsider in outsiders:
        outsider.get(path, status=404)
    for address in (hidden, f"{path}9999"):
        teacher.get(address, status=404)
    cast.offer.pause()
    session.commit()
    teacher.get(path, status=404)


def test_what_closed_while_the_form_stood_open_is_told_in_a_sentence(
    session: Session, sign_in: SignIn
) -> None:
    cast = make_cast(session)
    visitor, path = sign_in(cast.speaker), first_step_of(cast)
    session.commit()
    visitor.get(path)
    cast.request.close()
    session.commit()
    visitor.submit({"dates": date_key(mornings(1)[0])}, status=409)
    assert "niet meer open" in visitor.text


def test_two_who_do_not_fit_get_a_sentence(session: Session, sign_in: SignIn) -> None:
    cast = Cast(make_request(session), make_offer(session, sectors=frozenset({Sector.ICT})))
    visitor, path = sign_in(cast.teacher), first_step_of(cast)
    session.commit()
    visitor.get(path, status=409)
    assert "past niet" in visitor.text


def test_a_long_period_shows_twelve_dates_and_then_more(session: Session, sign_in: SignIn) -> None:
    period = TalkPeriod(TODAY, TODAY + timedelta(days=120), frozenset(Slot))
    cast = Cast(make_request(session, dates=TalkDates(period=period)), make_offer(session))
    visitor, path = sign_in(cast.teacher), first_step_of(cast)
    session.commit()
    page = visitor.get(path)
    assert len(page.select("input[name=dates]")) == 12
    assert not page.select("input[name=dates][checked]")
    page = visitor.get(f"{path}?datums=24")
    assert len(page.select("input[name=dates]")) == 24
    last = page.select("input[name=dates]")[-1]["value"]
    for odd in ("-1", "999999", "x", "1e9", "٢٤", ""):
        assert visitor.get(f"{path}?datums={odd}").select("input[name=dates]")
    visitor.get(f"{path}?datums=24")
    visitor.submit({"dates": str(last)})
    assert session.scalars(select(Talk)).one().state is TalkState.INVITED
