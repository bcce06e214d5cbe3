"""The pages about colleagues: who they are, inviting them, and who manages."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.talk import Side
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.organisations.cast import add_colleague
from tests.factories import make_account, make_organisation, make_question, make_request
from tests.pages import SignIn


def test_a_manager_invites_and_the_answer_tells_nothing(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    stranger = make_account(session, make_organisation(session, OrganisationKind.MBO))
    session.commit()
    visitor, pages = sign_in(anna), []
    for email in ("nieuw@example.nl", stranger.email):
        visitor.get("/organisatie/collegas/uitnodigen")
        visitor.submit({"name": "Bram Bos", "email": email})
        pages.append(visitor.text.replace(email, "ADRES"))
        visitor.post("/organisatie/collegas/uitnodigen/opnieuw", {"email": email})
        visitor.post("/organisatie/collegas/uitnodigen/intrekken", {"email": email})
        assert email not in visitor.text
    assert "We sturen een mail naar ADRES." in pages[0]
    assert pages[0] == pages[1]


def test_a_colleague_who_is_here_already_is_told_beside_the_address(
    anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/collegas/uitnodigen")
    visitor.submit({"name": "Anna", "email": anna.email}, status=422)
    assert "Deze collega staat al in uw lijst." in visitor.text


def test_a_manager_makes_another_and_lays_it_down(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    bram = add_colleague(session, anna, role=Role.MEMBER)
    visitor = sign_in(anna)
    visitor.get("/organisatie/collegas/")
    visitor.post(f"/organisatie/collegas/{anna.id}/geen-beheerder", status=409)
    assert "Er moet altijd één beheerder zijn." in visitor.text
    visitor.get("/organisatie/collegas/")
    visitor.post(f"/organisatie/collegas/{bram.id}/beheerder")
    visitor.post(f"/organisatie/collegas/{anna.id}/geen-beheerder")
    session.expire_all()
    assert (anna.role, bram.role) == (Role.MEMBER, Role.MANAGER)
    visitor.get("/organisatie/wijzigen", status=404)


def test_the_only_manager_is_not_offered_to_lay_it_down(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    add_colleague(session, anna, role=Role.MEMBER)
    visitor = sign_in(anna)
    visitor.get("/organisatie/collegas/")
    assert "Geen beheerder meer" not in visitor.text
    add_colleague(session, anna, role=Role.MANAGER)
    visitor.get("/organisatie/collegas/")
    assert visitor.text.count("Geen beheerder meer") == 2


@pytest.mark.parametrize(
    ("page", "left"), [("overdragen", {Role.MEMBER}), ("uitschakelen", {Role.MANAGER})]
)
def test_a_page_asks_first(
    session: Session, anna: Account, sign_in: SignIn, page: str, left: set[Role]
) -> None:
    bram = add_colleague(session, anna, role=Role.MEMBER)
    visitor = sign_in(anna)
    visitor.get(f"/organisatie/collegas/{bram.id}/{page}")
    session.expire_all()
    assert (anna.role, bram.is_enabled) == (Role.MANAGER, True)
    session.commit()
    visitor.submit({"successor": str(anna.id)} if page == "uitschakelen" else {})
    session.expire_all()
    assert {anna.role} == left
    sign_in(anna).get(f"/organisatie/collegas/{anna.id}/{page}", status=404)


def test_a_manager_of_elsewhere_does_not_find_the_colleague(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    other = make_account(session, make_organisation(session, OrganisationKind.MBO))
    session.commit()
    visitor = sign_in(other)
    for page in ("overdragen", "uitschakelen"):
        visitor.get(f"/organisatie/collegas/{anna.id}/{page}", status=404)
    visitor.get("/organisatie/collegas/")
    for page in ("beheerder", "geen-beheerder", "overdragen", "uitschakelen"):
        visitor.get("/organisatie/collegas/uitnodigen")
        visitor.post(f"/organisatie/collegas/{anna.id}/{page}", status=404)
    visitor.get("/organisatie/vakanties/", status=404)


def test_another_colleague_can_take_over_and_is_written_to(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    leaver = add_colleague(session, anna, role=Role.MEMBER, name="Bram Bos")
    heir = add_colleague(session, anna, role=Role.MEMBER, name="Carla de Wit")
    request = make_request(session, anna.organisation, contact=leaver)
    make_question(session, request, first_step=Side.PARTNER)
    session.commit()
    visitor = sign_in(anna)
    page = visitor.get(f"/organisatie/collegas/{leaver.id}/uitschakelen")
    chosen = page.select_one("input[name=successor]:checked")
    assert chosen is not None
    assert chosen["value"] == str(anna.id)
    visitor.submit({"successor": str(leaver.id)}, status=422)
    visitor.submit({"successor": str(heir.id)})
    assert "Carla de Wit neemt het over." in visitor.text
    session.refresh(request)
    assert request.contact_id == heir.id
    letter = session.scalars(select(OutboxMail)).one()
    assert (letter.kind, letter.recipient) == (MailKind.TALK_APPLIED, heir.email)
