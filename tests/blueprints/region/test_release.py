"""A coordinator takes the number away from whoever is not of that school."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import TalkState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from tests.factories_talks import make_talk
from tests.pages import SignIn

GROUND = {"ground": "De school kent deze persoon niet."}


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_sign_up_of_somebody_else_goes_and_the_number_is_free(
    session: Session,
    coordinator: Account,
    waiting: Organisation,
    sign_in: SignIn,
    is_refused: bool,
) -> None:
    if is_refused:
        waiting.refuse()
        session.commit()
    someone, number = sign_in(coordinator), waiting.id
    page = someone.get(f"/regio/organisaties/{number}")
    link = page.find("a", string=lambda text: bool(text and "niet van deze school" in text))
    someone.get(str(link["href"]))  # type: ignore[index]
    someone.submit({}, status=422)
    someone.submit(GROUND)
    assert someone.url == "/regio/organisaties"
    assert "is weer vrij" in someone.text
    session.rollback()
    session.expunge_all()
    assert session.get(Organisation, number) is None
    told = session.execute(select(OutboxMail.kind, OutboxMail.recipient)).all()
    assert {kind for kind, _recipient in told} == {MailKind.ORGANISATION_LOST}
    assert {recipient for _kind, recipient in told} == {
        "anna@veencollege.nl",
        "bram@gmail.com",
        "cor@anders.nl",
    }
    someone.get(f"/regio/organisaties/{number}", status=404)


def test_what_others_shared_with_it_stays_and_it_cannot_be_let_in_again(
    session: Session, coordinator: Account, sign_in: SignIn
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    school = talk.school
    school.code = "00AB00"
    session.commit()
    someone = sign_in(coordinator)
    someone.get(f"/regio/organisaties/{school.id}/nummer-vrij")
    someone.submit(GROUND)
    assert someone.url == f"/regio/organisaties/{school.id}"
    assert GROUND["ground"] in someone.text
    assert "Laat toe" not in someone.text
    assert "niet van deze school" not in someone.text
    someone.get(f"/regio/organisaties/{school.id}/nummer-vrij", status=404)
    session.refresh(talk)
    assert talk.state is TalkState.CANCELLED
