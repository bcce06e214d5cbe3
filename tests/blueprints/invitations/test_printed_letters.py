"""What a school says of its printer: who has a letter on paper, and who stands out without one."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from tests.blueprints.invitations.conftest import address
from tests.factories import NOW
from tests.factories_evenings import DAY, make_household, make_pupil
from tests.pages import Visitor

NOT_YET = "brieven/afdrukken?wie=nog-niet"


def by_letter(session: Session, evening: Evening, *names: str) -> list[Household]:
    """Make families that mail does not reach."""
    made = [
        make_household(
            session, evening, make_pupil(session, evening, first_name=name), emails=(None,)
        )
        for name in names
    ]
    session.commit()
    return made


def press(school: Visitor) -> None:
    """Say that the letters of this page are printed."""
    button = school.page.select_one("main button[name=tot]")
    assert button is not None
    form = button.find_parent("form")
    assert form is not None
    school.post(str(form["action"]), {"tot": str(button["value"])})


def printed(session: Session) -> list[bool]:
    session.rollback()
    session.expire_all()
    chosen = select(Household.letter_printed_at).order_by(Household.id)
    return [moment is not None for moment in session.scalars(chosen)]


@pytest.mark.both_databases
def test_who_has_a_letter_is_shown_and_who_came_later_stands_out(
    session: Session, school: Visitor, evening: Evening
) -> None:
    by_letter(session, evening, "Ada", "Bram")
    school.get(address(evening))
    assert "2 gezinnen hebben geen e-mailadres en nog geen brief." in school.text
    school.get(address(evening, "brieven/afdrukken?wie=zonder-mail"))
    press(school)
    assert "Opgeslagen: 2 brieven zijn geprint." in school.text
    assert "geprint op di 10 nov" in school.text
    by_letter(session, evening, "Cem")
    school.get(address(evening))
    assert school.text.count("brief geprint op di 10 nov") == 2
    assert "1 gezin heeft geen e-mailadres en nog geen brief." in school.text
    school.get(address(evening, NOT_YET))
    assert [one.get_text() for one in school.page.select("main h1")] == ["1 brief"]
    press(school)
    assert printed(session) == [True] * 3


def test_who_came_while_the_page_was_open_has_no_letter(
    session: Session, school: Visitor, evening: Evening
) -> None:
    by_letter(session, evening, "Ada")
    school.get(address(evening, "brieven/afdrukken?klas=3A"))
    by_letter(session, evening, "Bram")
    press(school)
    assert printed(session) == [True, False]


def test_a_class_that_was_printed_keeps_its_mark_when_a_pupil_changes_class(
    session: Session, school: Visitor, evening: Evening
) -> None:
    (household,) = by_letter(session, evening, "Ada")
    school.get(address(evening, "brieven/afdrukken?klas=3A"))
    press(school)
    session.get_one(Household, household.id)
    household.invitations[0].pupil.class_name = "3B"
    session.commit()
    school.get(address(evening, "brieven/"))
    assert "Klas 3B 1 brief geprint op di 10 nov" in school.text


def test_a_new_link_makes_the_letter_on_paper_void(
    session: Session, school: Visitor, evening: Evening
) -> None:
    (household,) = by_letter(session, evening, "Ada")
    school.get(address(evening, f"brieven/afdrukken?gezin={household.id}"))
    press(school)
    assert printed(session) == [True]
    family = address(evening, f"gezin/{household.id}/")
    school.get(f"{family}link")
    mark = school.page.select("main button[name=link]")[0]["value"]
    school.post(f"{family}link/nieuw", {"link": str(mark)})
    assert printed(session) == [False]


def test_an_evening_with_only_letters_goes_on_when_they_are_printed(
    session: Session, school: Visitor, evening: Evening
) -> None:
    by_letter(session, evening, "Ada")
    home = f"/presentatieavonden/{evening.id}"
    school.get(home)
    assert "1 gezin krijgt een brief." in school.text
    school.get(address(evening, "brieven/afdrukken"))
    press(school)
    school.get(home)
    assert "Nodig de gezinnen uit" not in school.text


@pytest.mark.parametrize("state", [EveningState.CANCELLED, EveningState.OPEN])
def test_for_an_evening_that_is_off_or_over_no_letter_is_printed(
    session: Session,
    school: Visitor,
    evening: Evening,
    state: EveningState,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_letter(session, evening, "Ada")
    evening.state = state
    session.commit()
    if state is EveningState.OPEN:
        after = NOW.replace(month=DAY.month, day=DAY.day) + timedelta(days=1)
        monkeypatch.setattr(clock, "now", lambda: after)
    school.get(address(evening, "brieven/afdrukken"), status=409)
    assert "Een uitnodiging heeft geen zin meer." in school.text
    assert not school.page.select("article.letter")
    school.get(address(evening, "brieven/"))
    school.post(address(evening, "brieven/geprint"), {"tot": "999"})
    assert printed(session) == [False]
    school.get(address(evening))
    links = [link.get_text(strip=True) for link in school.page.select("main a.btn")]
    assert "Verstuur" not in links
    assert "Brieven" not in links
    school.get(address(evening, "gezin/1/"))
    assert "Druk de brief af" not in school.text


def test_odd_choices_in_the_address_break_no_page(
    session: Session, school: Visitor, evening: Evening
) -> None:
    by_letter(session, evening, "Ada")
    for query in ("?number=2&_anchor=x&wie=x", "?klas=%00", "?_external=1"):
        school.get(address(evening, f"brieven/afdrukken{query}"))
    school.post(address(evening, "brieven/geprint?wie=x"), {"tot": "x"})
    assert "Dit was al opgeslagen." in school.text
