"""The presentation evenings of the demo: one that families answer, and a draft."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.carer_relations import relation_in
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.evening_times import rounds_in_a_row, usual_days
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_seats
from partnerlink.services.evenings import start_evening
from seed.calendar import SchoolCalendar
from seed.organisations import FOLDER, Cast

SCHOOL = "99AA00"
ROOMS = {"Lokaal 12": 9, "Lokaal 14": 8, "Aula": 20, "Bibliotheek": 8}
UP_A_STAIR = frozenset({"Bibliotheek"})
MADE, OPENED, INVITED, ANSWERED = -8, -6, -5, -4
COMING_IN, DRAFT_IN = 15, 40
Answer = tuple[Invitation, dict[str, str]]
"""An invitation with the line of the list that says what its family answers."""
APART = "apart-"
"""Begins the family of a pupil whose carers live apart: the father has an invitation of his own."""
TEXTS = {
    "entrance": "Aan het plein, naast de fietsen",
    "welcome": "Onze leerlingen laten zien wat zij willen worden. Komt u kijken?",
    "home_task": "Vraag uw kind om de presentatie thuis te oefenen.",
}


@dataclass
class Stage:
    """An evening in the making: its rooms and rounds, and the households met so far."""

    evening: Evening
    rooms: list[EveningRoom]
    rounds: list[EveningRound]
    families: dict[str, Household] = field(default_factory=dict)


def prepare_evenings(session: Session, cast: Cast, calendar: SchoolCalendar) -> None:
    """Make the evenings of the demo's school. Needs the app, for the links of invitations."""
    coming = set_stage(session, cast, calendar, day=calendar.school_day(COMING_IN), made=MADE)
    answers = fill_stage(session, coming)
    coming.evening.open(calendar.moment(OPENED))
    _invite(session, coming, calendar)
    answer_all(session, answers, calendar, since=ANSWERED)
    draft = set_stage(session, cast, calendar, day=calendar.school_day(DRAFT_IN), made=-1)
    draft.evening.change({"title": "Presentaties leerjaar 4"})
    session.flush()


def fill_stage(session: Session, stage: Stage) -> list[Answer]:
    """Put the pupils on a stage with their families, who have links; return what each will say."""
    answers = [each for row in _pupils() for each in _add_pupil(session, stage, row)]
    evening_links.renew_all(session, [invitation for invitation, _ in answers])
    session.flush()
    return answers


def _pupils() -> list[dict[str, str]]:
    with (FOLDER / "pupils.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def set_stage(
    session: Session, cast: Cast, calendar: SchoolCalendar, *, day: date, made: int
) -> Stage:
    """Make a draft with rooms and rounds; `made` counts school days from today."""
    school, contact = cast.organisations[SCHOOL], cast.contacts[SCHOOL]
    days = usual_days(day, today=calendar.school_day(made))
    content: dict[str, Any] = TEXTS | {
        "title": "Presentaties leerjaar 3",
        "day": day,
        "address": school.address_line,
        "phone": school.phone,
        "answer_by": days.answer_by,
        "held_until": days.held_until,
        "seats_per_family": 2,
        "presentations_per_round": 4,
        "leerjaar": Leerjaar.L3,
        "level": Level.VMBO_TL,
        "competences": frozenset({Competence.KWALITEITEN, Competence.WERK}),
    }
    evening = start_evening(session, school, content, contact=contact, now=calendar.moment(made))
    rooms = [
        EveningRoom(
            evening_id=evening.id,
            name=name,
            capacity=seats,
            position=place,
            is_step_free=name not in UP_A_STAIR,
        )
        for place, (name, seats) in enumerate(ROOMS.items())
    ]
    rounds = [
        EveningRound(evening_id=evening.id, starts=span.starts, ends=span.ends)
        for span in rounds_in_a_row(time(19, 0), number=3, minutes=20, pause=10)
    ]
    session.add_all([*rooms, *rounds])
    session.flush()
    return Stage(evening, rooms, rounds)


def _add_pupil(session: Session, stage: Stage, row: dict[str, str]) -> Iterator[Answer]:
    evening = stage.evening
    room, round_ = (int(place) - 1 for place in row["place"].split("."))
    presentation = Presentation(evening=evening, evening_id=evening.id, title=row["title"])
    presentation.place(room_id=stage.rooms[room].id, round_id=stage.rounds[round_].id)
    session.add(presentation)
    pupil = Pupil(
        evening_id=evening.id,
        presentation=presentation,
        code=f"{row['class']}-{row['name']}{row['initial']}".lower(),
        first_name=row["name"],
        initial=row["initial"],
        class_name=row["class"],
        leerjaar=Leerjaar.L3,
        level=Level.VMBO_TL,
    )
    session.add(pupil)
    yield _ask(session, stage, pupil, row, label="ouders"), row
    if row["family"].startswith(APART):
        apart = row | {"family": "", "people": "", "needs": "", "mail": "ja"}
        yield _ask(session, stage, pupil, apart, label="vader"), apart


def _ask(
    session: Session, stage: Stage, pupil: Pupil, row: dict[str, str], *, label: str
) -> Invitation:
    family = row["family"] or f"{pupil.code}-{label}"
    household = stage.families.get(family)
    if household is None:
        email = f"{label}.{len(stage.families) + 1}@familie.example"
        household = Household(evening_id=stage.evening.id, language=ParentLanguage(row["language"]))
        household.carers = [
            Carer(label=relation_in(label), email=email if row["mail"] == "ja" else None)
        ]
        stage.families[family] = household
        session.add(household)
    invitation = Invitation.invite(household, pupil)
    invitation.evening_id = stage.evening.id
    session.add(invitation)
    return invitation


def _invite(session: Session, stage: Stage, calendar: SchoolCalendar) -> None:
    for household in stage.families.values():
        if household.addresses:
            now = calendar.moment(INVITED)
            household.record_invited(now)
            post_to_household(
                session,
                MailKind.EVENING_INVITED,
                household,
                now=now,
                evening_id=stage.evening.id,
            )


def answer_all(
    session: Session, answers: list[Answer], calendar: SchoolCalendar, *, since: int
) -> None:
    """Let families answer, a minute apart, from a school day counted from today."""
    for minute, (invitation, row) in enumerate(answers):
        if not row["people"]:
            continue
        now = min(calendar.moment(since) + timedelta(minutes=minute), calendar.now)
        by = invitation.pupil.presentation.evening.contact if row["mail"] == "nee" else None
        evening_seats.answer(session, invitation, int(row["people"]), now=now, by=by)
        if row["needs"]:
            session.add(_needs(invitation.id, row["needs"]))


def _needs(number: int, words: str) -> InvitationNeeds:
    what, _, more = words.partition(" ")
    return InvitationNeeds(
        invitation_id=number,
        interpreter=more if what == "tolk" else "",
        needs_wheelchair_space=what == "rolstoel",
        needs_lift=what == "lift",
        children=int(more) if what == "oppas" else 0,
        children_ages="4 en 6" if what == "oppas" else "",
        wants_mentor=what == "mentor",
    )
