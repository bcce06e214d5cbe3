"""An organisation is erased: everything goes, and only numbers stay."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.talk import RequestState, TalkState
from partnerlink.domain.vocabulary import HolidayRegion, Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.base import Base
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.encounter import Encounter
from partnerlink.models.evaluation import Evaluation
from partnerlink.models.geocoded_address import GeocodedAddress
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk import ProposedDate, Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import erasure, match_facts, region_queue, talk_after
from partnerlink.services.dashboard import overview_of_school
from partnerlink.services.match_index import refresh_offer
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_organisation,
    make_request,
)
from tests.factories_erasure import count, send_everything
from tests.factories_talks import AFTER_THE_TALK, letters, locked, make_talk

pytestmark = pytest.mark.both_databases


def go(session: Session, organisation: Organisation) -> None:
    erasure.leave(session, organisation, now=NOW)
    send_everything(session)
    erasure.erase(session, organisation)
    session.commit()


def test_all_that_hangs_on_an_organisation_is_taken_away_or_is_numbers() -> None:
    hang_on_it = {
        table
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is Organisation.__table__
    }
    taken = {what[0].__table__ for _name, what in erasure.belongings(1)}
    assert hang_on_it - taken == {Encounter.__table__}


def test_nothing_is_erased_while_the_letter_about_it_waits(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    bakery = talk.partner
    erasure.leave(session, bakery, now=NOW)
    with pytest.raises(erasure.LettersWait) as waits:
        erasure.erase(session, bakery)
    assert waits.value.number == 1
    send_everything(session)
    erasure.erase(session, bakery)
    assert session.get(Organisation, bakery.id) is None


def test_a_school_that_loses_its_speaker_looks_for_another(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    request = talk.request_id
    go(session, talk.partner)
    found = session.get_one(TalkRequest, request)
    assert found.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint.request_id)).all() == [request]


def test_of_a_partner_nothing_is_left_but_the_encounters_of_the_school(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    offer, school, bakery = talk.offer, talk.school, talk.partner
    refresh_offer(session, offer, today=TODAY)
    session.add(GeocodedAddress(key="7811AB 1", is_found=False, fetched_at=NOW))
    school.house_number = "2"
    post(
        session,
        MailKind.ORGANISATION_WAITING,
        to=make_account(session),
        now=NOW,
        organisation_id=bakery.id,
    ).drop(NOW)
    send_everything(session)
    session.flush()
    extent = erasure.extent_of(session, bakery)
    assert (extent["offers"], extent["talks"], extent["encounters"]) == (1, 1, 1)

    go(session, bakery)

    for mapped in (TalkOffer, Talk, Evaluation, ProposedDate, OfferPoint, GeocodedAddress):
        assert count(session, mapped) == 0
    assert session.scalars(select(Organisation.id)).all() == [school.id]
    assert bakery.id not in session.scalars(select(Account.organisation_id)).all()
    assert session.scalars(select(OutboxMail.kind)).all() == []
    kept = session.scalars(select(Encounter)).one()
    assert (kept.school_id, kept.partner_id, kept.talk_id) == (school.id, None, None)
    assert kept.pupils == 24


def met_by(session: Session, school: Organisation) -> tuple[int, int, int]:
    """Return how often a school's pupils met somebody, for a partner, for itself, and how many."""
    overview = overview_of_school(session, school, now=AFTER_THE_TALK)
    records = match_facts.school_records(session, [school.id], today=AFTER_THE_TALK.date())
    return records[school.id].encounters, overview.held_this_year, overview.pupils_this_year


def test_what_two_groups_met_at_once_stays_one_encounter(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    groups = {(Leerjaar.L3, Level.VMBO_KB): 24, (Leerjaar.L4, Level.HAVO): 20}
    talk_after.record_held(session, locked(session, talk), groups, now=AFTER_THE_TALK)
    school, bakery = talk.school, talk.partner
    assert met_by(session, school) == (1, 1, 44)

    erasure.leave(session, bakery, now=AFTER_THE_TALK)
    send_everything(session)
    erasure.erase(session, bakery)
    session.expire_all()

    assert met_by(session, school) == (1, 1, 44)


def test_of_a_school_the_numbers_stay_in_its_region_without_a_name(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    school, bakery = talk.school, talk.partner
    school.code, school.mail_domain, school.phone = "01AB00", "veencollege.example", "0591"
    school.claimed_code = "02AB00"
    holiday = {"school_year": "2026-2027", "name": "Studiedag", "first_day": TODAY}
    session.add(SchoolHoliday(organisation_id=school.id, last_day=TODAY, **holiday))
    session.add(Decision(organisation_id=school.id, kind=DecisionKind.VERIFY, decided_at=NOW))
    send_everything(session)
    number = school.id

    go(session, school)

    session.expire_all()
    shell = session.get_one(Organisation, number)
    assert (shell.name, shell.code, shell.mail_domain, shell.phone) == ("", None, "", "")
    assert (shell.claimed_code, shell.address_line, shell.point) == (None, "", None)
    assert shell.x is None
    assert (shell.kind, shell.region_code, shell.pupils) == ("school", "7", 700)
    assert shell.state is OrganisationState.REFUSED
    for mapped in (TalkRequest, Talk, RequestPoint, SchoolHoliday, Decision):
        assert count(session, mapped) == 0
    assert session.scalars(select(Account.organisation_id)).all() == [bakery.id]
    kept = session.scalars(select(Encounter)).one()
    assert (kept.school_id, kept.partner_id, kept.pupils) == (number, bakery.id, 24)
    coordinator = make_account(session)
    assert region_queue.find_organisation(session, coordinator, number) is None


def test_a_school_without_encounters_is_gone_altogether(session: Session) -> None:
    school = make_organisation(session, holiday_region=HolidayRegion.NOORD)
    make_request(session, school)
    go(session, school)
    assert count(session, Organisation) == 0


def test_a_number_that_was_erased_can_sign_up_again(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    talk.school.code = "01AB00"
    send_everything(session)
    go(session, talk.school)
    assert make_organisation(session, code="01AB00").id != talk.school_id


def test_a_talk_that_has_begun_is_not_called_off(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    before = len(letters(session))
    erasure.leave(session, talk.partner, now=AFTER_THE_TALK)
    assert talk.state is TalkState.PLANNED
    assert len(letters(session)) == before
    erasure.erase(session, talk.partner)
    assert count(session, Talk) == 0


def test_neighbours_keep_everything(session: Session) -> None:
    leaves, stays = make_talk(session, TalkState.PLANNED), make_talk(session, TalkState.HELD)
    session.add(GeocodedAddress(key="7811AB 1", is_found=False, fetched_at=NOW))
    send_everything(session)
    kept = stays.id, stays.school_id, stays.partner_id, len(letters(session, about=stays))
    go(session, leaves.partner)
    session.expire_all()
    assert (stays.id, stays.school_id, stays.partner_id, len(letters(session, about=stays))) == kept
    assert count(session, GeocodedAddress) == 1
