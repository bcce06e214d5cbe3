"""What a school reads about who is invited: the answer, the place, the needs, in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from partnerlink.carer_words import carers_words, relation_words
from partnerlink.domain.evening import InvitationState, ParentLanguage
from partnerlink.domain.vocabulary import TalkLanguage
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.presentation import Presentation
from partnerlink.room_words import room_words
from partnerlink.services.invitation_lists import Answer
from partnerlink.services.printed_letters import Letters
from partnerlink.words import clock_time, label, listing, short_date

ANSWERS: dict[Answer | None, LazyString] = {
    None: _l("Iedereen"),
    Answer.ASKED: _l("Nog geen antwoord"),
    Answer.COMING: _l("Komt"),
    Answer.WAITING: _l("Wacht op plaats"),
    Answer.NOT_COMING: _l("Komt niet"),
    Answer.WITHDRAWN: _l("Ingetrokken"),
}
LANGUAGES = {
    language: LazyString(label, TalkLanguage(language.value)) for language in ParentLanguage
}
"""The languages of parents, as the form fields for a choice want them."""


def language_words(language: ParentLanguage) -> str:
    """Return what a language of parents is called."""
    return label(TalkLanguage(language.value))


def answer_words(invitation: Invitation) -> tuple[str, str]:
    """Return what a household said in a few words, and the look of a badge for it."""
    if invitation.state is InvitationState.WITHDRAWN:
        return _("Ingetrokken"), ""
    if invitation.state is InvitationState.ASKED:
        return _("Nog geen antwoord"), "draft"
    if invitation.state is InvitationState.NOT_COMING:
        return _("Komt niet"), "bad"
    people = ngettext("Komt: %(num)d persoon", "Komt: %(num)d personen", invitation.people or 0)
    return people, "wait" if invitation.lacking else "good"


def waiting_words(invitation: Invitation) -> str:
    """Return for how many seats a household waits; empty when it waits for none."""
    if not invitation.lacking:
        return ""
    return ngettext(
        "Wacht nog op %(num)d plaats. Heeft er al %(seats)d.",
        "Wacht nog op %(num)d plaatsen. Heeft er al %(seats)d.",
        invitation.lacking,
        seats=invitation.seats,
    )


def behalf_words(invitation: Invitation) -> str:
    """Return who answered for a household, and when; empty when it did so itself."""
    if invitation.answered_by is None or invitation.answered_at is None:
        return ""
    return _(
        "Ingevuld door %(name)s op %(day)s om %(time)s.",
        name=invitation.answered_by.name,
        day=short_date(invitation.answered_at.date()),
        time=clock_time(invitation.answered_at),
    )


def place_words(presentation: Presentation) -> str:
    """Return when and where a presentation is: "19:30, lokaal A1"."""
    if presentation.room is None or presentation.round is None:
        return _("Nog niet in het programma")
    return f"{presentation.round.starts:%H:%M}, {room_words(presentation.room.name)}"


def carer_words(household: Household) -> str:
    """Return who the carers of a household are: "moeder en vader"."""
    return carers_words(household.carers) or _("Geen gegevens van ouders")


def label_words(carer: Carer) -> str:
    """Return what a carer is to the pupil, as a term stands: "Moeder"."""
    words = relation_words(carer)
    return words[:1].upper() + words[1:]


def mail_words(household: Household) -> str:
    """Return how a household was invited so far, by mail and on paper, and on which days."""
    printed = household.letter_printed_at
    letter = _("brief geprint op %(day)s", day=short_date(printed.date())) if printed else ""
    if not household.addresses:
        return letter or _("geen mail: geef een brief mee")
    if household.invited_at is not None:
        mail = _("mail van %(day)s", day=short_date(household.invited_at.date()))
        return f"{mail}, {letter}" if letter else mail
    return letter or _("mail nog niet verstuurd")


def unprinted_words(letters: Letters) -> str:
    """Return how many families without mail have no letter either: all, newcomers, a new link."""
    return ngettext(
        "%(num)d gezin heeft geen e-mailadres en nog geen brief.",
        "%(num)d gezinnen hebben geen e-mailadres en nog geen brief.",
        letters.unprinted,
    )


def printed_words(letters: Letters) -> str:
    """Return when some letters were printed last, and how many came after; empty for never."""
    if letters.last is None:
        return ""
    if not letters.unprinted:
        return _("geprint op %(day)s", day=short_date(letters.last.date()))
    return ngettext("%(num)d nog niet geprint", "%(num)d nog niet geprint", letters.unprinted)


def needs_words(needs: InvitationNeeds) -> list[str]:
    """Return what a household needs to be able to come, one need at a time."""
    interpreter = _("tolk: %(language)s", language=needs.interpreter) if needs.interpreter else ""
    children = ngettext("opvang voor %(num)d kind", "opvang voor %(num)d kinderen", needs.children)
    if needs.children_ages:
        children = f"{children} ({needs.children_ages})"
    return [
        words
        for words in (
            interpreter,
            _("plaats voor een rolstoel") if needs.needs_wheelchair_space else "",
            _("lift") if needs.needs_lift else "",
            children if needs.children else "",
            _("wil de mentor spreken") if needs.wants_mentor else "",
        )
        if words
    ]


def children_words(household: Household) -> str:
    """Return the names of the pupils a household is invited for: "Sami B (3A) en Nour B (1C)"."""
    pupils = [one.pupil for one in household.invitations if one.is_standing]
    return listing(
        f"{pupil.name} ({pupil.class_name})" if pupil.class_name else pupil.name for pupil in pupils
    )
