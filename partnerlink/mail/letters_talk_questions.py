"""Letters that ask: will you come, may we come, do you still answer?"""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.answer_links import answer_link
from partnerlink.clock import AMSTERDAM
from partnerlink.domain.reserve import is_pressing
from partnerlink.domain.talk import AskedAs, TalkState, answering_side
from partnerlink.mail.letter import Button, Letter, Look, Quote
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.talk_facts import (
    Row,
    class_rows,
    distance_row,
    introduced,
    offer_row,
    place_row,
    proposed_row,
    school_row,
    speaker_row,
    subject_row,
)
from partnerlink.words import long_date


def invited(end: TalkEnd) -> Letter | None:
    """Ask a speaker to come, while the school's question stands."""
    talk = end.talk
    if talk.state is not TalkState.INVITED:
        return None
    return Letter(
        subject=_will_you_come(end),
        preheader=_preheader(end),
        paragraphs=(
            _(
                "%(who)s vraagt u voor een gastles.",
                who=introduced(end.contact_there, talk.school),
            ),
            _("Kunt u? Antwoord met een van de knoppen.")
            if talk.is_online
            else _("Kunt u komen? Antwoord met een van de knoppen."),
        ),
        quote=_message(end),
        facts=_facts(end),
        buttons=_answers(end),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
    )


def reserve_wanted(end: TalkEnd) -> Letter | None:
    """Ask a speaker to stand ready behind the planned one, while the school wants that."""
    talk = end.talk
    if talk.state is not TalkState.INVITED or talk.asked_as is not AskedAs.RESERVE:
        return None
    school = talk.school.name
    return Letter(
        subject=_("Wilt u reserve staan voor een gastles op %(school)s?", school=school),
        preheader=_preheader(end),
        paragraphs=(
            _("%(school)s heeft al een spreker, en zoekt een reserve.", school=school),
            _("Valt de spreker uit? Dan vragen we u als eerste. U zegt dan nog ja of nee."),
        ),
        quote=_message(end),
        facts=_facts(end),
        buttons=_answers(end),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
    )


def reserve_asked(end: TalkEnd) -> Letter | None:
    """Ask the reserve to come after all; when that is soon the letter begins with it."""
    talk = end.talk
    if talk.state is not TalkState.INVITED or talk.asked_as is not AskedAs.STAND_IN:
        return None
    day = talk.proposed_dates[0].day
    asks = _("%(school)s: kunt u komen op %(day)s?", school=talk.school.name, day=long_date(day))
    asked_on = talk.asked_at.astimezone(AMSTERDAM).date()
    return Letter(
        subject=_("Spoed. %(asks)s", asks=asks) if is_pressing(asked_on, day) else asks,
        preheader=_preheader(end),
        paragraphs=(
            _("U staat reserve voor een gastles op %(school)s.", school=talk.school.name),
            _("De spreker is uitgevallen. Kunt u komen op %(day)s?", day=long_date(day)),
            _("Laat het weten vóór het einde van %(day)s.", day=long_date(talk.answer_by)),
        ),
        facts=_facts(end),
        buttons=_answers(end),
        afterwards=(*_afterwards(end), _("De school mag intussen ook anderen vragen.")),
        why=why_of_talk(end),
    )


def applied(end: TalkEnd) -> Letter | None:
    """Ask a school whether a speaker may come, while the speaker's offer stands."""
    talk = end.talk
    if talk.state is not TalkState.APPLIED:
        return None
    return Letter(
        subject=_("%(partner)s wil bij u een gastles geven", partner=talk.partner.name),
        preheader=_preheader(end),
        paragraphs=(
            _(
                "%(who)s wil graag komen voor uw aanvraag.",
                who=introduced(end.contact_there, talk.partner),
            ),
            _("Past dit? Antwoord met een van de knoppen."),
        ),
        quote=_message(end),
        facts=_facts(end),
        buttons=_answers(end),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
    )


