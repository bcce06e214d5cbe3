"""A speaker may have several talks on offer, so every letter about one says which."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk import AskedAs, Side, TalkState
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from tests.factories import NOW
from tests.factories_mail import make_talk, post_about

SUBJECT = "Van deeg tot brood om vijf uur"
ONLY, SCHOOL, SPEAKER = AskedAs.SPEAKER, (Side.SCHOOL,), (Side.PARTNER,)
LETTERS = [
    (MailKind.TALK_INVITED, TalkState.INVITED, ONLY, SPEAKER),
    (MailKind.TALK_APPLIED, TalkState.APPLIED, ONLY, SCHOOL),
    (MailKind.TALK_REMINDER, TalkState.INVITED, ONLY, SPEAKER),
    (MailKind.TALK_REMINDER, TalkState.APPLIED, ONLY, SCHOOL),
    (MailKind.TALK_RESERVE_WANTED, TalkState.INVITED, AskedAs.RESERVE, SPEAKER),
    (MailKind.TALK_RESERVE_ASKED, TalkState.INVITED, AskedAs.STAND_IN, SPEAKER),
    (MailKind.TALK_IN_RESERVE, TalkState.RESERVE, ONLY, tuple(Side)),
    (MailKind.TALK_PLANNED, TalkState.PLANNED, ONLY, tuple(Side)),
    (MailKind.TALK_RECONFIRM, TalkState.PLANNED, ONLY, tuple(Side)),
    (MailKind.TALK_CANCELLED, TalkState.CANCELLED, ONLY, tuple(Side)),
    (MailKind.TALK_WITHDRAWN, TalkState.WITHDRAWN, ONLY, tuple(Side)),
]


@pytest.mark.parametrize(
    ("kind", "state", "asked_as", "side"),
    [(*letter, side) for *letter, sides in LETTERS for side in sides],
)
def test_a_letter_names_the_offer_it_is_about(
    session: Session, kind: MailKind, state: TalkState, asked_as: AskedAs, side: Side
) -> None:
    talk = make_talk(session, state)
    talk.asked_as, talk.offer.subject = asked_as, SUBJECT
    composed = compose(session, post_about(session, kind, talk, side), now=NOW)
    assert composed is not None
    term = "Aanbod" if side is Side.SCHOOL else "Uw aanbod"
    assert f"{term}: {SUBJECT}" in " ".join(composed.text.split())
