"""One family: answer for it, correct it, renew its link, split it, join it, erase it."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.invitations.conftest import address
from tests.blueprints.invitations.family_pages import family, page_of
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_invitation
from tests.odd_values import KNOWN_TROUBLE
from tests.pages import SignIn, Visitor


def fresh(session: Session) -> Invitation:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Invitation)).one()


@pytest.mark.both_databases
def test_the_reception_answers_for_a_family_that_calls(
    session: Session, school: Visitor, evening: Evening, colleague: Account
) -> None:
    household = family(session, evening)
    invitation = household.invitations[0]
    school.get(address(evening, f"antwoord/{invitation.id}/"))
    school.submit({"people": "2", "interpreter": "Turks", "needs_lift": "ja", "children": ""})
    assert "Opgeslagen: zij komen naar Sami kijken." in school.text
    assert "Ingevuld door Marije Dekker" in school.text
    found = fresh(session)
    assert (found.people, found.answered_by_id) == (2, colleague.id)
    assert session.get_one(InvitationNeeds, found.id).interpreter == "Turks"
    school.get(address(evening, f"antwoord/{found.id}/"))
    school.submit({"people": "0", "interpreter": "Turks"})
    assert fresh(session).people == 0
    assert session.get(InvitationNeeds, found.id) is None


def test_more_people_than_seats_in_the_room_is_said_beside_the_question(
    session: Session, school: Visitor, colleague: Account
) -> None:
    organisation = colleague.organisation
    assert organisation is not None
    small = make_evening(session, organisation, rooms={"A1": 3})
    invitation = make_invitation(session, small)
    session.commit()
    school.get(address(small, f"antwoord/{invitation.id}/"))
    school.submit({"people": "8"}, status=422)
    assert "In dit lokaal zijn maar 3 plaatsen." in school.text
    assert fresh(session).people is None


def test_odd_input_is_refused_or_kept_and_never_breaks_a_page(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    forms = {
        address(evening, f"antwoord/{household.invitations[0].id}/"): (
            "people interpreter needs_lift children children_ages"
        ),
        page_of(evening, household, "gegevens"): "language carers-0-label carers-0-email",
        page_of(evening, household, "splitsen"): "leaving",
        page_of(evening, household, "wissen"): "pupils",
    }
    for url, fields in forms.items():
        school.get(url)
        for value in KNOWN_TROUBLE:
            sent = {"csrf_token": school.token} | dict.fromkeys(fields.split(), value)
            answer = school.client.post(url, data=sent)
            assert answer.status_code in (302, 422), (url, value)


@pytest.mark.both_databases
def test_a_corrected_address_can_make_the_old_link_void_and_asks_for_a_new_mail(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    old = evening_links.token(household.invitations[0])
    school.get(page_of(evening, household, "gegevens"))
    school.submit(
        {
            "language": "pl",
            "carers-0-label": "moeder",
            "carers-0-email": "Nieuw@X.example",
            "renews_links": "ja",
        }
    )
    assert "Stuur nu de uitnodiging naar het nieuwe adres." in school.text
    assert "nieuw@x.example" in school.text
    assert "vader@x.example" not in school.text
    assert "Pools" in school.text
    assert school.client.get(f"/u/{old}").status_code == 404
    assert school.client.get(f"/u/{evening_links.token(fresh(session))}").status_code == 200
    school.post(page_of(evening, household, "mail"))
    assert "De uitnodiging gaat weg." in school.text
    session.rollback()
    assert session.scalars(select(OutboxMail.recipient)).all() == ["nieuw@x.example"]


def test_other_capitals_are_no_new_address(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    household.record_invited(NOW)
    session.commit()
    school.get(page_of(evening, household, "gegevens"))
    sent = {"carers-0-email": "Moeder@X.example", "carers-1-email": "VADER@x.example"}
    school.submit({"language": "nl"} | sent)
    assert "mail van di 10 nov" in school.text
    assert "moeder@x.example" in school.text


def test_what_a_carer_is_can_be_chosen_and_holds_no_name(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, "gegevens"))
    sent = {"language": "nl", "carers-0-email": "moeder@x.example"}
    for name in ("Fatima Bouazza", "06 12345678", "f@x.example"):
        school.submit(sent | {"carers-0-label": name}, status=422)
        assert "Kies een van de antwoorden uit de lijst." in school.text
    school.submit(sent | {"carers-0-label": "oma"})
    assert "Oma moeder@x.example" in school.text


def test_one_address_twice_is_refused(session: Session, school: Visitor, evening: Evening) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, "gegevens"))
    sent = {"language": "nl", "carers-0-email": "a@x.example", "carers-1-email": "a@x.example"}
    school.submit(sent, status=422)
    assert "Dit e-mailadres staat er twee keer." in school.text


def test_a_wrong_an_old_and_a_revoked_link_get_the_same_answer(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    first = evening_links.token(household.invitations[0])
    school.get(page_of(evening, household, "link"))
    pressed = {"link": str(school.page.select("main button[name=link]")[0]["value"])}
    school.post(page_of(evening, household, "link/nieuw"), pressed)
    second = evening_links.token(fresh(session))
    school.get(page_of(evening, household, "link"))
    school.post(page_of(evening, household, "link/intrekken"))
    assert "De link en de code van dit gezin werken niet meer." in school.text
    wrong = school.client.get("/u/" + "a" * 22)
    school.post(page_of(evening, household, "link/nieuw"), pressed)
    assert "Het gezin heeft al een nieuwe link." in school.text
    assert evening_links.token(fresh(session)) == second
    for token in (first, second):
        answer = school.client.get(f"/u/{token}")
        assert (answer.status_code, answer.text) == (404, wrong.text)


def test_a_family_sees_all_that_is_stored_on_paper_and_in_a_file(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, "inzage"))
    for words in ("moeder@x.example", "Een brug van papier", "3A", "Er zijn geen mails bewaard."):
        assert words in school.text
    answer = school.client.get(page_of(evening, household, "inzage.json"))
    assert json.loads(answer.text)["carers"][0]["email"] == "moeder@x.example"
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.both_databases
def test_erasing_takes_two_steps(session: Session, school: Visitor, evening: Evening) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, "wissen"))
    school.submit(status=422)
    assert "Zet een vinkje als u het gezin wilt wissen." in school.text
    school.submit({"is_sure": "ja"})
    assert "Het gezin is gewist." in school.text
    school.post(page_of(evening, household, "wissen"), {"is_sure": "ja"})
    assert "Het is al gewist, of samengevoegd." in school.text
    school.get(page_of(evening, household), status=404)
    session.rollback()
    assert session.scalars(select(Household)).all() == []


def test_another_school_reaches_no_family(
    session: Session, evening: Evening, sign_in: SignIn
) -> None:
    household = family(session, evening)
    other = make_evening(session)
    session.commit()
    visitor = sign_in(other.contact)
    for rest in ("", "gegevens", "link", "splitsen", "samenvoegen", "inzage", "wissen"):
        visitor.get(page_of(evening, household, rest), status=404)
        visitor.get(page_of(other, household, rest), status=404)
