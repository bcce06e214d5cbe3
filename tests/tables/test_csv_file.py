import pytest

from partnerlink.tables.csv_file import csv_lines, delimiter_of, encoding_of
from partnerlink.tables.refusals import CellHuge, QuotesBroken, TextUnreadable

TEXT = "naam;plaats\r\nCafé d'Oude Brug;'s-Gravenhage\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8-sig"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (b"", "utf-8-sig"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-32"),
        TEXT.encode("utf-16-le"),
        b"naam;\0plaats",
        b"\xff\xfe\x00\xd8",
        "é".encode("utf-16") + b"\0\0",
        b"undefined in cp1252: \x81",
        "Café ".encode() + b"Caf\xe9",
    ],
    ids=["utf-32", "no-mark", "zero", "half-pair", "zero-16", "undefined", "mixture"],
)
def test_bytes_that_are_no_text_we_know_are_refused(data: bytes) -> None:
    with pytest.raises(TextUnreadable):
        encoding_of(data)


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("a;b;c", ";"),
        ("a,b,c", ","),
        ("a\tb\tc", "\t"),
        ('"a, b, c, d";e', ";"),
        ("a;b, or b, or b", ","),
        ("alone", ";"),
    ],
)
def test_the_delimiter_is_the_sign_most_used_outside_quotes(header: str, delimiter: str) -> None:
    assert delimiter_of(header) == delimiter


def test_a_record_over_several_lines_has_the_number_of_its_first() -> None:
    data = b'naam;plaats\n\n"De\nVlier";Assen\nTerra;Emmen\n'
    assert list(csv_lines(data)) == [
        (1, ["naam", "plaats"]),
        (3, ["De\nVlier", "Assen"]),
        (5, ["Terra", "Emmen"]),
    ]


def test_the_hint_that_excel_writes_is_obeyed_and_counted() -> None:
    data = b"sep=,\r\nnaam,plaats;dorp\r\nTerra,Emmen\r\n"
    assert list(csv_lines(data)) == [(2, ["naam", "plaats;dorp"]), (3, ["Terra", "Emmen"])]


def test_blank_lines_in_front_do_not_hide_the_delimiter() -> None:
    assert list(csv_lines(b"\n\na,b\n1,2\n")) == [(3, ["a", "b"]), (4, ["1", "2"])]


def test_a_quotation_mark_within_a_value_is_only_a_sign() -> None:
    assert list(csv_lines(b'a;b\nCSG "De Hoven";1\n'))[1] == (2, ['CSG "De Hoven"', "1"])


@pytest.mark.parametrize("record", ['"never closed;1\n2;3\n', '"De Vlier" college;1\n'])
def test_a_broken_quotation_names_the_line(record: str) -> None:
    with pytest.raises(QuotesBroken) as caught:
        list(csv_lines(b"a;b\nx;y\n" + record.encode()))
    assert caught.value.line == 3


def test_a_field_that_swallows_the_file_is_refused() -> None:
    with pytest.raises(CellHuge) as caught:
        list(csv_lines(b'a;b\n"' + b"x" * 200_000 + b'";1\n'))
    assert caught.value.line == 2
