"""The form as a whole: what it lists, keeps, escapes, and that no input breaks it."""

import io
import re

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from partnerlink.form_fields import Form, TextLine
from tests.form_fields.every_field import APP, GOOD, EveryField, drawn, sent
from tests.pages import check_page

ODD = [
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e",
        "\u200f",
        "\ufeff",
        "\uffff",
        "a\u0301" * 3,
        "👩\u200d🍳",
    ),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "%(x)s %s", "'; DROP TABLE talk; --", "../../x"),
    *("NaN", "inf", "-1", "0", "1e9", "1e400", "9" * 5000, "１２", "²", "1234 SS", "0000 AA"),
    *("31-02-2027", "2027-02-31", "0000-00-00", "99999-1-1", "24:61", "x" * 100_000),
    *("a" + "\u0323\u0301" * 50_000, "jan@" + "a" * 300 + ".nl", "@", "zorg", "online", "ja"),
]
HURTFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NAMES = [*GOOD, "story", "phone", "day", "start", "news", "dates-1-day", "dates-²-day", "dates--"]
ANY_SIGN = st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"])
VALUES = st.lists(st.sampled_from(ODD) | st.text(ANY_SIGN, max_size=50), max_size=3)


def test_a_form_with_good_answers_is_valid() -> None:
    with sent() as form:
        assert form.validate(), form.errors
        assert form.problems == []


def test_a_form_that_was_sent_empty_asks_for_everything_required() -> None:
    with APP.test_request_context("/", method="POST", data={}):
        form = EveryField()
        assert not form.validate_on_submit()
        anchors = [problem.anchor for problem in form.problems]
    assert anchors == [
        "subject",
        "email",
        "pupils",
        "km",
        "sector",
        "venue-0",
        "sectors-0",
        "slots-0",
        "dates-0-day",
        "password",
        "rules",
    ]


def test_a_form_never_reads_json() -> None:
    with APP.test_request_context("/", method="POST", json=[1, 2]):
        assert not EveryField().validate_on_submit()


def test_a_file_sent_as_a_text_is_no_answer() -> None:
    with APP.test_request_context(
        "/", method="POST", data=GOOD | {"subject": (io.BytesIO(b"x"), "x.txt")}
    ):
        form = EveryField()
        assert not form.validate_on_submit()
        assert form.subject.errors == ["Vul het onderwerp in."]


def test_a_refusal_of_the_domain_stands_beside_its_field_and_in_the_summary() -> None:
    with sent() as form:
        assert form.validate()
        form.refuse("km", "Deze afstand is te klein.")
        form.refuse_all("Iemand anders was net eerder.")
        assert [problem[:] for problem in form.problems] == [
            ("", "Iemand anders was net eerder."),
            ("km", "Deze afstand is te klein."),
        ]
        page = BeautifulSoup(drawn(form), "html.parser")
    assert page.select_one("#km-err") is not None
    assert page.select_one("#km")["aria-invalid"] == "true"  # type: ignore[index]


def test_a_form_that_stood_open_too_long_says_what_to_do() -> None:
    class Small(Form):
        subject = TextLine("Onderwerp")

    APP.config["WTF_CSRF_ENABLED"] = True
    try:
        with APP.test_request_context("/", method="POST", data={"subject": "Zorg"}):
            form = Small()
            assert not form.validate()
            sentences = [problem.sentence for problem in form.problems]
    finally:
        APP.config["WTF_CSRF_ENABLED"] = False
    assert sentences == ["Het formulier stond te lang open. Verstuur het nog een keer."]


def test_every_link_of_the_summary_and_every_description_exists() -> None:
    with sent(**dict.fromkeys(GOOD, "\x00")) as form:
        assert not form.validate()
        html = f'<html lang="nl" dir="ltr"><title>x</title><h1>x</h1>{drawn(form)}</html>'
    csrf = '<input type="hidden" name="csrf_token" value="x"></form>'
    page = BeautifulSoup(html.replace("</form>", csrf), "html.parser")
    check_page(page)
    ids = {tag["id"] for tag in page.find_all(id=True)}
    links = [str(link["href"])[1:] for link in page.select(".alert a")]
    assert len(links) == len(form.problems) > 10
    assert ids >= set(links)


def test_what_was_typed_is_kept_and_escaped() -> None:
    with sent(subject='"><script>' + "x" * 50, pupils="twaalf<b>") as form:
        assert not form.validate()
        page = drawn(form)
    assert "<script>" not in page
    assert "&#34;&gt;&lt;script&gt;x" in page
    assert 'value="twaalf&lt;b&gt;"' in page


def test_stored_values_stand_in_the_form_when_it_is_opened() -> None:
    with APP.test_request_context("/"):
        form = EveryField(data={"subject": "Zorg & co", "phone": "+31261234567", "km": 25})
        page = drawn(form)
    assert 'value="Zorg &amp; co"' in page
    assert 'value="026 123 45 67"' in page
    assert 'value="25"' in page
    assert 'role="alert"' not in page


@settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_no_input_breaks_a_form(changes: dict[str, list[str]]) -> None:
    answers = MultiDict(GOOD)
    for name, values in changes.items():
        answers.setlist(name, values)
    with APP.test_request_context("/", method="POST"):
        form = EveryField(formdata=answers)
        is_valid = form.validate()
        assert is_valid == (not form.problems)
        assert all(type(problem.sentence) is str and problem.sentence for problem in form.problems)
        drawn(form).encode()
        if is_valid:
            form.subject.data.encode()
            assert not HURTFUL.search(form.subject.data)
            assert 1 <= form.km.data <= 75
            assert not HURTFUL.search(form.story.data.replace("\n", ""))
