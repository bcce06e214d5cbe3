"""Which telephone number stands in the confirmation of a talk."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from tests.factories import NOW
from tests.factories_mail import make_talk, post_about


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("own", "expected"), [("+31612345678", "06 12 34 56 78"), ("", "0591 12 34 56")]
)
def test_the_other_side_reads_a_persons_own_number_or_else_that_of_the_organisation(
    session: Session, side: Side, own: str, expected: str
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.organisation_at(side.other).phone = "+31591123456"
    talk.contact_at(side.other).phone = own
    letter = post_about(session, MailKind.TALK_PLANNED, talk, side)
    session.flush()
    composed = compose(session, letter, now=NOW)
    assert composed is not None
    assert expected in composed.text