def reminder(end: TalkEnd) -> Letter | None:
    """Ask once more, while the talk waits for this side."""
    talk = end.talk
    if answering_side(talk.state) is not end.side:
        return None
    since, name = long_date(talk.asked_at.astimezone(AMSTERDAM).date()), end.there.name
    if end.is_school:
        told = _("%(name)s bood u op %(day)s een gastles aan.", name=name, day=since)
    else:
        told = _asked_before(end, since)
    return Letter(
        subject=_("%(name)s wacht op uw antwoord", name=name),
        preheader=_preheader(end),
        paragraphs=(
            told,
            _("We hebben nog geen antwoord. Een “nee” is ook goed: dan kan de ander verder."),
        ),
        quote=_message(end),
        facts=_facts(end),
        buttons=_answers(end),
        afterwards=_afterwards(end),
        why=why_of_talk(end),
    )


def why_of_talk(end: TalkEnd) -> str:
    """Say why the receiver gets letters about this talk."""
    if end.is_school:
        return _(
            "U krijgt deze mail omdat u bij PartnerLink contactpersoon bent van deze aanvraag."
        )
    return _("U krijgt deze mail omdat u bij PartnerLink contactpersoon bent van dit aanbod.")


def _will_you_come(end: TalkEnd) -> str:
    school = end.talk.school.name
    if end.talk.is_online:
        return _("Wilt u online een gastles geven aan %(school)s?", school=school)
    return _("Wilt u een gastles geven op %(school)s?", school=school)


def _asked_before(end: TalkEnd, since: str) -> str:
    name = end.there.name
    match end.talk.asked_as:
        case AskedAs.RESERVE:
            return _("%(name)s vroeg u op %(day)s om reserve te staan.", name=name, day=since)
        case AskedAs.STAND_IN:
            return _(
                "U staat reserve voor %(name)s. Op %(day)s vroegen we of u kunt komen.",
                name=name,
                day=since,
            )
        case _:
            return _("%(name)s vroeg u op %(day)s voor een gastles.", name=name, day=since)


def _preheader(end: TalkEnd) -> str:
    return _(
        "%(subject)s – antwoord uiterlijk %(day)s",
        subject=end.talk.request.subject,
        day=long_date(end.talk.answer_by),
    )


def _message(end: TalkEnd) -> Quote | None:
    return Quote(end.contact_there.name, end.talk.message) if end.talk.message else None


def _facts(end: TalkEnd) -> tuple[Row, ...]:
    talk = end.talk
    answer_by = (_("Antwoord uiterlijk"), long_date(talk.answer_by))
    if end.is_school:
        return (
            speaker_row(talk),
            offer_row(end),
            distance_row(end),
            (_("Voor uw aanvraag"), talk.request.subject),
            proposed_row(talk),
            answer_by,
        )
    return (
        subject_row(talk),
        offer_row(end),
        *class_rows(talk),
        proposed_row(talk),
        school_row(talk),
        place_row(talk),
        distance_row(end),
        answer_by,
    )


def _answers(end: TalkEnd) -> tuple[Button, ...]:
    words = (
        (_("Ja, graag"), _("Nee, dank u"))
        if end.is_school
        else (_("Ja, ik doe het") if end.talk.is_online else _("Ja, ik kom"), _("Nee, ik kan niet"))
    )
    talk, side, yes = end.talk, end.side, "accept"
    if talk.asked_as is AskedAs.RESERVE:
        words, yes = (_("Ja, ik sta reserve"), words[1]), "keep_in_reserve"
    everything = links.absolute("talks.show", number=talk.id)
    return (
        Button(words[0], answer_link(talk, end.account, side, yes)),
        Button(words[1], answer_link(talk, end.account, side, "decline"), Look.SECOND),
        Button(_("Lees eerst alles over deze vraag"), everything, Look.LINK),
    )


def _afterwards(end: TalkEnd) -> tuple[str, ...]:
    choice = (
        _("Na “ja” kiest u een van de datums. Daarna staat de afspraak vast.")
        if len(end.talk.proposed) > 1
        else _("Na “ja” bevestigt u de datum. Daarna staat de afspraak vast.")
    )
    if end.talk.asked_as is AskedAs.RESERVE:
        choice = _("Na “ja” staat u reserve. U hoeft de dag nog niet vast te zetten.")
    late = _("Antwoordt u niet op tijd? Dan vervalt de vraag vanzelf.")
    return choice, late
