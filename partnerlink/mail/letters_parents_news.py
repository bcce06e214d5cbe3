"""Letters to parents that tell: there are seats, something changed, it does not go on."""

from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.evening import EveningState
from partnerlink.mail.household_letter import ChildPart, Story
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.isolates import isolated
from partnerlink.mail.letters_parents_calendar import calendar_words, in_calendar, out_of_calendar
from partnerlink.mail.letters_parents_facts import (
    children,
    coming_child,
    conversation,
    evening_facts,
    if_you_cannot,
    names_of,
    school_of,
    vain_words,
)
from partnerlink.models.invitation import Invitation
from partnerlink.parents.words import day_words


def seats_found(visit: Visit) -> Story | None:
    """Tell who waited that there is a seat for each of them; unless they have none again."""
    seated = tuple(one for one in visit.coming if not one.lacking)
    if not seated or not visit.is_to_come:
        return None
    return Story(
        subject=_(
            "Er is plaats voor u. U kunt kijken naar %(names)s op %(school)s",
            names=names_of(seated),
            school=school_of(visit),
        ),
        preheader=_("U stond op de wachtlijst. Nu is er plaats."),
        paragraphs=(
            _("U stond op de wachtlijst. Nu is er plaats voor u allemaal."),
            _("U kunt komen kijken naar %(names)s. Tot ziens!", names=names_of(seated)),
            if_you_cannot(visit),
        ),
        facts=evening_facts(visit.evening),
        children=tuple(coming_child(visit, one) for one in visit.coming),
        afterwards=calendar_words(visit),
        calendar=in_calendar(visit),
    )


def no_seat(visit: Visit) -> Story | None:
    """Tell who waited in vain for how many there is no seat, once nobody can answer any more."""
    vain = tuple(one for one in visit.coming if one.lacking)
    is_settled = visit.is_to_come and visit.evening.answering_ended_at is not None
    if not vain or not is_settled:
        return None
    seated = tuple(one for one in visit.coming if one.seats)
    names, school = names_of(vain), school_of(visit)
    return Story(
        subject=_(
            "Er is niet voor iedereen plaats om te kijken naar %(names)s op %(school)s",
            names=names,
            school=school,
        )
        if seated
        else _(
            "Er is geen plaats meer om te kijken naar %(names)s op %(school)s",
            names=names,
            school=school,
        ),
        preheader=_("Er zijn meer mensen dan plaatsen. Dat spijt ons."),
        paragraphs=(
            _("U wilt graag komen kijken naar %(names)s.", names=names),
            _("Er zijn meer mensen dan plaatsen. Dat spijt ons."),
            _("Komt er nog een plaats vrij? Dan krijgt u een mail."),
            *((if_you_cannot(visit),) if seated else ()),
        ),
        facts=evening_facts(visit.evening) if seated else (),
        children=tuple(_with_what_there_is(visit, one) for one in visit.coming),
        task=conversation(vain),
        afterwards=calendar_words(visit),
        calendar=in_calendar(visit),
    )


def _with_what_there_is(visit: Visit, invitation: Invitation) -> ChildPart:
    if not invitation.lacking:
        return coming_child(visit, invitation)
    if invitation.seats:
        return replace(coming_child(visit, invitation), words=vain_words(invitation))
    # Where there is no seat, neither time nor room invites to come all the same.
    (words,) = vain_words(invitation)
    return ChildPart(name=isolated(invitation.pupil.first_name), when=words)


def changed(visit: Visit) -> Story | None:
    """Tell how it is now, to who comes or has not answered."""
    told = tuple(one for one in visit.invitations if one in visit.asked or one in visit.coming)
    if not told or not visit.is_to_come:
        return None
    return Story(
        subject=ngettext(
            "Er is iets veranderd: %(names)s presenteert op %(school)s",
            "Er is iets veranderd: %(names)s presenteren op %(school)s",
            len(told),
            names=names_of(told),
            school=school_of(visit),
        ),
        preheader=_("Kijk goed naar de dag, de tijd en de plaats."),
        paragraphs=(
            _("Er is iets veranderd. Kijk goed naar de dag, de tijd en de plaats."),
            _("Zo is het nu:"),
        ),
        facts=evening_facts(visit.evening),
        children=children(visit),
        afterwards=(*_if_changed(visit), *calendar_words(visit)),
        calendar=in_calendar(visit),
    )


def _if_changed(visit: Visit) -> tuple[str, ...]:
    return (if_you_cannot(visit),) if visit.coming else ()


def cancelled(visit: Visit) -> Story | None:
    """Tell that it does not go on, to everybody who did not say no."""
    told = tuple(one for one in visit.invitations if one in visit.asked or one in visit.coming)
    is_off = visit.evening.state is EveningState.CANCELLED and visit.days_left >= 0
    if not told or not is_off:
        return None
    return Story(
        subject=_(
            "Gaat niet door: kijken naar %(names)s op %(school)s",
            names=names_of(told),
            school=school_of(visit),
        ),
        preheader=_("U hoeft niet te komen."),
        paragraphs=(
            _("De avond van %(day)s gaat niet door.", day=day_words(visit.evening.day)),
            _("U hoeft niet te komen. Wij vinden dat jammer."),
        ),
        afterwards=_taken_out(visit),
        calendar=out_of_calendar(visit),
    )


def _taken_out(visit: Visit) -> tuple[str, ...]:
    if not visit.in_calendar:
        return ()
    return (_("Staat het in uw agenda? Het bestand bij deze mail haalt het weg."),)
