"""What a ranked list says of itself: its order, and why nobody is on it."""

from datetime import date

from sqlalchemy.orm import Session

from partnerlink.domain.matching import DISTANCE_BAND_METRES, FAR_METRES
from partnerlink.domain.talk_dates import TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import HolidayRegion, Slot
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk_request import TalkRequest
from tests.factories import make_request
from tests.matching_cast import contact_of, open_offer
from tests.pages import SignIn

MONDAY, FRIDAY = date(2026, 12, 21), date(2027, 1, 1)
IN_HOLIDAYS = TalkDates(period=TalkPeriod(MONDAY, FRIDAY, frozenset({Slot.MON_MORNING})))


def test_both_lists_say_in_which_order_they_stand(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    session.commit()
    band, far = f"{DISTANCE_BAND_METRES / 1000:n}".replace(".", ","), FAR_METRES // 1000
    order = f"Vanaf {far} km telt dat een stap lager."
    nearer = f"Past het even goed? Dan gaat dichtbij voor, per {band} km. Is ook dat gelijk?"
    school, speaker = sign_in(teacher), sign_in(contact_of(session, offer))
    school.get(f"/aanvragen/{asked.id}/sprekers")
    fair = "Dan staat lager wie dit schooljaar vaak gevraagd is,"
    assert f"{order} {nearer} {fair}" in school.text
    speaker.get(f"/aanbod/{offer.id}/aanvragen")
    fair = "Dan gaat de school voor die dit schooljaar weinig had."
    assert f"{order} {nearer} {fair}" in speaker.text


def test_a_period_that_is_all_holiday_is_told_where_nobody_is_found(
    session: Session, sign_in: SignIn, school: Organisation, teacher: Account
) -> None:
    request = make_request(session, school, contact=teacher, dates=IN_HOLIDAYS)
    row = {"name": "Kerstvakantie", "school_year": "2026-2027", "region": HolidayRegion.NOORD}
    session.add(SchoolHoliday(first_day=MONDAY, last_day=FRIDAY, **row))
    session.commit()
    visitor = sign_in(teacher)
    visitor.get(f"/aanvragen/{request.id}/sprekers")
    assert "in deze hele periode heeft uw school vrij" in visitor.text
    assert "meer kilometers" not in visitor.text


def test_a_card_says_once_that_somebody_is_very_near(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    offer = open_offer(session, north=100)
    session.commit()
    for person, url in (
        (teacher, f"/aanvragen/{asked.id}/sprekers"),
        (contact_of(session, offer), f"/aanbod/{offer.id}/aanvragen"),
    ):
        card = sign_in(person).get(url).select_one("#m1")
        assert card is not None
        assert card.get_text().count("dichtbij") == 1
