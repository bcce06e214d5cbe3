"""A reserve through the pages: asked for after the first yes, and asked to come."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import AskedAs, RequestState, Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.compose import compose
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services import talk_answers, talk_changes
from partnerlink.services.match_index import refresh_offer
from partnerlink.talk_steps.forms import date_key
from tests.factories import NOW, TODAY, make_offer, make_request, mornings
from tests.factories_talks import Cast, locked, make_talk, state_of
from tests.pages import SignIn, Visitor

AGREED = mornings(1)[0]


@pytest.fixture(autouse=True)
def _stop_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def read_last_letter(session: Session) -> str:
    chosen = select(OutboxMail).order_by(OutboxMail.id.desc()).limit(1)
    composed = compose(session, session.scalars(chosen).one(), now=NOW)
    assert composed is not None
    return " ".join(f"{composed.subject} {composed.text}".split())


def test_a_school_finds_a_reserve_from_its_request_and_the_speaker_says_yes(
    session: Session, sign_in: SignIn, visitor: Visitor
) -> None:
    request, offer = make_request(session, wants_reserve=True), make_offer(session)
    make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))
    refresh_offer(session, offer, today=TODAY)
    teacher, speaker, number = sign_in(request.contact), offer.contact, request.id
    session.commit()
    teacher.get(f"/aanvragen/{number}")
    assert "Zoek een reserve" in teacher.text
    page = teacher.get(f"/aanvragen/{number}/sprekers")
    assert "Wie kan er reserve staan?" in teacher.text
    link = page.select_one("li.match a[href*='/afspraken/nieuw/']")
    assert link is not None
    page = teacher.get(str(link["href"]))
    assert [box["value"] for box in page.select("input[name=dates]")] == [date_key(AGREED)]
    teacher.submit({"dates": date_key(AGREED)})
    assert "een reserve zoekt" in teacher.text
    talk = session.scalars(select(Talk).where(Talk.offer_id == offer.id)).one()
    assert talk.asked_as is AskedAs.RESERVE
    assert "Wilt u reserve staan" in read_last_letter(session)
    path = answer_link(talk, speaker, Side.PARTNER, "keep_in_reserve")
    visitor.get(path.removeprefix("http://localhost"))
    assert "heeft al een spreker" in visitor.text
    visitor.submit()
    assert state_of(session, talk.id) is TalkState.RESERVE


def two_asked(session: Session) -> tuple[Talk, Talk]:
    request = make_request(session, wants_reserve=True)
    first, second = (
        make_talk(session, cast=Cast(request, make_offer(session, subject=subject)))
        for subject in ("Brood", "Taart")
    )
    return first, second


def test_a_speaker_who_comes_second_reads_that_they_stand_in_reserve_and_for_which_day(
    session: Session, visitor: Visitor
) -> None:
    first, second = two_asked(session)
    path = answer_link(second, second.offer.contact, Side.PARTNER, "accept")
    session.commit()
    visitor.get(path.removeprefix("http://localhost"))
    talk_answers.accept(session, locked(session, first), AGREED, now=NOW)
    session.commit()
    visitor.submit({"date": date_key(AGREED)})
    assert "U staat nu reserve voor maandag 7 december 2026." in visitor.text
    assert "spreker staat nu reserve" not in visitor.text


def test_a_school_reads_that_the_speaker_stands_in_reserve(
    session: Session, sign_in: SignIn
) -> None:
    request = make_request(session, wants_reserve=True)
    applied = make_talk(session, TalkState.APPLIED, cast=Cast(request, make_offer(session)))
    first = make_talk(session, cast=Cast(request, make_offer(session)))
    talk_answers.accept(session, locked(session, first), AGREED, now=NOW)
    teacher, number = sign_in(request.contact), applied.id
    session.commit()
    teacher.get(f"/afspraken/{number}")
    teacher.post(f"/afspraken/{number}/reserve")
    assert "De spreker staat nu reserve." in teacher.text


def test_the_page_of_an_answer_names_the_offer_to_either_side(
    session: Session, sign_in: SignIn, visitor: Visitor
) -> None:
    invited, _other = two_asked(session)
    request, offer = (
        make_request(session, venue=Venue.EITHER),
        make_offer(session, subject="Gebak", is_online_possible=True),
    )
    applied = make_talk(session, TalkState.APPLIED, cast=Cast(request, offer))
    path = answer_link(invited, invited.offer.contact, Side.PARTNER, "accept")
    teacher, number = sign_in(request.contact), applied.id
    session.commit()
    visitor.get(path.removeprefix("http://localhost"))
    assert "Gastles: Brood Uw aanbod" in visitor.text
    teacher.get(f"/afspraken/{number}/aannemen")
    assert "Gastles: Gebak Aanbod van de spreker" in teacher.text
    assert "Dat kiest u." in teacher.text


def test_the_letter_to_the_reserve_says_so_and_that_it_is_pressing(
    session: Session, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    talk = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    # The talk is on Monday 7 December; it is Thursday the 3rd.
    thursday = NOW.replace(month=12, day=3)
    monkeypatch.setattr(clock, "now", lambda: thursday)
    talk_changes.cancel(session, locked(session, talk), by=Side.PARTNER, reason="", now=thursday)
    session.flush()
    chosen = select(OutboxMail).where(OutboxMail.kind == "talk_reserve_asked")
    composed = compose(session, session.scalars(chosen).one(), now=thursday)
    assert composed is not None
    assert composed.subject == "Spoed. Veencollege: kunt u komen op maandag 7 december 2026?"
    words = " ".join(composed.text.split())
    assert "U staat reserve voor een gastles op Veencollege." in words
    assert "vóór het einde van vrijdag 4 december" in words
    number, person = reserve.id, reserve.contact_at(Side.PARTNER)
    visitor = sign_in(person)
    session.commit()
    visitor.get(f"/afspraken/{number}")
    assert "De spreker is uitgevallen." in visitor.text
    visitor.get(f"/afspraken/{number}/aannemen")
    visitor.submit({"date": date_key(AGREED)})
    assert state_of(session, number) is TalkState.PLANNED


def test_a_school_reads_that_its_reserve_is_asked_and_until_when(session: Session) -> None:
    make_talk(session, TalkState.RESERVE)
    talk = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    talk_changes.cancel(session, locked(session, talk), by=Side.PARTNER, reason="", now=NOW)
    session.flush()
    chosen = select(OutboxMail).where(OutboxMail.kind == "talk_cancelled").order_by(OutboxMail.id)
    composed = compose(session, session.scalars(chosen.limit(1)).one(), now=NOW)
    assert composed is not None
    words = " ".join(composed.text.split())
    assert "We vragen nu uw reserve, Bakkerij De Molen. Die antwoordt uiterlijk donderdag" in words


@pytest.mark.parametrize(
    ("afterwards", "state", "told"),
    [
        ("set_aside", RequestState.PAUSED, "op pauze"),
        ("seek", RequestState.OPEN, "weer open"),
    ],
)
def test_a_school_that_cancels_is_asked_whether_it_still_seeks(
    session: Session, sign_in: SignIn, afterwards: str, state: RequestState, told: str
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, teacher = talk.id, sign_in(talk.contact_at(Side.SCHOOL))
    session.commit()
    teacher.get(f"/afspraken/{number}/afzeggen")
    assert "Zoekt u nog een spreker?" in teacher.text
    teacher.submit({"reason": "De klas heeft toetsweek.", "afterwards": afterwards})
    assert state_of(session, number) is TalkState.CANCELLED
    assert locked(session, talk).request.state is state
    chosen = select(OutboxMail).where(OutboxMail.kind == "talk_cancelled").order_by(OutboxMail.id)
    composed = compose(session, session.scalars(chosen.limit(1)).one(), now=NOW)
    assert composed is not None
    assert told in " ".join(composed.text.split())


def test_a_speaker_who_cancels_is_asked_nothing_about_the_request(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, speaker = talk.id, sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    speaker.get(f"/afspraken/{number}/afzeggen")
    assert "Zoekt u nog een spreker?" not in speaker.text
    speaker.submit({"reason": "Ik ben ziek."})
    assert state_of(session, number) is TalkState.CANCELLED
