"""After the evening a household hears of it once: with thanks, or with a gentle note."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.kinds import MailKind
from tests.factories_evening_mail import letters
from tests.factories_evenings import DAY, make_evening
from tests.factories_families import before, family
from tests.ticking import on, ticked

ONE = timedelta(days=1)
THANKS, MISSED = MailKind.EVENING_THANKS, MailKind.EVENING_MISSED


@pytest.mark.both_databases
def test_the_day_after_who_came_is_thanked_and_who_could_not_gets_a_gentle_note(
    session: Session,
) -> None:
    evening = make_evening(session)
    family(session, evening, "gezien", 2).check_in(3, now=on(DAY, "19:05"))
    family(session, evening, "onverwacht").check_in(1, now=on(DAY, "19:10"))
    family(session, evening, "nee", 0)
    family(session, evening, "toch niet", 2)
    family(session, evening)
    assert not ticked(session, on(DAY, "23:59"))["thanked"]
    done = ticked(session, on(DAY + ONE, "00:01"))
    assert (done["thanked"], done["missed"]) == (2, 2)
    assert letters(session, THANKS) == ["gezien@familie.example", "onverwacht@familie.example"]
    assert letters(session, MISSED) == ["nee@familie.example", "toch niet@familie.example"]
    for day in before(DAY + 9 * ONE, 8):
        done = ticked(session, on(day))
        assert not done["thanked"] + done["missed"]


@pytest.mark.both_databases
@pytest.mark.parametrize("seen", [0, 1])
def test_where_the_door_was_hardly_kept_nobody_who_said_yes_is_told_that_they_were_not_there(
    session: Session, seen: int
) -> None:
    evening = make_evening(session)
    families = [family(session, evening, f"gezin{each}", 2) for each in range(3)]
    for one in families[:seen]:
        one.check_in(2, now=on(DAY, "19:05"))
    family(session, evening, "nee", 0)
    ticked(session, on(DAY + ONE))
    assert letters(session, THANKS) == [f"gezin{each}@familie.example" for each in range(3)]
    assert letters(session, MISSED) == ["nee@familie.example"]


def test_a_week_later_nobody_looks_back_any_more(session: Session) -> None:
    family(session, make_evening(session), "ja", 2)
    assert ticked(session, on(DAY + 8 * ONE))["thanked"] == 0
