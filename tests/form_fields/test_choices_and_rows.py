"""What the fields with options and the repeated rows accept and refuse."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict

from partnerlink.domain.vocabulary import DayPart, Sector, Slot, Venue
from partnerlink.form_fields import Choice, Choices, Form
from tests.form_fields.every_field import APP, GOOD, EveryField, drawn, error_of, sent, value_of

UNKNOWN = "Kies een van de antwoorden uit de lijst."


def ticked(form: Form, name: str) -> set[str]:
    page = BeautifulSoup(drawn(form), "html.parser")
    return {str(box["value"]) for box in page.select(f"input[name={name}][checked]")}


def test_a_choice_becomes_a_member_of_its_enum() -> None:
    assert value_of("sector", "zorg") is Sector.ZORG
    assert value_of("venue", ["online", "at_school"]) is Venue.ONLINE


def test_choices_become_a_set_and_a_repeated_one_counts_once() -> None:
    assert value_of("sectors", ["zorg", "ict", "zorg"]) == {Sector.ZORG, Sector.ICT}


@pytest.mark.parametrize("name", ["sector", "venue", "sectors", "slots"])
@pytest.mark.parametrize("typed", ["ZORG", "<script>", "\x00", "x" * 100_000])
def test_an_option_that_was_never_offered_is_refused(name: str, typed: str) -> None:
    assert error_of(name, typed) == UNKNOWN


@pytest.mark.parametrize("name", ["sector", "venue", "sectors", "slots"])
def test_no_choice_has_its_own_sentence(name: str) -> None:
    assert error_of(name, None).startswith("Maak een keuze: ")
    assert error_of(name, "").startswith("Maak een keuze: ")


def test_too_many_choices_are_refused_and_all_stay_ticked() -> None:
    with sent(sectors=["zorg", "ict", "bouw", "groen"]) as form:
        assert not form.validate()
        assert form.sectors.errors == ["Kies er hoogstens 3."]
        assert ticked(form, "sectors") == {"zorg", "ict", "bouw", "groen"}


def test_the_good_choices_stay_ticked_beside_an_unknown_one() -> None:
    with sent(sectors=["zorg", "piraat"]) as form:
        assert not form.validate()
        assert ticked(form, "sectors") == {"zorg"}


def test_slots_become_a_set_of_slots() -> None:
    assert value_of("slots", ["mon_morning", "fri_evening"]) == {
        Slot.MON_MORNING,
        Slot.FRI_EVENING,
    }


def test_a_view_can_offer_options_of_its_own() -> None:
    class Colleagues(Form):
        teacher = Choice("Docent", {})
        helpers = Choices("Helpers", {})

    with APP.test_request_context("/", method="POST"):
        form = Colleagues(formdata=MultiDict({"teacher": "7", "helpers": ["7", "8"]}))
        form.teacher.offer([("7", "Fatima <b>"), ("8", "Jan")])
        form.helpers.offer({"7": "Fatima"})
        assert not form.validate()
        assert form.teacher.data == "7"
        assert form.helpers.errors == [UNKNOWN]
        assert "Fatima &lt;b&gt;" in drawn(form)


def test_a_box_is_ticked_by_its_own_value_only() -> None:
    assert value_of("news", "ja") is True
    assert value_of("news", None) is False
    assert value_of("news", "nee") is False
    assert error_of("rules", None) == "Zet een vinkje: Ik houd me aan de spelregels"


def test_a_blank_row_counts_as_none() -> None:
    with sent(**{"dates-1-day": "", "dates-1-part": ""}) as form:
        assert form.validate(), form.errors
        assert form.dates.filled == [{"day": date(2026, 12, 31), "part": DayPart.MORNING}]


def test_a_half_filled_row_is_asked_for_the_rest() -> None:
    with sent(**{"dates-1-day": "31-02-2027", "dates-1-part": ""}) as form:
        assert not form.validate()
        problems = {problem.anchor: problem.sentence for problem in form.problems}
        assert problems == {
            "dates-1-day": "De datum 31-2-2027 bestaat niet. Kies een andere dag.",
            "dates-1-part": "Kies een deel.",
        }


def test_a_form_without_any_row_says_so_once() -> None:
    with sent(**{"dates-0-day": None, "dates-0-part": None}) as form:
        assert not form.validate()
        assert [problem[:] for problem in form.problems] == [("dates-0-day", "Vul in: Data")]


@pytest.mark.parametrize("row", ["²", "９", "9" * 5000, "-1", "1e3", "", "9999"])
def test_a_row_with_an_odd_number_is_no_row(row: str) -> None:
    with sent(**{f"dates-{row}-day": "2026-12-31"}) as form:
        assert form.validate(), form.errors
        assert len(form.dates.filled) == 1


def test_more_rows_than_allowed_are_not_read() -> None:
    rows = {f"dates-{n}-day": "2026-12-31" for n in range(500)}
    with sent(**rows) as form:
        assert len(form.dates.entries) == 6


def test_the_button_adds_a_row_and_keeps_what_was_typed() -> None:
    answers = GOOD | {"dates-more": "1", "subject": "Half af"}
    with APP.test_request_context("/", method="POST", data=answers):
        form = EveryField()
        assert form.adds_a_row()
        page = drawn(form)
    assert page.count('<fieldset class="row">') == 3
    assert 'value="Half af"' in page
    assert 'value="2026-12-31"' in page
    assert 'role="alert"' not in page
