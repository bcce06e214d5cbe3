"""Counting an evening: each pupil once, each invitation once, and every class in the whole."""

from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.evening import InvitationState
from partnerlink.domain.evening_counts import NO_CLASS, WHOLE, Asked, Measure, count


def coming(pupil: int = 1, class_name: str = "3A", **changes: object) -> Asked:
    values: dict[str, object] = {"people": 2, "seats": 2}
    return Asked(
        pupil=pupil,
        class_name=class_name,
        state=InvitationState.COMING,
        **(values | changes),  # type: ignore[arg-type]
    )


def test_a_pupil_of_two_households_is_counted_once_and_both_invitations_are() -> None:
    counts = count([coming(came=1), coming(came=3)])
    assert counts.of(Measure.PUPILS) == 1
    assert counts.of(Measure.VISITED) == 1
    assert (counts.of(Measure.INVITED), counts.of(Measure.CAME)) == (2, 4)


def test_people_without_a_seat_are_waiting() -> None:
    counts = count([coming(people=5, seats=2)])
    assert (counts.of(Measure.PEOPLE_EXPECTED), counts.of(Measure.WAITING)) == (2, 3)


def test_who_says_no_or_is_not_invited_any_more_is_not_expected() -> None:
    no = Asked(pupil=1, class_name="3A", state=InvitationState.NOT_COMING, people=0)
    gone = Asked(pupil=2, class_name="3A", state=InvitationState.WITHDRAWN, people=4)
    nobody = Asked(pupil=3, class_name="3A")
    counts = count([no, gone, nobody])
    assert counts.of(Measure.PUPILS) == 3
    assert (counts.of(Measure.INVITED), counts.of(Measure.ANSWERED)) == (1, 1)
    assert (counts.of(Measure.COMING), counts.of(Measure.WAITING)) == (0, 0)


def test_needs_of_who_does_not_come_are_no_needs() -> None:
    no = Asked(
        pupil=1, class_name="3A", state=InvitationState.NOT_COMING, people=0, wheelchair=True
    )
    assert count([no]).of(Measure.WHEELCHAIR) == 0
    assert count([coming(wheelchair=True, children=2)]).of(Measure.CHILDCARE) == 2


def test_one_language_in_two_spellings_is_one_language_most_asked_first() -> None:
    rows = [
        coming(1, interpreter="Turks"),
        coming(2, interpreter="Arabisch"),
        coming(3, interpreter=" arabisch "),
        coming(4, interpreter="x" * 40),
    ]
    interpreters = count(rows).interpreters
    assert next(iter(interpreters.items())) == ("Arabisch", 2)
    assert all(len(f"interpreter:{language}") <= 40 for language in interpreters)


def test_a_pupil_without_a_class_has_a_line_of_its_own_and_not_the_whole() -> None:
    counts = count([coming(1, ""), coming(2, "3A")])
    assert counts.classes == ["3A", NO_CLASS]
    assert counts.of(Measure.PUPILS) == 2


@given(
    st.lists(
        st.builds(
            Asked,
            pupil=st.integers(1, 5),
            class_name=st.just("3A"),
            state=st.sampled_from([None, *InvitationState]),
            people=st.none() | st.integers(2, 6),
            seats=st.integers(0, 2),
            came=st.none() | st.integers(1, 5),
        )
        | st.builds(Asked, pupil=st.integers(6, 9), class_name=st.just(""))
    )
)
def test_the_classes_add_up_to_the_whole(rows: list[Asked]) -> None:
    counts = count(rows)
    for measure in Measure:
        assert counts.of(measure, WHOLE) == sum(counts.of(measure, c) for c in counts.classes)
