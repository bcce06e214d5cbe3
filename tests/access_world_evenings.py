"""The evening of the access matrix: a pupil, a family, and a list to look at."""

from datetime import timedelta

from sqlalchemy.orm import Session

from partnerlink import evening_links, links
from partnerlink.domain.evening import EveningState
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.services import pupil_uploads
from partnerlink.services.households import link_mark
from tests.factories import NOW, TODAY
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil

LIST = "code\troepnaam\n000001\tNoor\n"


def evening_things(session: Session, teacher: Account) -> dict[str, str]:
    """Make an open evening of the teacher's school; return what its records are called."""
    evening = make_evening(session, teacher.organisation, contact_id=teacher.id)
    pupil = make_pupil(session, evening, import_number=1)
    household = make_household(session, evening, pupil)
    other = make_pupil(session, evening, code="900001", first_name="Noor")
    couple = make_household(session, evening, other, emails=("a@familie.example", None))
    coming = make_pupil(session, evening, code="900009", first_name="Lina", round_=1)
    guest = make_household(session, evening, coming, emails=()).invitations[0]
    guest.answer(2, kept=2, now=NOW, by=None)
    pupil_uploads.keep_text(session, evening, LIST, by=teacher, now=NOW)
    draft = make_evening(session, teacher.organisation, state=EveningState.DRAFT)
    make_pupil(session, draft)
    empty = make_evening(session, teacher.organisation, state=EveningState.DRAFT)
    empty.rooms.clear()
    empty.rounds.clear()
    make_pupil(session, evening, code="900003", first_name="Bo", room=None)
    other.presentation.is_fixed = True
    session.flush()
    return _tonight(session, teacher) | {
        "teacher": str(teacher.id),
        "draft evening": str(draft.id),
        "empty evening": str(empty.id),
        "evening": str(evening.id),
        "pupil": str(pupil.id),
        "presentation": str(pupil.presentation_id),
        "fixed presentation": str(other.presentation_id),
        "round": str(evening.rounds[1].id),
        "household": str(household.id),
        "invitation": str(household.invitations[0].id),
        "couple": str(couple.id),
        "carer": str(couple.carers[0].id),
        "link mark": link_mark(household),
        "parent link": evening_links.token(household.invitations[0]),
        "parent code": evening_links.code(household.invitations[0]),
        "coming parent link": evening_links.token(guest),
    }


def _tonight(session: Session, teacher: Account) -> dict[str, str]:
    """Make an evening with a door that is open now: somebody is expected, somebody is inside."""
    days = {"day": TODAY, "answer_by": TODAY - timedelta(1), "held_until": TODAY - timedelta(1)}
    evening = make_evening(session, teacher.organisation, contact_id=teacher.id, **days)
    expected, inside = make_invitation(session, evening), make_invitation(session, evening)
    expected.answer(2, kept=2, now=NOW, by=None)
    inside.answer(2, kept=2, now=NOW, by=None)
    inside.check_in(2, now=NOW)
    session.flush()
    return {
        "evening tonight": str(evening.id),
        "door link": links.sign(Purpose.DOOR, evening.id, evening.door_version),
        "expected tonight": str(expected.id),
        "inside tonight": str(inside.id),
    }
