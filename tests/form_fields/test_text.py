"""What the fields for words accept, refuse and make of it."""

import pytest

from tests.form_fields.every_field import drawn, error_of, sent, value_of

UNKEEPABLE = "Er staat een teken in dat we niet kunnen bewaren. Haal het weg."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Werken \t in  de zorg ", "Werken in de zorg"),
        ("Twee\r\nregels", "Twee regels"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u202ePolitie\u202c\u200f", "Politie"),
        ("\ufeffPolitie\u200b", "Politie"),
        ("<b>Zorg</b> & co", "<b>Zorg</b> & co"),
        ("Koken 👩\u200d🍳", "Koken 👩\u200d🍳"),
        ("عرض", "عرض"),
        ("x" * 40, "x" * 40),
    ],
)
def test_a_line_is_tidied_and_kept(typed: str, kept: str) -> None:
    assert value_of("subject", typed) == kept


@pytest.mark.parametrize("typed", [None, "", "   ", "\u200b\u200d", "\u202e", "\u3164", "\ufe0f"])
def test_a_line_without_anything_to_see_is_missing(typed: str | None) -> None:
    assert error_of("subject", typed) == "Vul het onderwerp in."


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\uffff"])
def test_a_control_character_is_refused_in_words(sign: str) -> None:
    assert error_of("subject", f"Werken{sign} in de zorg") == UNKEEPABLE
    assert error_of("story", f"Werken{sign} in de zorg") == UNKEEPABLE


def test_a_line_that_is_too_long_says_how_long_it_may_be() -> None:
    assert error_of("subject", "x" * 41) == "Gebruik hoogstens 40 tekens. Dit zijn er 41."


def test_a_hundred_thousand_combining_marks_are_refused_at_once() -> None:
    assert "Gebruik hoogstens 40 tekens" in error_of("subject", "a" + "\u0323\u0301" * 50_000)


def test_a_block_keeps_its_lines_and_at_most_one_blank_line() -> None:
    assert (
        value_of("story", "Een\r\n\r\n\r\n\r\ntwee  \rdrie\u2028vier\n")
        == "Een\n\ntwee\ndrie\nvier"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Jan@School.NL ", "Jan@school.nl"),
        ("jan@münchen.de", "jan@xn--mnchen-3ya.de"),
        ("a.b+les@roc.voorbeeld.nl", "a.b+les@roc.voorbeeld.nl"),
    ],
)
def test_an_email_address_gets_a_domain_in_small_ascii_letters(typed: str, kept: str) -> None:
    assert value_of("email", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "jan",
            "jan@",
            "@school.nl",
            "jan @school.nl",
            "jan@school",
            "jan@@school.nl",
            "jan@[::1]",
        ),
        *("Jan <jan@school.nl>", "é@school.nl", "jan@school.nl, piet@school.nl", "jan@-a.nl"),
    ],
)
def test_what_is_no_email_address_is_refused_with_an_example(typed: str) -> None:
    assert error_of("email", typed) == "Vul een e-mailadres in zoals naam@school.nl."


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("026 123 45 67", "+31261234567", "026 123 45 67"),
        ("0261234567", "+31261234567", "026 123 45 67"),
        ("+31 (0)26-1234567", "+31261234567", "026 123 45 67"),
        ("0031261234567", "+31261234567", "026 123 45 67"),
        ("06-12345678", "+31612345678", "06 12 34 56 78"),
        ("0592 12 34 56", "+31592123456", "0592 12 34 56"),
        ("0800-1234", "+318001234", "0800 1234"),
        ("+49 30 1234567", "+49301234567", "+49301234567"),
    ],
)
def test_a_telephone_number_is_read_as_people_write_it(typed: str, kept: str, shown: str) -> None:
    from partnerlink.phone_numbers import readable_phone

    assert value_of("phone", typed) == kept
    assert readable_phone(kept) == shown


@pytest.mark.parametrize("typed", ["112", "12345", "026 123 45 6", "0261234567x", "+31", "０２６"])
def test_what_is_no_telephone_number_is_refused_with_an_example(typed: str) -> None:
    assert error_of("phone", typed).startswith("Vul een telefoonnummer in zoals 026 123 45 67")


def test_a_password_keeps_its_spaces_and_signs() -> None:
    assert value_of("password", "  <écht> \x00 lang ") == "  <écht> \x00 lang "


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert value_of("password", "cafe\u0301 au lait!") == value_of("password", "caf\u00e9 au lait!")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul in: Wachtwoord"),
        ("elf tekens.", "Kies een wachtwoord van minstens 12 tekens."),
        ("x" * 129, "Gebruik hoogstens 128 tekens. Dit zijn er 129."),
        ("een lang \ud800 wachtwoord", "Er staat een teken in dat we niet kunnen lezen."),
    ],
)
def test_a_bad_password_is_refused_in_words(typed: str, sentence: str) -> None:
    assert error_of("password", typed) == sentence


def test_a_typed_password_never_comes_back_in_the_page() -> None:
    with sent(password="geheim geheim", subject="") as form:
        assert not form.validate()
        assert "geheim" not in drawn(form)
