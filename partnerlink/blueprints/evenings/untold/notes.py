"""Notes for families that mail does not reach: the evening does not go on, in their language."""

from collections.abc import Iterable

from flask import render_template
from flask_babel import force_locale
from markupsafe import Markup

from partnerlink.i18n import RIGHT_TO_LEFT
from partnerlink.models.evening import Evening
from partnerlink.parents.words import day_words
from partnerlink.phone_numbers import readable_phone
from partnerlink.services.evening_untold import UntoldFamily


def notes_for(evening: Evening, families: Iterable[UntoldFamily]) -> list[Markup]:
    """Return a note for each family, in the order in which they are handed out."""
    return [_note(evening, family) for family in families]


NO_BREAK = "\u00a0"


def _note(evening: Evening, family: UntoldFamily) -> Markup:
    language = family.household.language.value
    phone = readable_phone(evening.phone or evening.organisation.phone)
    with force_locale(language):
        return Markup(
            render_template(
                "letters/_cancelled.html",
                evening=evening,
                pupils=[one.pupil for one in family.invitations],
                language=language,
                direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
                phone=phone.replace(" ", NO_BREAK),
                day_words=day_words,
            )
        )
