"""The letter to parents who answered and lost their link: here it is again."""

from flask_babel import gettext as _

from partnerlink import evening_links
from partnerlink.mail.household_letter import ChildPart, Story
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.isolates import isolated
from partnerlink.mail.letter import Button, Look
from partnerlink.mail.letters_parents_facts import (
    child_facts,
    coming_child,
    evening_facts,
    if_you_cannot,
    names_of,
    school_of,
    when,
)
from partnerlink.models.invitation import Invitation
from partnerlink.parents.words import day_words


def link_again(visit: Visit) -> Story | None:
    """Give who answered the link with which the answer can be changed, as long as it can."""
    takes_answers = visit.evening.takes_answers(visit.today)
    chosen = tuple(
        one
        for one in visit.invitations
        if not one.is_link_revoked
        and (one in visit.coming or (takes_answers and one not in visit.asked))
    )
    if not chosen or not visit.is_to_come:
        return None
    names = names_of(chosen)
    return Story(
        subject=_("Uw link voor %(names)s op %(school)s", names=names, school=school_of(visit)),
        preheader=_("U gaf al antwoord."),
        paragraphs=(
            _("Dit is uw eigen link voor %(names)s. U gaf al antwoord.", names=names),
            _last_words(visit) if takes_answers else if_you_cannot(visit),
        ),
        facts=evening_facts(visit.evening),
        children=tuple(
            coming_child(visit, one) if one in visit.coming else _absent_child(visit, one)
            for one in chosen
        ),
    )


def _last_words(visit: Visit) -> str:
    day = day_words(visit.evening.answer_by)
    return _("Wilt u uw antwoord veranderen? Dat kan tot en met %(day)s.", day=day)


def _absent_child(visit: Visit, invitation: Invitation) -> ChildPart:
    name = isolated(invitation.pupil.first_name)
    return ChildPart(
        name=name,
        when=when(visit, invitation),
        button=Button(
            _("Verander uw antwoord voor %(name)s", name=name),
            evening_links.address(invitation),
            Look.SECOND,
        ),
        words=(_("U zei dat u niet komt."),),
        facts=child_facts(invitation),
    )
