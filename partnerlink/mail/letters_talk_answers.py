"""Letters that tell how a question ended: in reserve, filled, declined, expired, withdrawn."""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.domain.talk import GOING_ON, Ending, RequestState, TalkState
from partnerlink.mail.letter import Button, Letter, Look, Quote
from partnerlink.mail.letters_talk_questions import why_of_talk
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.talk_facts import (
    Row,
    asked_dates_row,
    offer_row,
    proposed_row,
    subject_row,
)


def in_reserve(end: TalkEnd) -> Letter | None:
    """Tell that the speaker stands behind another one."""
    talk = end.talk
    if talk.state is not TalkState.RESERVE:
        return None
    if end.is_school:
        subject = _("%(partner)s staat voor u reserve", partner=talk.partner.name)
        paragraphs: tuple[str, ...] = (
            _("%(partner)s wil komen als uw spreker uitvalt.", partner=talk.partner.name),
            _("Valt uw spreker uit? Dan vragen we deze reserve meteen."),
        )
    else:
        subject = _("U staat reserve voor %(school)s", school=talk.school.name)
        paragraphs = (
            _("Dank u wel. %(school)s heeft al een spreker.", school=talk.school.name),
            _("Valt die spreker uit? Dan vragen we u als eerste. U staat nu reserve."),
            _("U hoeft niets te doen. Liever geen reserve? Trek u terug bij “Bekijk de gastles”."),
        )
    return Letter(
        subject=subject,
        preheader=talk.request.subject,
        paragraphs=paragraphs,
        facts=(subject_row(talk), offer_row(end), proposed_row(talk)),
        buttons=(_talk_button(end),),
        why=why_of_talk(end),
    )


def released(end: TalkEnd) -> Letter | None:
    """Thank a reserve who need not stand ready any more, and say why."""
    talk = end.talk
    if talk.state is not TalkState.WITHDRAWN:
        return None
    match talk.reason:
        case Ending.CALLED_OFF:
            told = _("%(school)s heeft de gastles zelf afgezegd.", school=talk.school.name)
        case Ending.NO_DATE:
            told = _("De andere spreker is uitgevallen. Maar er is geen datum meer waarop u kunt.")
        case _:
            told = _("%(school)s heeft geen reserve meer nodig.", school=talk.school.name)
    return Letter(
        subject=_("U staat niet meer reserve voor %(school)s", school=talk.school.name),
        preheader=_("Dank u wel dat u klaarstond."),
        paragraphs=(told, _("U hoeft niet te komen. Dank u wel dat u klaarstond.")),
        facts=_facts(end),
        buttons=_ways_on(end),
        why=why_of_talk(end),
    )


def speaker_full(end: TalkEnd) -> Letter | None:
    """Tell that the speaker gives no more talks this school year."""
    talk, more = end.talk, _("Kunt u toch vaker? Verhoog dan het aantal bij uw aanbod.")
    if talk.state not in (TalkState.DECLINED, TalkState.WITHDRAWN):
        return None
    if end.is_school:
        name = talk.partner.name
        subject = _("%(name)s zit vol voor dit schooljaar", name=name)
        told = _(
            "%(name)s geeft dit schooljaar al zoveel gastlessen als er plek is. "
            "De vraag is daarom vervallen.",
            name=name,
        )
    else:
        subject = _("Uw aanbod zit vol: gastles op %(school)s vervalt", school=talk.school.name)
        told = _(
            "Uw aanbod “%(offer)s” zit vol voor dit schooljaar. %(school)s weet dat.",
            offer=talk.offer.subject,
            school=talk.school.name,
        )
    return Letter(
        subject=subject,
        preheader=talk.request.subject,
        paragraphs=(told, _what_now(end) if end.is_school else more),
        facts=_facts(end),
        buttons=_ways_on(end) if end.is_school else (_talk_button(end),),
        why=why_of_talk(end),
    )


def filled(end: TalkEnd) -> Letter | None:
    """Tell that somebody else was first, in a friendly way."""
    talk = end.talk
    if talk.state in GOING_ON:
        return None
    return Letter(
        subject=_("%(school)s heeft al een spreker", school=talk.school.name),
        preheader=_("Dank u wel dat u wilde komen."),
        paragraphs=(
            _(
                "Dank u wel dat u wilde komen. %(school)s heeft nu een andere spreker.",
                school=talk.school.name,
            ),
            _("Er zijn meer scholen in de buurt die iemand zoeken."),
        ),
        facts=_facts(end),
        buttons=_ways_on(end),
        why=why_of_talk(end),
    )


