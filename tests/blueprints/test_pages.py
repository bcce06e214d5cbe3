"""The public pages say what is so: the example is in the real order, and somebody can be asked."""

import pytest
from flask import Flask

from partnerlink.app import create_app
from partnerlink.blueprints.pages.example import SPEAKERS
from partnerlink.domain.matching import NEAR_METRES, Reason, ReasonKind, Tier, rank_key
from partnerlink.match_words import reason_words
from tests.app_fixtures import settings_for
from tests.pages import Visitor


def test_the_example_stands_in_the_order_of_the_real_list() -> None:
    keys = [
        rank_key(
            tier=Tier(speaker.tier),
            metres=round(speaker.kilometres * 1000),
            pressure=0.0,
            number=number,
        )
        for number, speaker in enumerate(SPEAKERS)
    ]
    assert keys == sorted(keys)
    assert [speaker.kilometres for speaker in SPEAKERS] == sorted(
        speaker.kilometres for speaker in SPEAKERS
    )


def test_the_example_gives_only_reasons_that_the_real_list_gives(app: Flask) -> None:
    with app.test_request_context():
        near, seldom = (
            reason_words([Reason(kind)], leerjaren=())[0]
            for kind in (ReasonKind.NEAR, ReasonKind.SELDOM_ASKED)
        )
        said = {speaker.who: [str(reason) for reason in speaker.reasons] for speaker in SPEAKERS}
    for speaker in SPEAKERS:
        assert (near in said[speaker.who]) is (speaker.kilometres * 1000 <= NEAR_METRES)
    assert seldom in said["Bakkerij Het Zand"]


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", "/colofon"])
@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"contact": "hulp@partnerlink.example"}, "hulp@partnerlink.example"),
        ({"mail_from": "PartnerLink <post@partnerlink.example>"}, "post@partnerlink.example"),
    ],
)
def test_who_is_not_signed_in_reads_whom_to_ask(
    database_url: str, path: str, settings: dict[str, str], address: str
) -> None:
    visitor = Visitor(create_app(settings_for(database_url, **settings)).test_client())
    visitor.get(path)
    assert f"U kunt ons mailen: {address}" in visitor.text
    assert "Uw regiocoördinator" not in visitor.text
