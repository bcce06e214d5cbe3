"""Letters to parents that ask: do you come and see, and do you still come?"""

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.mail.household_letter import Row, Story
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.isolates import unmarked
from partnerlink.mail.letters_parents_calendar import calendar_words, in_calendar
from partnerlink.mail.letters_parents_facts import (
    asked_child,
    children,
    coming_child,
    evening_facts,
    if_you_cannot,
    names_of,
    school_of,
)
from partnerlink.models.evening import Evening
from partnerlink.parents.words import day_words

DAYS_OF_REMINDER = 7


def invited(visit: Visit) -> Story | None:
    """Ask whether they come and see, unless they said so or it is too late."""
    asked = visit.asked
    if not asked or not visit.evening.takes_answers(visit.today):
        return None
    return Story(
        subject=ngettext(
            "%(names)s presenteert op %(school)s. Komt u kijken?",
            "%(names)s presenteren op %(school)s. Komt u kijken?",
            len(asked),
            names=names_of(asked),
            school=school_of(visit),
        ),
        preheader=_("Kom kijken op %(day)s.", day=day_words(visit.evening.day)),
        paragraphs=(
            ngettext(
                "%(names)s geeft een presentatie op school. U bent van harte welkom.",
                "%(names)s geven een presentatie op school. U bent van harte welkom.",
                len(asked),
                names=names_of(asked),
            ),
            _("Komt u? Zeg ja of nee. Dat kan tot en met %(day)s.", day=_last_day(visit.evening)),
        ),
        facts=evening_facts(visit.evening),
        children=tuple(asked_child(visit, one) for one in asked),
        task=_task(visit.evening),
    )


def hold(visit: Visit) -> Story | None:
    """Say until when seats are kept, to who has not answered."""
    asked, evening = visit.asked, visit.evening
    is_kept = evening.is_open and evening.keeps_seats and visit.today <= evening.held_until
    if not asked or not is_kept:
        return None
    return Story(
        subject=_(
            "Komt u kijken naar %(names)s? Wij houden uw plaats op %(school)s vrij",
            names=names_of(asked),
            school=school_of(visit),
        ),
        preheader=_("Dat doen wij tot en met %(day)s.", day=day_words(evening.held_until)),
        paragraphs=(
            _("Wij weten nog niet of u komt kijken naar %(names)s.", names=names_of(asked)),
            _(
                "Zegt u niets? Dan kan een andere familie uw plaats krijgen."
                " Zeg dus snel ja of nee."
            ),
        ),
        facts=evening_facts(evening),
        children=tuple(asked_child(visit, one) for one in asked),
    )


def remind_week(visit: Visit) -> Story | None:
    """Remind who comes, and ask once more who has not answered; only in the last week."""
    if not visit.is_to_come or visit.days_left > DAYS_OF_REMINDER:
        return None
    asked = visit.asked if visit.evening.takes_answers(visit.today) else ()
    if asked:
        return _asks_again(visit)
    return _reminds(visit) if visit.coming else None


def _asks_again(visit: Visit) -> Story:
    asked, evening = visit.asked, visit.evening
    return Story(
        subject=ngettext(
            "%(names)s presenteert bijna op %(school)s. Komt u kijken?",
            "%(names)s presenteren bijna op %(school)s. Komt u kijken?",
            len(asked),
            names=names_of(asked),
            school=school_of(visit),
        ),
        preheader=_("Kom kijken op %(day)s.", day=day_words(evening.day)),
        paragraphs=(
            _("Wij weten nog niet of u komt kijken naar %(names)s.", names=names_of(asked)),
            _("Komt u? Zeg ja of nee. Dat kan tot en met %(day)s.", day=_last_day(evening)),
        ),
        facts=evening_facts(evening),
        children=children(visit),
        task=_task(evening),
    )


def _reminds(visit: Visit) -> Story:
    coming, evening = visit.coming, visit.evening
    return Story(
        subject=_(
            "U komt op %(day)s kijken naar %(names)s op %(school)s",
            day=day_words(evening.day),
            names=names_of(coming),
            school=school_of(visit),
        ),
        preheader=_("Fijn dat u komt."),
        paragraphs=(
            _("U komt kijken naar %(names)s. Fijn!", names=names_of(coming)),
            if_you_cannot(visit),
        ),
        facts=evening_facts(evening),
        children=tuple(coming_child(visit, one) for one in coming),
        task=_task(evening),
        afterwards=calendar_words(visit),
        calendar=in_calendar(visit),
    )


def remind_day(visit: Visit) -> Story | None:
    """Ask who comes whether they still do; on the day before, or on the day itself."""
    coming = visit.coming
    if not coming or not visit.is_to_come or visit.days_left > 1:
        return None
    return Story(
        subject=_subject_of_day(visit),
        preheader=_("U zei dat u komt."),
        paragraphs=(
            _("U zei dat u komt kijken naar %(names)s. Komt u nog?", names=names_of(coming)),
            _("Ja? Dan hoeft u niets te doen. Tot ziens op school!"),
            if_you_cannot(visit),
        ),
        facts=evening_facts(visit.evening),
        children=tuple(coming_child(visit, one) for one in coming),
        afterwards=calendar_words(visit),
        calendar=in_calendar(visit),
    )


def _subject_of_day(visit: Visit) -> str:
    names, school = names_of(visit.coming), school_of(visit)
    number = len(visit.coming)
    if visit.days_left:
        return ngettext(
            "Morgen presenteert %(names)s op %(school)s. Komt u nog?",
            "Morgen presenteren %(names)s op %(school)s. Komt u nog?",
            number,
            names=names,
            school=school,
        )
    return ngettext(
        "Vandaag presenteert %(names)s op %(school)s. Komt u nog?",
        "Vandaag presenteren %(names)s op %(school)s. Komt u nog?",
        number,
        names=names,
        school=school,
    )


def _last_day(evening: Evening) -> str:
    return day_words(evening.answer_by)


def _task(evening: Evening) -> Row | None:
    task = unmarked(evening.home_task).strip()
    return (_("Dit kunt u thuis samen doen"), task) if task else None
