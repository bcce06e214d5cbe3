"""The pages that a mail opens, on a computer where somebody is signed in already."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import Side
from tests.factories import make_account, make_organisation
from tests.factories_talks import make_talk
from tests.pages import SignIn, Visitor


@pytest.mark.parametrize("page", ["", "/klaar"])
def test_the_way_to_the_talk_stands_there_only_for_who_can_go_it(
    session: Session, visitor: Visitor, sign_in: SignIn, page: str
) -> None:
    talk = make_talk(session)
    speaker = talk.contact_at(Side.PARTNER)
    speaker.name = "Hassan Amrani"
    colleague = sign_in(make_account(session, talk.partner, email="collega@example.nl"))
    school = sign_in(talk.contact_at(Side.SCHOOL))
    stranger = sign_in(make_account(session, make_organisation(session), name="Tineke Bos"))
    address = f"/afspraken/{talk.id}"
    path = (
        answer_link(talk, speaker, Side.PARTNER, "accept").removeprefix("http://localhost") + page
    )
    session.commit()
    for who in (visitor, colleague, school):
        assert who.get(path).find("a", href=address)
    assert not stranger.get(path).find("a", href=address)
    assert "Tineke Bos. Log in als Hassan Amrani" in stranger.text
