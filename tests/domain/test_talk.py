"""The lives of offers, requests and talks, written out a second time and compared."""

from datetime import date

import pytest

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.domain.organisation import ORGANISATION, OrganisationState
from partnerlink.domain.talk import (
    GOING_ON,
    OFFER,
    PART_TIMES,
    REQUEST,
    TAKES_A_PLACE,
    TALK,
    WAITING_FOR_ANSWER,
    OfferState,
    RequestState,
    Side,
    TalkState,
    answering_side,
    slot_of,
    speaker_key,
)
from partnerlink.domain.vocabulary import DayPart, OrganisationKind, Slot

# state before, action, state after; every other pair is refused
EXPECTED = {
    "offer": """
        draft publish open      draft close closed
        open pause paused       open close closed
        paused resume open      paused close closed
    """,
    "request": """
        draft publish open      draft close closed
        open pause paused       open fill planned       open close closed
        paused resume open      paused fill planned     paused close closed
        planned reopen open     planned set_aside paused    planned complete completed
    """,
    "talk": """
        invited accept planned      invited keep_in_reserve reserve     invited decline declined
        invited withdraw withdrawn  invited expire expired
        applied accept planned      applied keep_in_reserve reserve     applied decline declined
        applied withdraw withdrawn  applied expire expired
        invited ask_to_come invited
        reserve ask_reserve invited reserve withdraw withdrawn
        planned cancel cancelled    planned record_held held    planned record_not_held not_held
        planned reconfirm planned   planned set_time planned    planned record_vog planned
        planned set_venue planned   planned set_link planned
        held record_vog held        held evaluate held          held answer_again held
        held correct_held held
    """,
    "organisation": """
        unverified verify verified  unverified refuse refused
        verified refuse refused     refused verify verified
    """,
}
LIVES = [
    (OFFER, OfferState),
    (REQUEST, RequestState),
    (TALK, TalkState),
    (ORGANISATION, OrganisationState),
]
Case = tuple[Lifecycle[TalkState], TalkState, str, str | None]


def _cases() -> list[Case]:
    found: list[Case] = []
    for life, kind in LIVES:
        words = EXPECTED[life.concept].split()
        steps = {(words[i], words[i + 1]): words[i + 2] for i in range(0, len(words), 3)}
        for state in kind:
            found += [(life, state, a, steps.get((state.value, a))) for a in life.moves]  # type: ignore[misc,arg-type]
    return found


@pytest.mark.parametrize(
    ("life", "state", "action", "after"),
    _cases(),
    ids=[f"{life.concept}-{state}-{action}" for life, state, action, _ in _cases()],
)
def test_every_action_from_every_state(
    life: Lifecycle[TalkState], state: TalkState, action: str, after: str | None
) -> None:
    assert life.allows(action, state) is (after is not None)
    if after is None:
        with pytest.raises(NotAllowedNow):
            life.after(action, state)
    else:
        assert life.after(action, state) == after


def test_the_four_lives_have_no_steps_but_these() -> None:
    for life, _ in LIVES:
        number = sum(len(steps) for steps in life.moves.values())
        assert number == len(EXPECTED[life.concept].split()) // 3


def test_a_talk_is_going_on_while_something_can_still_come_of_it() -> None:
    ends = {TalkState.HELD, TalkState.NOT_HELD, TalkState.DECLINED, TalkState.EXPIRED}
    ends |= {TalkState.WITHDRAWN, TalkState.CANCELLED}
    assert frozenset(TalkState) - ends == GOING_ON
    assert WAITING_FOR_ANSWER < GOING_ON


def test_only_an_agreed_talk_takes_a_place_of_the_year() -> None:
    assert {TalkState.PLANNED, TalkState.HELD} == TAKES_A_PLACE


@pytest.mark.parametrize("state", TalkState)
def test_a_question_waits_for_the_side_that_was_asked(state: TalkState) -> None:
    expected = {TalkState.INVITED: Side.PARTNER, TalkState.APPLIED: Side.SCHOOL}
    assert answering_side(state) is expected.get(state)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (OrganisationKind.INDIVIDUAL, "organisation-7"),
        (OrganisationKind.EMPLOYER, "account-3"),
        (OrganisationKind.MBO, "account-3"),
        (OrganisationKind.HBO, "account-3"),
    ],
)
def test_an_individual_is_one_person_and_elsewhere_the_contact_comes(
    kind: OrganisationKind, key: str
) -> None:
    assert speaker_key(kind, organisation_id=7, contact_id=3) == key


def test_each_side_is_the_others_other() -> None:
    assert Side.SCHOOL.other is Side.PARTNER
    assert Side.PARTNER.other is Side.SCHOOL


@pytest.mark.parametrize(
    ("day", "part", "slot"),
    [
        (date(2026, 11, 9), DayPart.MORNING, Slot.MON_MORNING),
        (date(2026, 11, 11), DayPart.AFTERNOON, Slot.WED_AFTERNOON),
        (date(2026, 11, 13), DayPart.EVENING, Slot.FRI_EVENING),
        (date(2026, 11, 14), DayPart.MORNING, None),
        (date(2026, 11, 15), DayPart.EVENING, None),
    ],
)
def test_a_day_and_a_part_are_a_weekly_slot(day: date, part: DayPart, slot: Slot | None) -> None:
    assert slot_of(day, part) is slot


@pytest.mark.parametrize("part", DayPart)
def test_every_part_of_the_day_has_a_part_times(part: DayPart) -> None:
    begin, end = PART_TIMES[part]
    assert begin < end
