"""Letters to parents after the evening: thanks, and what can still be done at home."""

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.mail.household_letter import Story
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.letters_parents_facts import conversation, names_of, school_of


def thanks(visit: Visit) -> Story | None:
    """Thank who came; where nobody was counted at the door, who said they would."""
    came = tuple(one for one in visit.invitations if one.came)
    seen = came or visit.coming
    if not seen or not _is_over(visit):
        return None
    names = names_of(seen)
    # Who was not seen at the door may not have been there.
    words = (
        _("Fijn dat u er was voor %(names)s.", names=names)
        if came
        else _("Fijn dat u wilde kijken naar %(names)s.", names=names)
    )
    return Story(
        subject=_(
            "Dank u wel, ook namens %(names)s en %(school)s", names=names, school=school_of(visit)
        ),
        preheader=_("Wat kunt u uw kind vragen?"),
        paragraphs=(words, _("Praat er thuis nog even over. Dat helpt uw kind.")),
        task=conversation(seen),
    )


def missed(visit: Visit) -> Story | None:
    """Tell who could not be there, without blame, how they can still hear of it."""
    if any(one.came for one in visit.invitations) or not _is_over(visit):
        return None
    missed_ones = visit.invitations
    if not missed_ones:
        return None
    names = names_of(missed_ones)
    return Story(
        subject=ngettext(
            "%(names)s heeft gepresenteerd op %(school)s",
            "%(names)s hebben gepresenteerd op %(school)s",
            len(missed_ones),
            names=names,
            school=school_of(visit),
        ),
        preheader=_("Vraag thuis hoe het was."),
        paragraphs=(
            _("U kon er niet bij zijn. Dat geeft niet."),
            _("U kunt thuis ook horen hoe het was."),
        ),
        task=conversation(missed_ones),
    )


def _is_over(visit: Visit) -> bool:
    return visit.evening.is_open and not visit.is_to_come
