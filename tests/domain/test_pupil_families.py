"""Who gets one invitation together, and who never does."""

from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_families import (
    MOST_CHILDREN,
    Family,
    families_of,
    presenters_of,
    refuse_shared_addresses,
)
from partnerlink.domain.pupil_list import CarerRow, PupilRow, Wishes
from tests.pupil_lists import listed

HEADER = "code|roepnaam|e-mail|gescheiden|gezinscode|taal"


def families(*rows: str) -> list[tuple[list[str], list[str]]]:
    """Return the addresses and the pupils of each household."""
    found = listed(*rows, header=HEADER)
    assert found.refused == []
    return [_shown(each) for each in families_of(found.pupils)]


def _shown(family: Family) -> tuple[list[str], list[str]]:
    return [carer.email.partition("@")[0] for carer in family.carers], list(family.codes)


def test_brothers_and_sisters_with_one_address_are_one_family() -> None:
    assert families(
        "1|Sami|m@x.example v@x.example", "2|Lina|m@x.example", "3|Noor|b@x.example"
    ) == [
        (["m", "v"], ["1", "2"]),
        (["b"], ["3"]),
    ]


def test_carers_who_live_apart_have_a_household_each() -> None:
    assert families("1|Sami|m@x.example v@x.example|ja") == [(["m"], ["1"]), (["v"], ["1"])]


def test_who_lives_apart_for_one_child_is_not_joined_by_another() -> None:
    assert families("1|Sami|m@x.example v@x.example|ja", "2|Lina|m@x.example v@x.example") == [
        (["m"], ["1", "2"]),
        (["v"], ["1", "2"]),
    ]


def test_nor_by_a_family_code_or_a_third_address() -> None:
    rows = (
        "1|Sami|m@x.example v@x.example|ja|F1",
        "2|Lina|m@x.example s@x.example||F1",
        "3|Adam|v@x.example s@x.example||F1",
    )
    for addresses, _ in families(*rows):
        assert not {"m", "v"} <= set(addresses)


def test_without_an_address_a_family_is_known_by_its_code() -> None:
    assert families("1|Sami|||F1", "2|Lina|||F1", "3|Noor||") == [([], ["1", "2"]), ([], ["3"])]


def test_a_brother_may_be_named_by_his_number() -> None:
    assert families("1|Sami|m@x.example", "2|Lina|||1") == [(["m"], ["1", "2"])]


def test_who_lives_apart_without_an_address_gets_a_letter() -> None:
    assert families("1|Sami|m@x.example|ja") == [(["m"], ["1"]), ([], ["1"])]
    assert families("1|Sami||ja|F1", "2|Lina||ja|F1") == [([], ["1", "2"]), ([], ["1", "2"])]


def test_a_whole_list_can_be_read_as_living_apart() -> None:
    found = listed("1|Sami|m@x.example v@x.example", "2|Noor|", header=HEADER)
    apart = families_of(found.pupils, apart=["1", "2"])
    assert [_shown(each) for each in apart] == [(["m"], ["1"]), (["v"], ["1"]), ([], ["2"])]


def test_the_first_language_that_is_named_is_the_familys() -> None:
    found = listed("1|Sami|m@x.example", "2|Lina|m@x.example|||Turks", header=HEADER)
    assert families_of(found.pupils)[0].language is ParentLanguage.TR


def test_an_address_of_a_whole_class_is_no_family() -> None:
    rows = [f"{n}|Kind|info@school.example" for n in range(MOST_CHILDREN + 1)]
    found = listed(*rows, header=HEADER)
    refuse_shared_addresses(found)
    assert {refusal.code for _, refusal in found.refused} == {"address_shared"}
    assert len(found.refused) == MOST_CHILDREN + 1


def test_a_duo_presents_together_under_one_title() -> None:
    found = listed(
        "1|Sami|duo 1|", "2|Noor||Zon", "3|Lina|Duo 1|Brug", header="code|roepnaam|duo|titel"
    )
    parts = presenters_of(found.pupils, found.groups)
    assert [(part.codes, part.title) for part in parts] == [(("1", "3"), "Brug"), (("2",), "Zon")]


codes = st.integers(0, 5).map(str)
people = st.lists(st.sampled_from("abcd"), max_size=3, unique=True)
pupils = st.lists(
    st.tuples(codes, people, st.booleans(), st.lists(st.sampled_from(["F", "G"]), max_size=2)),
    max_size=6,
    unique_by=lambda row: row[0],
)


@given(pupils)
def test_nobody_is_left_out_and_nobody_apart_shares_a_household(
    rows: list[tuple[str, list[str], bool, list[str]]],
) -> None:
    made = [_pupil(*row) for row in rows]
    found = families_of(made)
    assert {code for family in found for code in family.codes} == {row.code for row in made}
    for pupil in made:
        own = [family for family in found if pupil.code in family.codes]
        there = {carer.email for family in own for carer in family.carers}
        assert {carer.email for carer in pupil.carers} <= there
        if pupil.is_apart:
            assert len(own) >= 2
            for family in found:
                together = {carer.email for carer in family.carers}
                assert len(together & {carer.email for carer in pupil.carers}) <= 1
    addresses = [carer.email for family in found for carer in family.carers]
    assert len(addresses) == len(set(addresses))


def _pupil(code: str, addresses: list[str], is_apart: bool, family: list[str]) -> PupilRow:
    return PupilRow(
        line=1,
        code=code,
        first_name="Sami",
        initial="",
        class_name="",
        leerjaar=None,
        level=None,
        title="",
        carers=tuple(CarerRow("ouder", f"{each}@x.example") for each in addresses),
        language=None,
        is_apart=is_apart,
        family=tuple(family),
        group="",
        wishes=Wishes(),
    )
