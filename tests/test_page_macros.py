"""The parts of pages: what they draw, and that what strangers wrote stays words."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from flask import render_template_string

from tests.form_fields.every_field import APP

HURT = "<script>alert(1)</script>"
IMPORTS = (
    '{% import "macros/page.html" as page %}{% import "macros/lists.html" as lists %}'
    '{% import "macros/forms.html" as forms %}'
)


def draw(template: str, **values: object) -> BeautifulSoup:
    with APP.test_request_context("/"):
        html = render_template_string(IMPORTS + template, hurt=HURT, **values)
    return BeautifulSoup(html, "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


@pytest.mark.parametrize(
    "call",
    [
        "page.heading(hurt, hurt, hurt)",
        "page.back('/', hurt)",
        "page.breadcrumbs([(hurt, '/')])",
        "page.notice(hurt, 'bad', hurt)",
        "page.flashes([('good', hurt)])",
        "page.link(hurt, '/', 'map')",
        "page.button_link(hurt, '/', about=hurt)",
        "page.confirm(hurt, about=hurt, back_url='/')",
        "page.badge(hurt, 'wait')",
        "page.summary([(hurt, hurt, (hurt, '/'))])",
        "page.facts([('map', hurt, hurt, hurt)])",
        "page.tabs([{'label': hurt, 'url': '/', 'is_current': true, 'count': 3}], hurt)",
        "page.timeline([{'title': hurt, 'state': 'now', 'when': hurt, 'note': hurt}], hurt)",
        "page.empty(hurt, (hurt, '/'))",
        "page.todo(hurt, '/', hurt)",
        "page.figure(hurt, hurt)",
        "page.mail_preview(hurt, hurt, hurt, hurt, hurt, '/')",
        "page.progress(1, 2, hurt)",
        "lists.match_card(1, hurt, '/', hurt, hurt, hurt, 3, [hurt], 4.8, (hurt, '/'))",
        "lists.record(hurt, '/', [hurt, ('map', hurt)], note=hurt)",
        "lists.filter_chips([(hurt, '/')])",
        "lists.map_key(hurt)",
    ],
)
def test_what_a_stranger_wrote_stays_words(call: str) -> None:
    page = draw("{{ " + call + " }}")
    assert page.find("script") is None
    assert HURT in page.get_text()


def test_a_match_card_says_what_the_list_shows() -> None:
    page = draw(
        "{{ lists.match_card(2, 'Zo bouw je een huis', '/aanbod/7', 'Bouwbedrijf', 'Velp',"
        " 'dinsdag', 2, ['Techniek', 'vmbo 3'], 4.84, ('Vraag aan', '/vraag/7')) }}"
    )
    card = page.select_one("li#m2.match.f2")
    assert card is not None
    assert words(page).startswith("2 Zo bouw je een huis Bouwbedrijf, Velp dinsdag Past goed")
    assert "4,8 km" in words(page)
    assert words(page).endswith("Vraag aan : Zo bouw je een huis")


def test_a_distance_that_is_not_known_exactly_says_so() -> None:
    call = "{{ lists.match_card(1, 'x', '/', 'y', '', '', 1, [], km, is_about=true) }}"
    assert "ongeveer ± 12 km" in words(draw(call, km=12.04))
    assert words(draw(call, km=None)).endswith("online")


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 3, "Bladzijde 1 Bladzijde 2 Bladzijde 3 Volgende"),
        (5, 9, "Vorige Bladzijde 1 … Bladzijde 4 Bladzijde 5 Bladzijde 6 … Bladzijde 9 Volgende"),
        (9, 9, "Vorige Bladzijde 1 … Bladzijde 8 Bladzijde 9"),
        (1, 1, ""),
    ],
)
def test_pagination_shows_the_ends_and_the_neighbours(number: int, pages: int, shown: str) -> None:
    of = SimpleNamespace(
        number=number,
        pages=pages,
        has_prev=number > 1,
        has_next=number < pages,
        url=lambda n: f"?bladzijde={n}",
    )
    assert words(draw("{{ page.pagination(of) }}", of=of)) == shown


def test_a_confirmation_is_a_form_of_one_button_with_a_token() -> None:
    page = draw("{% call page.confirm('Ja, zeg af', '/af', 'danger') %}<p>Zeker?</p>{% endcall %}")
    form = page.find("form", method="post", action="/af")
    assert form is not None
    assert len(page.find_all("button")) == 1
    assert page.select_one("input[name=csrf_token]") is not None
    assert "Zeker?" in words(page)


def test_an_empty_answer_is_left_out_of_a_summary_but_a_nought_is_not() -> None:
    page = draw("{{ page.summary([('Groepen', 0), ('Leeg', ''), ('Niets', none)]) }}")
    assert words(page) == "Groepen 0"


def test_what_a_heading_says_comes_before_what_you_can_do() -> None:
    page = draw("{% call page.heading('Vakanties', 'Dan is er geen les.') %}Nieuw{% endcall %}")
    assert words(page) == "Vakanties Dan is er geen les. Nieuw"


@pytest.mark.parametrize(
    "template",
    [
        "{% call page.heading('Collega’s') %} {% endcall %}",
        "{% call lists.record('Anna') %} {% endcall %}",
        "{{ lists.record('Anna') }}",
    ],
)
def test_nothing_is_drawn_around_buttons_that_are_not_there(template: str) -> None:
    assert draw(template).select(".bar, .side") == []


def test_a_match_without_a_page_of_its_own_has_no_link() -> None:
    page = draw("{{ lists.match_card(1, 'Brood', '', 'Bakkerij', '', '', 3, [], 8.0) }}")
    assert page.find("a") is None
    assert "Brood" in words(page)


def test_a_postcode_stays_on_one_line_wherever_an_address_stands() -> None:
    page = draw(
        "{{ page.summary([('Adres', at)]) }}{{ page.facts([('map', 'Waar', at, at)]) }}"
        "{{ lists.record('x', meta=[at, ('map-pin', at)]) }}",
        at="Laan 4, 7824 BC Emmen",
    )
    assert page.get_text().count("7824\u00a0BC Emmen") == 5


def test_a_mail_shows_its_links_and_its_lines() -> None:
    page = draw("{{ page.mail_preview('Les', 'a', 'b', 'c', text) }}", text="Dag\nhttps://x.nl/a")
    link = page.select_one("pre a")
    assert link is not None
    assert link["href"] == "https://x.nl/a"


def test_a_table_scrolls_by_itself_and_can_be_reached_by_keyboard() -> None:
    page = draw(
        "{% call page.table('Per jaar', ['Jaar', ('Lessen', 'number')]) %}<tr></tr>{% endcall %}"
    )
    region = page.select_one("[role=region]")
    assert region is not None
    assert (region["tabindex"], region["aria-label"]) == ("0", "Per jaar")
    assert [head["scope"] for head in page.find_all("th")] == ["col", "col"]
