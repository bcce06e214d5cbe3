"""Thousands of odd answers at every form of parents: a page, never a broken one."""

from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.blueprints.parents.family import Family, link
from tests.odd_values import odd_text

FIELDS = (
    "answer",
    "people",
    "code",
    "interpreter",
    "other_language",
    "needs_wheelchair_space",
    "needs_lift",
    "wants_mentor",
    "children",
    "children_ages",
)
FORMS = st.dictionaries(
    st.sampled_from(FIELDS), st.one_of(odd_text(), st.sampled_from(["yes", "no", "2", "0"]))
)
EXPECTED = {200, 303, 400, 404, 422}
FREELY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FREELY
@given(sent=FORMS, language=odd_text())
def test_no_form_breaks_on_what_is_sent(
    app: Flask, family: Family, sent: dict[str, str], language: str
) -> None:
    client = app.test_client()
    query = f"?taal={quote(language[:200])}"
    for address in (link(family.sami), link(family.sami, "/hulp"), "/k"):
        answer = client.post(address + query, data=sent)
        assert answer.status_code in EXPECTED, (address, sent)
        assert "<script>alert" not in answer.text
    for page in ("", "/mensen", "/hulp"):
        assert client.get(link(family.sami, page) + query).status_code in {200, 303}


@FREELY
@given(token=odd_text())
def test_no_key_breaks_the_page_it_does_not_open(app: Flask, family: Family, token: str) -> None:
    answer = app.test_client().get(f"/u/{quote(token, safe='')}")

    assert answer.status_code in {400, 404, 308}


@pytest.mark.parametrize("name", ["other_language", "children_ages"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 41, "Dit is te lang. Schrijf het korter."),
        ("a\x00b", "Hier staat een teken dat wij niet kunnen lezen. Haal het weg."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field_and_the_rest_stays(
    app: Flask, family: Family, name: str, typed: str, sentence: str
) -> None:
    client = app.test_client()
    client.post(link(family.sami), data={"people": "2"})

    answer = client.post(
        link(family.sami, "/hulp"), data={name: typed, "needs_lift": "y", "children": "2"}
    )

    assert answer.status_code == 422
    assert f"<span>{sentence}</span>" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "checked" in answer.text


def test_a_form_with_a_file_or_another_type_is_only_a_form_without_an_answer(
    app: Flask, family: Family
) -> None:
    client = app.test_client()

    assert client.post(link(family.sami), json={"people": 2}).status_code == 422
    assert (
        client.post(link(family.sami), data=b"\xff\xfe", content_type="text/plain").status_code
        == 422
    )
