"""What the letters to parents say, and that they say no more than that."""

from icalendar import Calendar
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.invitation_codes import shown
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.kinds import MailKind
from tests.factories import NOW
from tests.factories_evenings import make_household
from tests.mail.household_cases import (
    CASES,
    DAY_BEFORE,
    WEEK_BEFORE,
    HouseholdCase,
    a_household,
    asked,
    called_off,
    came,
    case_of,
    comes,
    composed_of,
    evening_of,
    load,
    say,
    says_no,
    written,
)


def test_an_invitation_says_all_that_is_needed_to_answer(session: Session) -> None:
    household = a_household(session)
    (invitation,) = household.invitations
    composed = written(session, case_of(MailKind.EVENING_INVITED), household)

    assert composed.subject == "Sami presenteert op Veencollege. Komt u kijken?"
    for words in (
        "Op dinsdag 8\u00a0december, van 19:00 tot 19:30 uur.",
        "Adres:",
        "Hoofdstraat 1, 7811 AB Emmen",
        "Ingang: Achter de school",
        "Waar: Lokaal A1",
        "Tot en met dinsdag 1\u00a0december houden wij 2 plaatsen voor u vrij.",
        "Dat kan tot en met zondag 6\u00a0december.",
        "> Maak samen een foto.",
        evening_links.address(invitation),
        f"Ga naar localhost/k en typ: {shown(evening_links.code(invitation))}",
    ):
        assert words in composed.text
    assert composed.calendar is None


def test_brothers_and_sisters_stand_in_one_letter_with_a_link_each(session: Session) -> None:
    household = a_household(session, "Sami", "Nour")
    addresses = [evening_links.address(one) for one in household.invitations]
    composed = written(session, case_of(MailKind.EVENING_INVITED), household)

    assert composed.subject == "Sami en Nour presenteren op Veencollege. Komt u kijken?"
    assert [address in composed.text for address in addresses] == [True, True]
    assert "van 19:30 tot 20:00 uur" in composed.text


def test_only_first_names_are_told(session: Session) -> None:
    for case in CASES:
        household = a_household(session)
        # No sign of a link, which are random.
        household.invitations[0].pupil.initial = "Ŋ."
        assert "Ŋ" not in written(session, case, household).text


def test_carers_who_live_apart_do_not_meet_in_a_letter(session: Session) -> None:
    household = a_household(session)
    evening, pupil = evening_of(session, household), household.invitations[0].pupil
    other = make_household(session, evening, pupil, emails=("ander@huis.example",))
    say(session, other.invitations[0], 0)
    composed = written(session, case_of(MailKind.EVENING_INVITED), household)

    assert evening_links.address(household.invitations[0]) in composed.text
    (not_theirs,) = load(session, other).invitations
    assert evening_links.address(not_theirs) not in composed.text + composed.html
    assert "ander@huis.example" not in composed.text + composed.html
    assert "houden wij 1 plaats voor u vrij" in composed.text


def test_without_a_place_yet_it_says_between_which_times(session: Session) -> None:
    household = a_household(session)
    presentation = household.invitations[0].pupil.presentation
    presentation.room = presentation.round = None
    composed = written(session, case_of(MailKind.EVENING_INVITED), household)
    text = " ".join(composed.text.split())

    assert "tussen 19:00 en 20:30 uur. De school kiest de tijd" in text
    assert "Lokaal" not in text


def test_a_week_before_who_answered_for_one_child_reads_both(session: Session) -> None:
    household = a_household(session, "Sami", "Nour")
    say(session, household.invitations[0], 2)
    case = HouseholdCase(MailKind.EVENING_REMIND_WEEK, asked, WEEK_BEFORE)
    composed = written(session, case, household)

    assert composed.subject == "Nour presenteert bijna op Veencollege. Komt u kijken?"
    assert "U komt met 2 personen." in composed.text
    assert "Geef antwoord voor Nour" in composed.text
    assert "Geef antwoord voor Sami" not in composed.text


def test_the_day_before_it_says_tomorrow_and_on_the_day_today(session: Session) -> None:
    case = HouseholdCase(MailKind.EVENING_REMIND_DAY, comes, DAY_BEFORE)
    household = a_household(session)
    assert written(session, case, household).subject.startswith("Morgen presenteert Sami")

    on_the_day = composed_of(session, case, household, now=DAY_BEFORE.replace(day=8, hour=8))
    assert on_the_day is not None
    assert on_the_day.subject.startswith("Vandaag presenteert Sami")


def test_an_answer_can_be_changed_and_at_the_end_only_to_a_no(session: Session) -> None:
    case = HouseholdCase(MailKind.EVENING_REMIND_DAY, comes, DAY_BEFORE)
    household = a_household(session)
    assert "Ik kan toch niet komen:\nhttp://localhost/u/" in written(session, case, household).text

    evening = evening_of(session, household)
    evening.answer_by = evening.day.replace(day=7)
    text = written(session, case, household).text
    assert "Verander uw antwoord voor Sami:\nhttp://localhost/u/" in text


def test_who_waits_for_seats_reads_how_many_there_are(session: Session) -> None:
    household = a_household(session, rooms={"A1": 4})
    say(session, household.invitations[0], 4)
    household.invitations[0].seats = 3
    case = HouseholdCase(MailKind.EVENING_CHANGED, asked)
    text = " ".join(written(session, case, household).text.split())

    assert "Er is nu plaats voor 3 personen. Voor de anderen staat u op de wachtlijst." in text


def test_who_comes_gets_the_evening_in_the_calendar_and_out_again(session: Session) -> None:
    household = a_household(session)
    coming = written(session, HouseholdCase(MailKind.EVENING_CHANGED, comes), household)
    off = written(session, HouseholdCase(MailKind.EVENING_CANCELLED, called_off), household)

    assert coming.calendar is not None
    assert off.calendar is not None
    assert coming.calendar.method is CalendarMethod.PUBLISH
    assert off.calendar.method is CalendarMethod.CANCEL
    before, after = (_event(part.content) for part in (coming.calendar, off.calendar))
    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])
    assert after["STATUS"] == "CANCELLED"


def _event(content: bytes) -> dict[str, str]:
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    return {name: str(event[name]) for name in ("UID", "SEQUENCE", "STATUS")}


def test_thanks_name_only_the_children_that_were_watched(session: Session) -> None:
    household = a_household(session, "Sami", "Nour")
    case = case_of(MailKind.EVENING_THANKS)
    assert case.prepare is came
    comes(session, household)
    household.invitations[0].check_in(2, now=NOW)
    composed = written(session, HouseholdCase(case.kind, asked, case.now), household)

    assert composed.subject == "Dank u wel, ook namens Sami en Veencollege"
    assert "Fijn dat u er was voor Sami." in composed.text
    assert "> Waar ben je trots op?" in composed.text


def test_who_could_not_come_reads_no_blame(session: Session) -> None:
    case = HouseholdCase(MailKind.EVENING_MISSED, says_no, case_of(MailKind.EVENING_MISSED).now)
    text = written(session, case, a_household(session)).text

    assert "U kon er niet bij zijn. Dat geeft niet." in text
    assert "Vraag Sami:" in text
