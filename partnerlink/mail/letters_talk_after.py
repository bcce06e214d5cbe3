"""Letters after a talk: did it take place, how was it, once more?"""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import RequestState, TalkState
from partnerlink.mail.letter import Button, Letter, Look
from partnerlink.mail.letters_talk_answers import reason_of
from partnerlink.mail.letters_talk_questions import why_of_talk
from partnerlink.mail.occasion import Occasion, TalkEnd, find_talk_end
from partnerlink.mail.talk_facts import Row, agreed_day, agreed_row, school_row, speaker_row
from partnerlink.models.talk_request import TalkRequest


def outcome(end: TalkEnd) -> Letter | None:
    """Ask the school whether the talk was held, until it said so."""
    talk = end.talk
    is_to_come = not talk.has_begun(end.now)
    if talk.state is not TalkState.PLANNED or is_to_come or not end.is_school:
        return None
    held = answer_link(talk, end.account, end.side, "record_held")
    not_held = answer_link(talk, end.account, end.side, "record_not_held")
    return Letter(
        subject=_("Is de gastles van %(day)s doorgegaan?", day=agreed_day(talk)),
        preheader=_("Leg het vast. Dan telt de gastles mee in uw overzicht."),
        paragraphs=(
            _("%(partner)s zou bij u een gastles geven.", partner=talk.partner.name),
            _("Leg vast of het doorging, en voor hoeveel leerlingen. Dat kost één minuut."),
        ),
        facts=_facts(end),
        buttons=(
            Button(_("Ja, de les is gegeven"), held),
            Button(_("Nee, niet doorgegaan"), not_held, Look.SECOND),
        ),
        why=why_of_talk(end),
    )


def not_held(end: TalkEnd) -> Letter | None:
    """Tell the speaker that the school recorded that the talk was not held, and why."""
    talk = end.talk
    if talk.state is not TalkState.NOT_HELD or end.is_school:
        return None
    school, person = talk.school.name, end.contact_there
    return Letter(
        subject=_("De gastles van %(day)s is niet doorgegaan", day=agreed_day(talk)),
        preheader=_("%(school)s heeft dat vastgelegd.", school=school),
        paragraphs=(
            _("%(school)s heeft vastgelegd dat uw gastles niet is doorgegaan.", school=school),
            _("Deze gastles telt niet mee. U hoeft nu niets te doen."),
        ),
        quote=reason_of(end),
        facts=_facts(end),
        afterwards=(
            _("Klopt dit niet? Antwoord op deze mail. Die gaat naar %(p)s.", p=person.name),
        ),
        why=why_of_talk(end),
        reply_to=(person.name, person.email),
    )


def evaluate(end: TalkEnd) -> Letter | None:
    """Ask one side how it was, until it said so."""
    talk = end.talk
    if talk.state is not TalkState.HELD or talk.evaluation_by(end.side) is not None:
        return None
    return Letter(
        subject=_("Hoe was de gastles van %(day)s?", day=agreed_day(talk)),
        preheader=_("Drie korte vragen. Het kost één minuut."),
        paragraphs=(
            _("Hoe was de gastles met %(name)s?", name=end.there.name),
            _("Geef antwoord op drie korte vragen. Daar leren we van, en de ander ook."),
        ),
        facts=_facts(end),
        buttons=(
            Button(
                _("Beantwoord drie vragen"), answer_link(talk, end.account, end.side, "evaluate")
            ),
        ),
        why=why_of_talk(end),
    )


def again(occasion: Occasion) -> Letter | None:
    """Ask the speaker for another time, or tell the school that the speaker wants to."""
    end = find_talk_end(occasion)
    if end is None or end.talk.state is not TalkState.HELD:
        return None
    draft = occasion.session.scalar(end.talk.next_draft())
    if end.is_school:
        return None if draft is None else _comes_again(end, draft)
    if draft is not None or end.talk.evaluation_by(end.side) is not None:
        return None
    return _asks_again(end)


def _asks_again(end: TalkEnd) -> Letter:
    school = end.talk.school.name
    yes = answer_link(end.talk, end.account, end.side, "answer_again")
    return Letter(
        subject=_("%(school)s wil u graag nog een keer", school=school),
        preheader=_("Dank u wel voor uw gastles. Komt u nog een keer?"),
        paragraphs=(
            _("Dank u wel voor uw gastles. %(school)s wil u graag nog een keer.", school=school),
            _("Wilt u dat ook? Dan zetten we een nieuwe aanvraag klaar. De datum komt later."),
        ),
        facts=_facts(end),
        buttons=(Button(_("Ja, ik kom nog een keer"), yes),),
        afterwards=(_("Liever niet? Dan hoeft u niets te doen."),),
        why=why_of_talk(end),
    )


def _comes_again(end: TalkEnd, draft: TalkRequest) -> Letter | None:
    if draft.state is not RequestState.DRAFT:
        return None
    partner = end.talk.partner.name
    return Letter(
        subject=_("%(partner)s komt graag nog een keer", partner=partner),
        preheader=_("Er staat een nieuwe aanvraag voor u klaar."),
        paragraphs=(
            _("%(partner)s wil graag nog een keer een gastles bij u geven.", partner=partner),
            _("De nieuwe aanvraag staat klaar als concept. Kies de datums en plaats de aanvraag."),
        ),
        facts=_facts(end),
        buttons=(Button(_("Kies de datums"), links.absolute("requests.show", number=draft.id)),),
        why=why_of_talk(end),
    )


def _facts(end: TalkEnd) -> tuple[Row, ...]:
    other = speaker_row(end.talk) if end.is_school else school_row(end.talk)
    return (_("Onderwerp"), end.talk.request.subject), agreed_row(end.talk), other
