"""The button that mails one family: what it sends, when, and when there is none."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from tests.blueprints.invitations.family_pages import family, page_of
from tests.factories import NOW
from tests.pages import Visitor


@pytest.mark.both_databases
def test_who_answered_and_lost_the_link_gets_it_again_and_not_an_invitation(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    evening_seats.answer(
        session, evening_seats.get_for_answer(session, household.invitations[0].id), 2, now=NOW
    )
    session.commit()
    school.get(page_of(evening, household))
    assert "Stuur de link nog een keer" in school.text
    school.post(page_of(evening, household, "mail"))
    assert "De mail met de link gaat weg." in school.text
    school.post(page_of(evening, household, "mail"))
    assert "Deze mail staat al klaar om weg te gaan." in school.text
    session.rollback()
    kinds = session.scalars(select(OutboxMail.kind)).all()
    assert kinds == [MailKind.EVENING_LINK] * 2


def test_at_night_the_school_reads_when_the_mail_goes(
    session: Session, school: Visitor, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=12))
    household = family(session, evening)
    school.get(page_of(evening, household))
    school.post(page_of(evening, household, "mail"))
    assert "De uitnodiging gaat weg om 08:00, op woensdag 11 november 2026." in school.text


def test_a_family_with_a_stopped_link_is_offered_no_mail(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    household.invitations[0].revoke_link()
    session.commit()
    school.get(page_of(evening, household))
    assert "Stuur de" not in school.text
    school.post(page_of(evening, household, "mail"))
    assert "Er is nu niets te sturen." in school.text
    session.rollback()
    assert session.scalars(select(OutboxMail)).all() == []
