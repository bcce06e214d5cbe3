"""Whom no mail tells of a change: counted for the school, and listed with the reason."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.outbox import MailState
from partnerlink.services import households
from partnerlink.services.evening_audience import Reach, reach_of
from partnerlink.services.evening_changes import cancel_evening
from partnerlink.services.evening_untold import Untold, untold_of
from tests.factories import NOW
from tests.factories_evening_mail import invited, letters, reread
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.ticking import on, ticked

pytestmark = pytest.mark.both_databases


def bounced(session: Session, household: Household) -> None:
    for letter in post_to_household(session, MailKind.EVENING_INVITED, household, now=NOW):
        letter.state = MailState.DEAD


def with_everybody(session: Session) -> tuple[Evening, dict[str, Household]]:
    evening = make_evening(session)
    families = {
        name: invited(session, evening, f"{name}@familie.example")[0].household
        for name in ("mail", "gestopt", "stuiter", "nee")
    }
    not_yet = invited(session, evening, "later@familie.example", by_mail=False)[0].household
    families |= {"later": not_yet}
    pupil = make_pupil(session, evening, first_name="Aya")
    families["papier"] = make_household(session, evening, pupil, emails=(None,))
    households.revoke_links(families["gestopt"])
    bounced(session, families["stuiter"])
    families["nee"].invitations[0].answer(0, kept=2, now=NOW, by=None)
    session.flush()
    return evening, families


def test_the_families_to_call_are_listed_with_the_reason(session: Session) -> None:
    evening, families = with_everybody(session)
    numbers = {household.id: name for name, household in families.items()}
    found = {numbers[one.household.id]: one.why for one in untold_of(session, evening)}
    assert found == {
        "papier": Untold.NO_ADDRESS,
        "gestopt": Untold.LINK_CLOSED,
        "stuiter": Untold.CAME_BACK,
    }


def test_what_the_school_reads_before_is_who_is_mailed(session: Session) -> None:
    evening, _ = with_everybody(session)
    assert reach_of(session, evening) == Reach(by_mail=2, by_hand=2)
    cancel_evening(session, evening, now=NOW)
    told = ["mail@familie.example", "stuiter@familie.example"]
    assert letters(session, MailKind.EVENING_CANCELLED) == told
    reread(session)
    assert reach_of(session, evening) == Reach(by_mail=2, by_hand=2)


def test_who_has_one_carer_that_mail_reaches_need_not_be_called(session: Session) -> None:
    evening = make_evening(session)
    both = invited(session, evening, "weg@familie.example", "goed@familie.example")[0].household
    gone, _ = post_to_household(session, MailKind.EVENING_INVITED, both, now=NOW)
    gone.state = MailState.DEAD
    session.flush()
    assert untold_of(session, evening) == []


def test_who_comes_hears_by_mail_though_the_link_is_closed(session: Session) -> None:
    evening = make_evening(session)
    invitation = invited(session, evening, "komt@familie.example")[0]
    invitation.answer(2, kept=2, now=NOW, by=None)
    households.revoke_links(invitation.household)
    session.flush()
    assert reach_of(session, evening) == Reach(by_mail=1)
    assert untold_of(session, evening) == []


def test_who_has_a_letter_on_paper_and_an_address_hears_by_mail(session: Session) -> None:
    evening = make_evening(session)
    (paper,) = invited(session, evening, "papier@familie.example", by_mail=False)
    paper.household.record_letter_printed(NOW - timedelta(days=9))
    session.flush()
    assert ticked(session, on(evening.held_until - timedelta(days=2)))["hold_told"] == 1
    assert reach_of(session, evening) == Reach(by_mail=1)
    cancel_evening(session, evening, now=NOW)
    for kind in (MailKind.EVENING_HOLD, MailKind.EVENING_CANCELLED):
        assert letters(session, kind) == ["papier@familie.example"]