def declined(end: TalkEnd) -> Letter | None:
    """Tell that the other side said no, and what can be done now."""
    talk = end.talk
    if talk.state is not TalkState.DECLINED:
        return None
    if end.is_school:
        subject = _("%(partner)s kan niet komen", partner=talk.partner.name)
        told = _(
            "%(partner)s kan de gastles “%(subject)s” niet geven.",
            partner=talk.partner.name,
            subject=talk.request.subject,
        )
    else:
        subject = _("Deze keer niet: gastles op %(school)s", school=talk.school.name)
        told = _(
            "Dank u wel voor uw aanbod. %(school)s maakt er deze keer geen gebruik van.",
            school=talk.school.name,
        )
    if talk.reason == Ending.LEFT:
        subject, told = _left(end)
    return Letter(
        subject=subject,
        preheader=talk.request.subject,
        paragraphs=(told, _what_now(end)),
        quote=reason_of(end),
        facts=_facts(end),
        buttons=_ways_on(end),
        why=why_of_talk(end),
    )


def expired(end: TalkEnd) -> Letter | None:
    """Tell that nobody answered in time; who was to answer hears it too."""
    talk = end.talk
    if talk.state is not TalkState.EXPIRED:
        return None
    name = end.there.name
    if talk.first_step is end.side:
        subject = _("Geen antwoord van %(name)s", name=name)
        told = _("%(name)s heeft niet op tijd geantwoord. De vraag is vervallen.", name=name)
    else:
        subject = _("De vraag van %(name)s is vervallen", name=name)
        told = _("U heeft %(name)s niet op tijd geantwoord. De vraag is vervallen.", name=name)
    return Letter(
        subject=subject,
        preheader=talk.request.subject,
        paragraphs=(told, _what_now(end)),
        facts=_facts(end),
        buttons=_ways_on(end),
        why=why_of_talk(end),
    )


def withdrawn(end: TalkEnd) -> Letter | None:
    """Tell that the other side took its question or its readiness back."""
    talk = end.talk
    if talk.state is not TalkState.WITHDRAWN:
        return None
    name = end.there.name
    if end.is_school:
        subject = _("%(name)s kan toch niet komen", name=name)
        told = _("%(name)s is niet meer beschikbaar voor uw aanvraag.", name=name)
    else:
        subject = _("%(name)s trekt de vraag in", name=name)
        told = _("%(name)s heeft de vraag voor deze gastles ingetrokken.", name=name)
    if talk.reason == Ending.LEFT:
        subject, told = _left(end)
    return Letter(
        subject=subject,
        preheader=talk.request.subject,
        paragraphs=(told, _what_now(end)),
        quote=reason_of(end),
        facts=_facts(end),
        buttons=_ways_on(end),
        why=why_of_talk(end),
    )


def reason_of(end: TalkEnd) -> Quote | None:
    """Return what the other side gave as its reason."""
    reason = end.talk.reason
    if not reason or reason in set(Ending):
        return None
    return Quote(end.contact_there.name, reason)


def other_matches(end: TalkEnd) -> Button | None:
    """Return the way to who else fits; None when the request or offer looks no further."""
    if end.is_school:
        if end.talk.request.state is not RequestState.OPEN:
            return None
        url = links.absolute("catalogue.show_ranked_offers", number=end.talk.request_id)
        return Button(_("Bekijk wie nog meer kan komen"), url)
    if not end.talk.offer.is_open:
        return None
    url = links.absolute("catalogue.show_ranked_requests", number=end.talk.offer_id)
    return Button(_("Bekijk scholen in de buurt"), url)


def _left(end: TalkEnd) -> tuple[str, str]:
    name = end.there.name
    return (
        _("%(name)s doet niet meer mee", name=name),
        _("%(name)s doet niet meer mee met PartnerLink. De vraag is daarom vervallen.", name=name),
    )


def _ways_on(end: TalkEnd) -> tuple[Button, ...]:
    first = other_matches(end)
    return (first,) if first else (_talk_button(end),)


def _what_now(end: TalkEnd) -> str:
    if other_matches(end) is None:
        return _("U hoeft nu niets te doen.")
    if end.is_school:
        return _("Uw aanvraag staat nog open. Bekijk wie er nog meer kan komen.")
    return _("Er zijn meer scholen in de buurt die iemand zoeken.")


def _talk_button(end: TalkEnd) -> Button:
    url = links.absolute("talks.show", number=end.talk.id)
    return Button(_("Bekijk de gastles"), url, Look.SECOND)


def _facts(end: TalkEnd) -> tuple[Row, ...]:
    return (subject_row(end.talk), offer_row(end), asked_dates_row(end.talk))
