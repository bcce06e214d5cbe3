"""Who is put out has nothing going on any more, and the others read why."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Ending, RequestState, Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.compose import compose
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services import organisations
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.tick import tick
from tests.factories import NOW, TODAY, make_account, make_offer, make_organisation, make_request
from tests.factories_talks import AFTER_THE_TALK, Cast, letters, locked, make_cast, make_talk

pytestmark = pytest.mark.both_databases


def put_out(session: Session, organisation: Organisation) -> None:
    coordinator = make_account(session)
    organisations.refuse(session, organisation, by=coordinator, ground="Bestaat niet.", now=NOW)
    session.flush()


def last_letter(session: Session, talk: Talk, side: Side) -> str:
    """Return the latest letter to one side of a talk, as it is read."""
    session.flush()
    chosen = select(OutboxMail).order_by(OutboxMail.id.desc())
    mail = next(
        each
        for each in session.scalars(chosen)
        if each.facts.get("talk_id") == talk.id and each.facts["side"] == side
    )
    composed = compose(session, mail, now=NOW)
    assert composed is not None
    return " ".join(composed.text.split())


@pytest.mark.parametrize("state", [TalkState.INVITED, TalkState.APPLIED])
@pytest.mark.parametrize("side", Side)
def test_the_questions_of_who_is_put_out_end_and_the_other_reads_why(
    session: Session, state: TalkState, side: Side
) -> None:
    talk = make_talk(session, state)
    out = talk.organisation_at(side)
    before = len(letters(session))
    put_out(session, out)
    assert talk.state in (TalkState.WITHDRAWN, TalkState.DECLINED)
    assert talk.reason == Ending.LEFT
    assert [to for _, to in letters(session)[before:]] == [str(side.other)]
    text = last_letter(session, talk, side.other)
    assert f"{out.name} doet niet meer mee met PartnerLink" in text
    assert Ending.LEFT not in text


@pytest.mark.parametrize("side", Side)
def test_a_planned_talk_is_off_and_both_calendars_know(session: Session, side: Side) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    out = talk.organisation_at(side)
    put_out(session, out)
    assert (talk.state, talk.ended_by, talk.reason) == (TalkState.CANCELLED, side, Ending.LEFT)
    text = last_letter(session, talk, side.other)
    assert f"{out.name} doet niet meer mee met PartnerLink. De gastles gaat daarom" in text
    assert "Uw organisatie doet niet meer mee" in last_letter(session, talk, side)
    expected = RequestState.OPEN if side is Side.PARTNER else RequestState.PAUSED
    assert talk.request.state is expected


def test_a_school_gets_its_ranking_back_and_the_reserve_is_asked(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    talk = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    put_out(session, locked(session, talk).partner)
    assert (talk.state, reserve.state) == (TalkState.CANCELLED, TalkState.INVITED)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_asked", "partner")
    assert reserve.request.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint)).all()


def test_a_reserve_that_is_put_out_is_no_reserve(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    put_out(session, reserve.partner)
    assert (reserve.state, reserve.reason) == (TalkState.WITHDRAWN, Ending.LEFT)
    assert letters(session, about=reserve)[-1] == ("talk_withdrawn", "school")
    assert reserve.request.state is RequestState.PLANNED


def test_what_a_school_and_a_speaker_have_in_the_lists_is_gone(session: Session) -> None:
    cast = make_cast(session)
    refresh_request(session, cast.request, today=TODAY)
    refresh_offer(session, cast.offer, today=TODAY)
    for home in (cast.request.organisation, cast.offer.organisation):
        put_out(session, home)
    assert session.scalars(select(RequestPoint)).all() == []
    assert session.scalars(select(OfferPoint)).all() == []


def test_a_talk_that_took_place_already_stays_to_be_recorded(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    organisations.refuse(
        session, talk.partner, by=make_account(session), ground="", now=AFTER_THE_TALK
    )
    assert talk.state is TalkState.PLANNED


def test_time_asks_nothing_about_who_is_put_out(session: Session) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    offer = make_offer(session, partner)
    for state in (TalkState.INVITED, TalkState.PLANNED):
        make_talk(session, state, cast=Cast(make_request(session), offer))
    put_out(session, partner)
    before = len(letters(session))
    session.commit()
    assert not {"reconfirmed", "reminded", "outcome_asked"} & tick(AFTER_THE_TALK).keys()
    assert len(letters(session)) == before
