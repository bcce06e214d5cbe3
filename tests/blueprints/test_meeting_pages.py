"""Pages on which a school fills in how two meet, and those that say how it stands."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import RequestState, Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind, Venue
from partnerlink.models.talk import Talk
from partnerlink.services.match_index import refresh_request
from tests.factories import MAASTRICHT, NOW, TODAY, make_offer, make_organisation, make_request
from tests.factories_talks import Cast, make_talk
from tests.pages import SignIn, Visitor

LINK = "https://bellen.example/klas-3b"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def planned_online(session: Session) -> Talk:
    partner = make_organisation(session, OrganisationKind.EMPLOYER, at=MAASTRICHT)
    request = make_request(session, venue=Venue.EITHER)
    offer = make_offer(session, partner, is_online_possible=True)
    return make_talk(session, TalkState.PLANNED, cast=Cast(request, offer))


def test_the_school_is_asked_for_the_hour_and_the_link_until_it_gave_them(
    session: Session, sign_in: SignIn
) -> None:
    talk = planned_online(session)
    number, school = talk.id, sign_in(talk.contact_at(Side.SCHOOL))
    speaker = sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    school.get("/vandaag/")
    for words in ("Kies het lesuur met", "Vul de link in voor"):
        assert words in school.text
    speaker.get(f"/afspraken/{number}")
    for words in ("De school kiest nog het lesuur.", "De school stuurt de link."):
        assert words in speaker.text
    assert "Hoofdstraat" not in speaker.text

    school.get(f"/afspraken/{number}/tijd")
    school.submit({"begin": "13:00", "end": "13:50"}, status=422)
    assert "van 08:00 tot 12:00" in school.text
    school.submit({"begin": "10:15", "end": "11:05"})
    school.get(f"/afspraken/{number}/link")
    school.submit({"link": "kom hier: " + LINK}, status=422)
    school.submit({"link": LINK})
    school.get("/vandaag/")
    assert "Kies het lesuur" not in school.text
    page = speaker.get(f"/afspraken/{number}")
    assert "10:15 tot 11:05" in speaker.text
    assert page.select_one(f'a[href="{LINK}"]')


def test_a_school_that_says_yes_chooses_between_school_and_online(
    session: Session, sign_in: SignIn
) -> None:
    cast = Cast(
        make_request(session, venue=Venue.EITHER), make_offer(session, is_online_possible=True)
    )
    talk = make_talk(session, TalkState.APPLIED, cast=cast)
    number, school = talk.id, sign_in(talk.contact_at(Side.SCHOOL))
    session.commit()
    page = school.get(f"/afspraken/{number}/aannemen")
    chosen = page.select_one("input[name=venue][checked]")
    assert chosen is not None
    assert chosen["value"] == "at_school"
    dates = page.select("input[name=date]")
    school.submit({"date": str(dates[0]["value"]), "venue": "online"})
    assert "Vul de link in" in school.text


def test_a_planned_request_changes_in_part_and_shows_why_the_rest_stays(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    number, school = talk.request_id, sign_in(talk.contact_at(Side.SCHOOL))
    speaker, shown = sign_in(talk.contact_at(Side.PARTNER)), f"/afspraken/{talk.id}"
    session.commit()
    page = school.get(f"/aanvragen/{number}/wijzigen")
    assert school.url == f"/aanvragen/{number}/praktisch/"
    assert page.select_one("[name=subject]") is None
    assert "Hier zei de spreker ja tegen." in school.text
    school.submit({"host_teacher": ""}, status=422)
    said = {"host_teacher": "Meneer Bos", "room": "lokaal 104", "groups": "1", "pupils": "26"}
    school.submit(said)
    speaker.get(shown)
    assert "Meneer Bos" in speaker.text
    assert "lokaal 104" in speaker.text


@pytest.mark.parametrize("side", Side)
def test_after_a_cancellation_the_same_question_can_be_put_again(
    session: Session, sign_in: SignIn, side: Side
) -> None:
    talk = make_talk(session, TalkState.CANCELLED)
    assert talk.request.state is RequestState.OPEN
    first_step = f"/afspraken/nieuw/{talk.request_id}/{talk.offer_id}"
    ranked = (
        f"/aanvragen/{talk.request_id}/sprekers"
        if side is Side.SCHOOL
        else f"/aanbod/{talk.offer_id}/aanvragen"
    )
    number, person = talk.id, sign_in(talk.contact_at(side))
    session.commit()
    for page in (f"/afspraken/{number}", ranked):
        assert person.get(page).select_one(f'a[href="{first_step}"]'), page
    person.get(first_step)


def test_a_card_says_to_the_speaker_that_it_waits_for_them(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session)
    refresh_request(session, talk.request, today=TODAY)
    pages = (f"/aanbod/{talk.offer_id}/aanvragen", f"/scholen/{talk.request_id}")
    speaker = sign_in(talk.contact_at(Side.PARTNER))
    session.commit()
    for page in pages:
        speaker.get(page)
        assert "Wacht op u" in speaker.text
        assert "Wacht op de spreker" not in speaker.text


def test_who_answers_after_the_talk_began_reads_that_it_is_too_late(
    session: Session, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    assert talk.ends_at is not None
    person = talk.contact_at(Side.PARTNER)
    link = answer_link(talk, person, Side.PARTNER, "reconfirm").removeprefix("http://localhost")
    begun: datetime = talk.ends_at + timedelta(minutes=1)
    session.commit()
    visitor.get(link)
    monkeypatch.setattr(clock, "now", lambda: begun)
    visitor.submit({}, status=409)
    assert "Dit is te laat" in visitor.text
    visitor.get(link, status=409)


def test_the_invitation_names_the_last_day_for_an_answer(session: Session, sign_in: SignIn) -> None:
    request, offer = make_request(session), make_offer(session)
    school = sign_in(request.contact)
    session.commit()
    school.get(f"/afspraken/nieuw/{request.id}/{offer.id}")
    assert "kan antwoorden tot en met dinsdag 17 november 2026" in school.text
