"""The pages of the ranked lists, as a school and as a partner read them."""

import gzip
from itertools import cycle

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import (
    Sector,
    Slot,
)
from partnerlink.models.account import Account
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import nearest
from partnerlink.services.radius_hints import RadiusHints
from tests.factories import (
    make_offer,
    make_request,
)
from tests.matching_cast import ask, contact_of, open_offer
from tests.pages import SignIn, statements

MOST_BYTES = 20 * 1024
MOST_STATEMENTS = 12
SUBJECTS = (
    "Zo bouw je een huis zonder aardgas",
    "Een dag in het ziekenhuis",
    "Van deeg tot brood: werken als bakker",
    "Programmeren kun je leren",
    "Wat doet een logistiek planner?",
)


@pytest.fixture(autouse=True)
def forget_the_radius(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the number of statements of a search not depend on the tests before."""
    monkeypatch.setattr(nearest, "hints", RadiusHints())


def add_offers(session: Session, count: int) -> None:
    for place_, subject in zip(range(count), cycle(SUBJECTS), strict=False):
        open_offer(
            session,
            north=400 + place_ * 731 % 9_000,
            subject=f"{subject} ({place_})",
            sectors=frozenset({Sector.HORECA, Sector.TECHNIEK}),
            slots=frozenset(list(Slot)[place_ % 5 : 9]),
        )


def test_a_school_reads_who_can_come_and_why(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    session.commit()
    page = sign_in(teacher).get(f"/aanvragen/{asked.id}/sprekers")
    card = page.select_one("#m1")
    assert card is not None
    text = " ".join(card.get_text(" ").split())
    for words in (
        "Van deeg tot brood",
        "Bakkerij De Molen, Emmen",
        "Past heel goed",
        "Horeca en voeding",
        "vmbo basis en vmbo kader 3",
        "kan op 3 momenten in de week",
        "dichtbij",
        "dit schooljaar nog niet gevraagd",
        "2 km",
    ):
        assert words in text
    assert "hemelsbreed" in page.get_text()
    assert "100 gastlessen die kunnen" in page.get_text()
    button = card.select_one("a.btn")
    assert button is not None
    assert button["href"] == f"/afspraken/nieuw/{asked.id}/{offer.id}"
    dot = page.select_one("svg.map a.dot")
    assert dot is not None
    assert dot["href"] == "#m1"


def test_a_talk_that_is_there_already_stands_in_place_of_the_button(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    talk = ask(session, asked, offer)
    session.commit()
    page = sign_in(teacher).get(f"/aanvragen/{asked.id}/sprekers")
    assert page.select_one("#m1 a.btn") is None
    link = page.select_one(f"#m1 a[href='/afspraken/{talk.id}']")
    assert link is not None
    assert "Wacht op de spreker" in link.get_text()


def test_twenty_matches_with_their_map_are_small_and_take_few_statements(
    app: Flask, session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    add_offers(session, 24)
    session.commit()
    visitor, url = sign_in(teacher), f"/aanvragen/{asked.id}/sprekers"
    with statements(app) as sent:
        answer = visitor.client.get(url)
    assert answer.text.count('class="card match') == 20
    assert "svg" in answer.text
    assert len(gzip.compress(answer.data)) <= MOST_BYTES
    assert len(sent) <= MOST_STATEMENTS, sent


def test_the_statements_do_not_grow_with_the_list(
    app: Flask, session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    counts = []
    for more in (3, 30):
        add_offers(session, more)
        session.commit()
        for url in (f"/aanvragen/{asked.id}/sprekers", "/gastlessen"):
            visitor = sign_in(teacher)
            visitor.get(url)
            with statements(app) as sent:
                visitor.get(url)
            counts.append(len(sent))
    # The radius may grow in a step or two more; thirty offers more are no thirty statements.
    for few, many in zip(counts[:2], counts[2:], strict=True):
        assert many <= few + 2


def test_the_numbers_go_on_at_the_second_page(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    add_offers(session, 24)
    session.commit()
    visitor = sign_in(teacher)
    page = visitor.get(f"/aanvragen/{asked.id}/sprekers?bladzijde=2")
    cards = page.select("li.match")
    assert [card["id"] for card in cards] == ["m21", "m22", "m23", "m24"]
    assert page.select_one("ol[start='21']") is not None
    visitor.get(f"/aanvragen/{asked.id}/sprekers?bladzijde=99999999999")
    assert visitor.url.endswith("bladzijde=2")


def test_a_request_of_another_school_is_not_there(
    session: Session, sign_in: SignIn, teacher: Account
) -> None:
    foreign = make_request(session)
    session.commit()
    sign_in(teacher).get(f"/aanvragen/{foreign.id}/sprekers", status=404)


def test_a_paused_request_shows_its_list_without_buttons(
    session: Session, sign_in: SignIn, teacher: Account, asked: TalkRequest
) -> None:
    open_offer(session)
    asked.pause()
    session.commit()
    page = sign_in(teacher).get(f"/aanvragen/{asked.id}/sprekers")
    assert page.select_one("#m1") is not None
    assert page.select_one("#m1 a.btn") is None
    assert "staat niet open" in page.get_text()


def test_a_partner_reads_which_schools_look_for_this(
    session: Session, sign_in: SignIn, asked: TalkRequest
) -> None:
    offer = open_offer(session)
    session.commit()
    visitor = sign_in(contact_of(session, offer))
    page = visitor.get(f"/aanbod/{offer.id}/aanvragen")
    assert "Veencollege" in visitor.text
    assert "deze school had dit schooljaar nog geen gastles" in visitor.text
    button = page.select_one("#m1 a.btn")
    assert button is not None
    assert button["href"] == f"/afspraken/nieuw/{asked.id}/{offer.id}"
    other = make_offer(session)
    session.commit()
    visitor.get(f"/aanbod/{other.id}/aanvragen", status=404)
