"""The requests of the demo, with the talks that came of them."""

import tomllib
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from partnerlink.domain.talk import RequestState
from partnerlink.domain.talk_dates import TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import Competence, Leerjaar, Sector, TalkLanguage, Venue
from partnerlink.models.talk_request import TalkRequest
from seed import wording
from seed.calendar import SchoolCalendar
from seed.offers import Offers
from seed.organisations import FOLDER, Cast
from seed.talks import play_talk

REQUEST_FILES = ("veenlanden_college", "vmbo_en_pro", "havo_vwo_en_isk")
USUAL_SPELREGELS = (
    "Melden bij de receptie. De docent blijft de hele les in het lokaal. Een gastles is gratis."
)


def requests_in_files() -> Iterator[dict[str, Any]]:
    """Give what the files say of each request, in a fixed order."""
    for name in REQUEST_FILES:
        text = (FOLDER / "texts" / "requests" / f"{name}.toml").read_text(encoding="utf-8")
        yield from tomllib.loads(text)["request"]


def request_all(
    session: Session, cast: Cast, offers: Offers, calendar: SchoolCalendar
) -> list[TalkRequest]:
    """Make every request, and play what happened to it so far."""
    requests = []
    for facts in requests_in_files():
        request = _request(cast, facts, calendar)
        session.add(request)
        session.flush()
        for talk in facts.get("talk", ()):
            play_talk(session, request, offers, talk, calendar)
        _finish(request, facts.get("state"))
        requests.append(request)
    session.flush()
    return requests


def _request(cast: Cast, facts: dict[str, Any], calendar: SchoolCalendar) -> TalkRequest:
    posted = facts["posted"]
    since = calendar.moment(posted)
    school, contact = cast.organisations[facts["school"]], cast.contacts[facts["school"]]
    request = TalkRequest.draft(school, contact=contact, now=since)
    request.change(_content(facts), _dates(facts, calendar))
    if facts.get("state") != RequestState.DRAFT:
        request.publish(since, today=calendar.school_day(posted))
    return request


def _content(facts: dict[str, Any]) -> dict[str, object]:
    return {
        "subject": facts["subject"],
        "takeaway": facts["takeaway"],
        "sectors": wording.members(Sector, facts["sectors"]),
        "levels": wording.levels(facts["levels"]),
        "leerjaren": wording.members(Leerjaar, facts["leerjaren"]),
        "groups": facts.get("groups", 1),
        "pupils": facts["pupils"],
        "venue": Venue(facts.get("venue", Venue.AT_SCHOOL)),
        "competences": wording.members(Competence, facts.get("competences", "")),
        "languages": wording.members(TalkLanguage, facts.get("languages", "")),
        "host_teacher": facts["host"],
        "radius_km": facts["km"],
        "spelregels": facts.get("spelregels", USUAL_SPELREGELS),
        "wants_reserve": facts.get("reserve", False),
    }


def _dates(facts: dict[str, Any], calendar: SchoolCalendar) -> TalkDates:
    options = (calendar.talk_date(words) for words in facts.get("dates", ()))
    if "period" not in facts:
        return TalkDates(options=tuple(dict.fromkeys(options)))
    first, last = (calendar.school_day(int(number)) for number in facts["period"])
    slots = wording.slots(facts["period_slots"])
    return TalkDates(period=TalkPeriod(first, last, slots))


def _finish(request: TalkRequest, state: str | None) -> None:
    if state == RequestState.PAUSED:
        request.pause()
    if state == RequestState.CLOSED:
        request.close()
