"""Which letter to parents belongs to which kind of mail, and how all of them begin and end."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import evening_links
from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail import (
    letters_parents_after,
    letters_parents_link,
    letters_parents_news,
    letters_parents_questions,
)
from partnerlink.mail.household_letter import HouseholdLetter, Row, Story
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.isolates import unmarked
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letters_parents_facts import names_of, school_of
from partnerlink.phone_numbers import readable_phone

TO_HOUSEHOLDS: Mapping[MailKind, Callable[[Visit], Story | None]] = {
    MailKind.EVENING_INVITED: letters_parents_questions.invited,
    MailKind.EVENING_LINK: letters_parents_link.link_again,
    MailKind.EVENING_HOLD: letters_parents_questions.hold,
    MailKind.EVENING_REMIND_WEEK: letters_parents_questions.remind_week,
    MailKind.EVENING_REMIND_DAY: letters_parents_questions.remind_day,
    MailKind.EVENING_SEATS_FOUND: letters_parents_news.seats_found,
    MailKind.EVENING_NO_SEAT: letters_parents_news.no_seat,
    MailKind.EVENING_CHANGED: letters_parents_news.changed,
    MailKind.EVENING_CANCELLED: letters_parents_news.cancelled,
    MailKind.EVENING_THANKS: letters_parents_after.thanks,
    MailKind.EVENING_MISSED: letters_parents_after.missed,
}
OWN_NAMES = {
    ParentLanguage.NL: "Nederlands",
    ParentLanguage.EN: "English",
    ParentLanguage.AR: "العربية",
    ParentLanguage.TR: "Türkçe",
    ParentLanguage.PL: "Polski",
    ParentLanguage.UK: "Українська",
}


def write_to_household(kind: MailKind, visit: Visit) -> HouseholdLetter | None:
    """Write a letter in the language that is set; None when what it tells is overtaken."""
    story = TO_HOUSEHOLDS[kind](visit)
    if story is None:
        return None
    contact = visit.evening.contact
    return HouseholdLetter(
        story=story,
        greeting=_("Beste ouder of verzorger,"),
        closing=_("Met vriendelijke groet,"),
        sent_by=unmarked(visit.evening.organisation.name),
        phone=_phone(visit),
        footer=_footer(visit),
        languages=_languages(visit),
        reply_to=(contact.name, contact.email) if contact.is_enabled else None,
    )


def _phone(visit: Visit) -> Row | None:
    number = visit.evening.phone or visit.evening.organisation.phone
    return (_("Vragen? Bel de school:"), unmarked(readable_phone(number))) if number else None


def _footer(visit: Visit) -> tuple[str, ...]:
    return (
        ngettext(
            "U krijgt deze mail omdat %(names)s op %(school)s zit.",
            "U krijgt deze mail omdat %(names)s op %(school)s zitten.",
            len(visit.invitations),
            names=names_of(visit.invitations),
            school=school_of(visit),
        ),
        _("Wilt u geen mail meer? Bel de school."),
    )


def _languages(visit: Visit) -> tuple[tuple[str, str, str], ...]:
    """Offer the page behind the first link in the other languages, for who cannot read this."""
    asked = visit.asked if visit.evening.takes_answers(visit.today) else ()
    if not asked:
        return ()
    address = evening_links.address(asked[0])
    return tuple(
        (language.value, name, f"{address}?taal={language.value}")
        for language, name in OWN_NAMES.items()
        if language is not visit.household.language
    )
