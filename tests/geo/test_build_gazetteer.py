from dataclasses import replace

from tools.build_gazetteer import Row, mend, parse_row, place_lines, postcode_lines, undecided

EMMEN = Row("7811", "Emmen", "Drenthe", "Emmen", 52.783, 6.8954, 6)
NEIGHBOURS = [replace(EMMEN, postcode=str(code)) for code in range(7811, 7816)]


def test_a_line_of_the_source_is_read_with_dutch_names() -> None:
    line = "NL 9161 Hollum Friesland 02 Ameland_Municipalitye 0060 - - 53.4437 5.6386 6"
    fields = [field.replace("_", " ").replace("-", "") for field in line.split(" ")]
    assert parse_row(fields) == Row("9161", "Hollum", "Friesland", "Ameland", 53.4437, 5.6386, 6)
    fields[3], fields[5], fields[11] = "Guelders", "", ""
    assert parse_row(fields) == Row(
        "9161", "Hollum", "Gelderland", "Voorne aan Zee", 53.4437, 5.6386, 0
    )


def test_a_postcode_far_from_its_neighbours_asks_for_a_decision() -> None:
    astray = replace(EMMEN, postcode="7817", latitude=52.9)
    assert undecided(NEIGHBOURS) == []
    assert undecided([*NEIGHBOURS, astray]) == ["7817"]


def test_a_decision_is_not_asked_twice() -> None:
    known = replace(EMMEN, postcode="7831", latitude=53.0)
    assert undecided([*NEIGHBOURS, known]) == []


def test_decisions_are_carried_out() -> None:
    rows = [EMMEN, replace(EMMEN, postcode="1234"), replace(EMMEN, postcode="6431")]
    mended = list(mend(rows))
    assert [row.postcode for row in mended] == ["7811", "6431"]
    assert mended[1].point == (50.925, 5.924)


def test_a_postcode_is_the_median_of_its_most_accurate_rows() -> None:
    rows = [
        EMMEN,
        replace(EMMEN, place="Barger", latitude=52.785),
        replace(EMMEN, place="Angelslo", latitude=52.784),
        replace(EMMEN, place="Elders", latitude=50.0, accuracy=4),
    ]
    assert list(postcode_lines(rows)) == [("7811", 52.784, 6.8954, "Angelslo", "Drenthe")]


def test_a_village_over_a_municipal_border_is_one_place_and_namesakes_are_two() -> None:
    over_the_border = replace(EMMEN, municipality="Coevorden", latitude=52.80)
    namesake = replace(EMMEN, municipality="Assen", latitude=53.0)
    rows = [*NEIGHBOURS, over_the_border, namesake]
    assert [line[2] for line in place_lines(rows)] == ["Assen", "Emmen"]
