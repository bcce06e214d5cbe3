"""What somebody types wrong in a step: a sentence beside the field, and nothing stored."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from tests.factories_talks import (
    make_talk,
    state_of,
)
from tests.pages import SignIn

BAD_INPUT = [
    ("aannemen", TalkState.INVITED, {}, "Kies een datum."),
    ("aannemen", TalkState.INVITED, {"date": "2031-02-31-morning"}, "uit de lijst"),
    ("afwijzen", TalkState.INVITED, {"reason": "x" * 501}, "hoogstens 500"),
    ("afwijzen", TalkState.INVITED, {"reason": "een \x00 nul"}, "een teken"),
    ("afzeggen", TalkState.PLANNED, {"reason": " \u200b "}, "waarom"),
    ("tijd", TalkState.PLANNED, {"begin": "25:00", "end": "10:00"}, "zoals 13:30"),
    ("tijd", TalkState.PLANNED, {"begin": "10:00", "end": "10:00"}, "na het begin"),
    ("tijd", TalkState.PLANNED, {"begin": "11:59", "end": "13:01"}, "tot en met 13:00"),
    ("vog", TalkState.PLANNED, {"seen_by": "", "seen_on": "2026-02-31"}, "Vul de naam in"),
    ("vog", TalkState.PLANNED, {"seen_by": "Jan", "seen_on": "2026-11-11"}, "tot en met"),
    ("gegeven", TalkState.PLANNED, {}, "Vul in hoeveel leerlingen erbij waren."),
    (
        "gegeven",
        TalkState.PLANNED,
        {"groups-0-leerjaar": "7", "groups-0-pupils": "-1"},
        "uit de lijst",
    ),
    (
        "gegeven",
        TalkState.PLANNED,
        {
            f"groups-{row}-{name}": value
            for row in (0, 1)
            for name, value in (("leerjaar", "3"), ("level", "vmbo_kb"), ("pupils", "12"))
        },
        "staan er al",
    ),
    (
        "gegeven",
        TalkState.PLANNED,
        {"groups-0-leerjaar": "6", "groups-0-level": "vmbo_bb", "groups-0-pupils": "24"},
        "Leerjaar 6 bestaat niet bij vmbo basis.",
    ),
    ("afzeggen", TalkState.PLANNED, {"reason": "Toetsweek."}, "nog een spreker zoekt"),
    ("terugblik", TalkState.HELD, {"rating": "5", "again": "misschien"}, "uit de lijst"),
]


@pytest.mark.parametrize(("word", "state", "sent", "sentence"), BAD_INPUT)
def test_bad_input_is_answered_beside_the_field_and_changes_nothing(
    session: Session,
    sign_in: SignIn,
    word: str,
    state: TalkState,
    sent: dict[str, str],
    sentence: str,
) -> None:
    talk = make_talk(session, state)
    side = Side.PARTNER if state is TalkState.INVITED else Side.SCHOOL
    number, person = talk.id, talk.contact_at(side)
    visitor = sign_in(person)
    session.commit()
    visitor.get(f"/afspraken/{number}/{word}")
    visitor.submit(sent, status=422)
    assert sentence in visitor.text
    assert state_of(session, number) is state


def test_what_was_typed_stays_when_something_else_is_wrong(
    session: Session, sign_in: SignIn
) -> None:
    talk = make_talk(session, TalkState.HELD)
    number, person = talk.id, talk.contact_at(Side.SCHOOL)
    visitor = sign_in(person)
    session.commit()
    visitor.get(f"/afspraken/{number}/terugblik")
    page = visitor.submit({"remark": "<b>Mooi</b> & lekker", "rating": "3"}, status=422)
    assert "<b>Mooi</b> & lekker" in page.get_text()
    assert page.select_one("input[name=rating][value='3'][checked]")
