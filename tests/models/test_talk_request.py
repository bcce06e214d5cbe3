"""A request's own verbs, on records that no database knows."""

from datetime import date, timedelta

import pytest

from partnerlink.domain.errors import DatePast, Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.talk import REQUEST, RequestState
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import (
    Competence,
    DayPart,
    Leerjaar,
    Level,
    OrganisationKind,
    Sector,
    Slot,
    Venue,
)
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_request import CONTENT, NEEDED, TalkRequest
from tests.factories import NOW, TODAY, mornings
from tests.factories_unstored import verified_organisation

WHOLE: dict[str, object] = {
    "subject": "Werken in de bakkerij",
    "takeaway": "Leerlingen weten wat een bakker doet.",
    "sectors": frozenset({Sector.HORECA}),
    "levels": frozenset({Level.VMBO_BB}),
    "leerjaren": frozenset({Leerjaar.L3}),
    "groups": 2,
    "pupils": 50,
    "venue": Venue.EITHER,
    "competences": frozenset({Competence.WERK}),
    "languages": frozenset(),
    "host_teacher": "Mevrouw Jansen",
    "radius_km": 15,
    "room": "lokaal 104",
    "spelregels": "Een lesuur.",
    "wants_reserve": True,
}
SOON = TalkDates(options=mornings(2))
PERIOD = TalkPeriod(TODAY, TODAY + timedelta(days=21), frozenset({Slot.TUE_MORNING}))
VERBS = {
    "publish": lambda request: request.publish(NOW, today=TODAY),
    "pause": lambda request: request.pause(),
    "resume": lambda request: request.resume(today=TODAY),
    "fill": lambda request: request.fill(),
    "reopen": lambda request: request.reopen(),
    "set_aside": lambda request: request.set_aside(),
    "complete": lambda request: request.complete(),
    "close": lambda request: request.close(),
}


def school() -> Organisation:
    return verified_organisation(OrganisationKind.SCHOOL)


def request_in(
    state: RequestState, *, dates: TalkDates = SOON, organisation: Organisation | None = None
) -> TalkRequest:
    request = TalkRequest(organisation=organisation or school(), contact=Account(), state=state)
    for name, value in WHOLE.items():
        setattr(request, name, value)
    request.set_dates(dates)
    return request


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("action", REQUEST.moves)
def test_each_verb_follows_the_table(action: str, state: RequestState) -> None:
    request = request_in(state)
    if REQUEST.allows(action, state):
        VERBS[action](request)
        assert request.state is REQUEST.after(action, state)
    else:
        with pytest.raises(NotAllowedNow):
            VERBS[action](request)
        assert request.state is state


@pytest.mark.parametrize("name", NEEDED)
def test_a_draft_that_lacks_something_is_not_published(name: str) -> None:
    request = request_in(RequestState.DRAFT)
    setattr(request, name, type(WHOLE[name])())
    with pytest.raises(Incomplete) as refused:
        request.publish(NOW, today=TODAY)
    assert refused.value.missing == (name,)


def test_a_request_without_dates_is_not_published() -> None:
    with pytest.raises(Incomplete) as refused:
        request_in(RequestState.DRAFT, dates=TalkDates()).publish(NOW, today=TODAY)
    assert refused.value.missing == ("dates",)


def test_a_request_whose_dates_are_past_is_not_published() -> None:
    past = TalkDates(options=(TalkDate(TODAY - timedelta(days=1), DayPart.MORNING),))
    with pytest.raises(DatePast):
        request_in(RequestState.DRAFT, dates=past).publish(NOW, today=TODAY)
    with pytest.raises(DatePast):
        request_in(RequestState.PAUSED, dates=past).resume(today=TODAY)


def test_an_unverified_school_publishes_nothing() -> None:
    unverified = school()
    unverified.refuse()
    with pytest.raises(NotVerified):
        request_in(RequestState.DRAFT, organisation=unverified).publish(NOW, today=TODAY)


@pytest.mark.parametrize("dates", [SOON, TalkDates(period=PERIOD), TalkDates()])
def test_dates_are_read_back_as_they_were_set(dates: TalkDates) -> None:
    request = request_in(RequestState.DRAFT, dates=TalkDates(options=mornings(5)))
    request.set_dates(dates)
    assert request.dates == dates


def test_a_date_that_stays_keeps_its_row() -> None:
    request = request_in(RequestState.OPEN)
    first = request.date_options[0]
    request.set_dates(TalkDates(options=(TalkDate(first.day, first.part), *mornings(1, weeks=6))))
    assert request.date_options[0] is first


@pytest.mark.parametrize(
    ("state", "is_changeable"),
    [(state, state in {"draft", "open", "paused"}) for state in RequestState],
)
def test_what_a_request_says_stands_once_a_speaker_is_found(
    state: RequestState, is_changeable: bool
) -> None:
    request = request_in(state)
    if is_changeable:
        request.change({"subject": "Anders"}, SOON)
        assert request.subject == "Anders"
    else:
        with pytest.raises(NotAllowedNow):
            request.change({"subject": "Anders"}, TalkDates())
        assert (request.subject, request.dates) == (WHOLE["subject"], SOON)


def test_an_open_request_never_loses_all_its_dates() -> None:
    with pytest.raises(Incomplete):
        request_in(RequestState.OPEN).change({}, TalkDates())


@pytest.mark.parametrize(
    ("today", "is_open"),
    [(SOON.last_day, True), (SOON.last_day + timedelta(days=1), False)],
)
def test_a_request_is_found_until_its_last_date(today: date, is_open: bool) -> None:
    assert request_in(RequestState.OPEN).is_open_on(today) is is_open


def test_a_copy_says_everything_again_but_the_dates() -> None:
    request = request_in(RequestState.COMPLETED)
    request.id = 7
    copy = request.copy(contact=Account(name="Kees"), now=NOW)
    assert {name: getattr(copy, name) for name in CONTENT} == WHOLE
    assert copy.dates.is_empty
    assert (copy.state, copy.copied_from_id) == (RequestState.DRAFT, 7)
