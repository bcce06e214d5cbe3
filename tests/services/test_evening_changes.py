"""An evening is opened, changed and called off, and the right families hear of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, NotAllowedNow, NotVerified, RoomTooSmall
from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_steps import EveningStep
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from partnerlink.services.evening_audience import Reach, reach_of
from partnerlink.services.evening_changes import (
    cancel_evening,
    change_evening,
    is_moved,
    open_evening,
)
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW, make_organisation
from tests.factories_evenings import (
    DAY,
    make_evening,
    make_household,
    make_invitation,
    make_pupil,
)
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases


def draft(session: Session, **changes: object) -> Evening:
    return make_evening(
        session,
        **({"state": EveningState.DRAFT, "opened_at": None} | changes),  # type: ignore[arg-type]
    )


def asked(session: Session, evening: Evening, people: int | None = None) -> Invitation:
    invitation = make_invitation(session, evening)
    invitation.household.record_invited(NOW)
    if people is not None:
        found = get_for_answer(session, invitation.id)
        evening_seats.answer(session, found, people, now=NOW)
    reload(session, evening)
    return invitation


def change(session: Session, evening: Evening, **content: object) -> bool:
    return change_evening(session, evening, content, contact=evening.contact, now=NOW)


def mails(session: Session) -> list[MailKind]:
    return [MailKind(kind) for kind in session.scalars(select(OutboxMail.kind))]


def test_an_evening_opens_with_one_planned_pupil(session: Session) -> None:
    evening = draft(session)
    make_pupil(session, evening)
    make_pupil(session, evening, room=None)
    open_evening(session, evening, now=NOW)
    assert (evening.state, evening.opened_at) == (EveningState.OPEN, NOW)
    with pytest.raises(NotAllowedNow):
        open_evening(session, evening, now=NOW)


def test_without_a_planned_pupil_it_stays_closed_and_says_what_is_missing(
    session: Session,
) -> None:
    evening = draft(session)
    make_pupil(session, evening, room=None)
    with pytest.raises(Incomplete) as refused:
        open_evening(session, evening, now=NOW)
    assert refused.value.missing == (EveningStep.PROGRAMME,)


def test_it_does_not_open_where_kept_seats_are_not_there(session: Session) -> None:
    evening = draft(session, rooms={"A1": 2})
    for name in ("Sami", "Noor"):
        make_invitation(session, evening, first_name=name)
    with pytest.raises(RoomTooSmall) as refused:
        open_evening(session, evening, now=NOW)
    assert refused.value.names == ("Noor B",)


def test_a_school_that_nobody_checked_contacts_nobody(session: Session) -> None:
    evening = draft(session, school=make_organisation(session, is_verified=False))
    make_pupil(session, evening)
    with pytest.raises(NotVerified):
        open_evening(session, evening, now=NOW)


def test_another_day_is_told_and_the_answers_stay(session: Session) -> None:
    evening = make_evening(session)
    invitation, no = asked(session, evening, 2), asked(session, evening, 0)
    assert is_moved(evening, DAY + timedelta(days=1))
    assert change(session, evening, day=DAY + timedelta(days=1)) is True
    assert (evening.sequence, invitation.seats) == (1, 2)
    letter = session.scalars(select(OutboxMail)).one()
    assert letter.kind == MailKind.EVENING_CHANGED
    assert letter.facts["household_id"] == invitation.household_id != no.household_id


def test_another_welcome_is_nobodys_news(session: Session) -> None:
    evening = make_evening(session)
    asked(session, evening)
    assert change(session, evening, welcome="Fijn dat u komt.") is False
    assert (evening.sequence, mails(session)) == (0, [])


def test_a_draft_changes_in_silence(session: Session) -> None:
    evening = draft(session)
    asked(session, evening)
    assert not is_moved(evening, DAY + timedelta(days=1))
    assert change(session, evening, title="Iets anders") is False
    assert mails(session) == []


def test_more_seats_for_each_family_must_be_there(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    asked(session, evening)
    asked(session, evening)
    with pytest.raises(RoomTooSmall):
        change(session, evening, seats_per_family=3)


def test_fewer_seats_for_each_family_serve_the_waiting_list(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    asked(session, evening)
    eager = asked(session, evening, 3)
    assert eager.lacking == 1
    change(session, evening, seats_per_family=1)
    assert (eager.seats, mails(session)) == (3, [MailKind.EVENING_SEATS_FOUND])


def test_a_later_last_day_lets_families_answer_again(session: Session) -> None:
    evening = make_evening(session, answering_ended_at=NOW, answer_by=DAY - timedelta(days=5))
    change(session, evening, answer_by=DAY - timedelta(days=1))
    assert evening.answering_ended_at is None


def test_an_evening_is_called_off_once_and_who_reckons_with_it_is_told(session: Session) -> None:
    evening = make_evening(session)
    for people in (2, 0, None):
        asked(session, evening, people)
    cancel_evening(session, evening, now=NOW)
    assert mails(session) == [MailKind.EVENING_CANCELLED] * 2
    with pytest.raises(NotAllowedNow):
        cancel_evening(session, evening, now=NOW)


def test_after_its_day_there_is_nothing_to_call_off_and_nothing_to_change(
    session: Session,
) -> None:
    evening = make_evening(session)
    with pytest.raises(NotAllowedNow):
        cancel_evening(session, evening, now=NOW + timedelta(days=40))
    with pytest.raises(NotAllowedNow):
        change_evening(session, evening, {}, contact=evening.contact, now=NOW + timedelta(days=40))


def test_the_school_hears_how_many_families_get_a_mail_and_whom_it_tells_itself(
    session: Session,
) -> None:
    evening = make_evening(session)
    for people in (2, 0, None):
        asked(session, evening, people)
    make_invitation(session, evening)
    make_household(session, evening, make_pupil(session, evening), emails=(None,))
    assert reach_of(session, evening) == Reach(by_mail=2, by_hand=1)
    cancel_evening(session, evening, now=NOW)
    assert len(mails(session)) == 2
