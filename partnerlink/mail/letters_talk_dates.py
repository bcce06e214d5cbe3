"""Letters about a date agreed on: planned, does it go on, called off."""

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, object_session

from partnerlink.answer_links import answer_link
from partnerlink.domain.talk import Ending, RequestState, TalkState
from partnerlink.mail.agreed_talk import (
    agreed_facts,
    good_to_know,
    in_your_calendar,
    look_buttons,
    reply_to,
    what_is_agreed,
    what_is_missing,
)
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.letter import Button, Letter, Look
from partnerlink.mail.letters_talk_answers import other_matches, reason_of
from partnerlink.mail.letters_talk_questions import why_of_talk
from partnerlink.mail.occasion import TalkEnd
from partnerlink.mail.talk_calendar import calendar_part
from partnerlink.mail.talk_facts import (
    Row,
    agreed_day,
    agreed_row,
    agreed_time,
    offer_row,
    school_row,
    speaker_row,
    subject_row,
)
from partnerlink.models.talk import Talk
from partnerlink.words import long_date


def planned(end: TalkEnd) -> Letter | None:
    """Confirm the date to one side, with the event for the calendar, until that is over."""
    talk = end.talk
    if talk.state is not TalkState.PLANNED or end.talk.is_over(end.now):
        return None
    return Letter(
        subject=_("Afgesproken: gastles op %(day)s", day=agreed_day(talk)),
        preheader=f"{talk.request.subject} – {end.there.name}",
        paragraphs=(what_is_agreed(end), *good_to_know(end)),
        facts=agreed_facts(end),
        buttons=(*what_is_missing(end), *look_buttons(end)),
        afterwards=(
            in_your_calendar(end),
            _("Een vraag? Antwoord op deze mail. Die gaat naar %(p)s.", p=end.contact_there.name),
            _("Kunt u toch niet? Zeg het zo snel mogelijk af bij “Bekijk de afspraak”."),
        ),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.REQUEST),
        reply_to=reply_to(end),
    )


def reconfirm(end: TalkEnd) -> Letter | None:
    """Ask whether the talk goes on, unless this side said so or the day has come."""
    talk = end.talk
    if (
        talk.state is not TalkState.PLANNED
        or talk.has_begun(end.now)
        or talk.reconfirmed_at(end.side)
    ):
        return None
    yes = answer_link(talk, end.account, end.side, "reconfirm")
    no = answer_link(talk, end.account, end.side, "cancel")
    return Letter(
        subject=_("Gaat de gastles op %(day)s door?", day=agreed_day(talk)),
        preheader=_("Eén klik is genoeg. Dan weet %(name)s het zeker.", name=end.there.name),
        paragraphs=(
            what_is_agreed(end),
            _("Gaat dit door? Laat het weten met een van de knoppen."),
        ),
        facts=agreed_facts(end),
        buttons=(
            Button(_("Ja, het gaat door"), yes),
            Button(_("Nee, het gaat niet door"), no, Look.SECOND),
            *what_is_missing(end, look=Look.LINK),
        ),
        afterwards=(
            _("Een vraag? Antwoord op deze mail. Die gaat naar %(p)s.", p=end.contact_there.name),
        ),
        why=why_of_talk(end),
        reply_to=reply_to(end),
    )


def cancelled(end: TalkEnd) -> Letter | None:
    """Tell that the talk is off, why, and what comes next; take it out of the calendar."""
    talk = end.talk
    if talk.state is not TalkState.CANCELLED:
        return None
    is_own = talk.ended_by is end.side
    told, ahead = _who_cancelled(end), other_matches(end)
    return Letter(
        subject=_("De gastles op %(day)s gaat niet door", day=agreed_day(talk)),
        preheader=told,
        paragraphs=(told, _what_comes_next(end)),
        quote=None if is_own else reason_of(end),
        facts=(subject_row(talk), offer_row(end), agreed_row(talk), _other_row(end)),
        buttons=(ahead,) if ahead else look_buttons(end),
        afterwards=(_("De bijlage haalt de afspraak uit uw agenda."),),
        why=why_of_talk(end),
        calendar=calendar_part(end, method=CalendarMethod.CANCEL),
        reply_to=None if talk.reason == Ending.LEFT else reply_to(end),
    )


def _who_cancelled(end: TalkEnd) -> str:
    talk = end.talk
    is_own, has_left = talk.ended_by is end.side, talk.reason == Ending.LEFT
    if is_own and has_left:
        return _(
            "Uw organisatie doet niet meer mee met PartnerLink. "
            "De gastles van %(time)s gaat daarom niet door.",
            time=agreed_time(talk),
        )
    if is_own:
        return _("U heeft de gastles van %(time)s afgezegd.", time=agreed_time(talk))
    if has_left:
        return _(
            "%(name)s doet niet meer mee met PartnerLink. De gastles gaat daarom niet door.",
            name=end.there.name,
        )
    return _("%(name)s heeft de gastles afgezegd.", name=end.there.name)


def _other_row(end: TalkEnd) -> Row:
    return speaker_row(end.talk) if end.is_school else school_row(end.talk)


def _what_comes_next(end: TalkEnd) -> str:
    if end.talk.reason == Ending.LEFT and end.talk.ended_by is end.side:
        return _("We laten het de ander weten.")
    if not end.is_school and end.talk.ended_by is end.side:
        return _("We laten het de school weten.")
    if not end.is_school:
        return _("U hoeft die dag niet te komen. Dank u wel dat u wilde helpen.")
    if end.talk.request.state is RequestState.PAUSED:
        return _("Uw aanvraag staat op pauze. Past een andere dag? Open haar dan weer.")
    if other_matches(end) is not None:
        return _open_again(end)
    return _("Uw aanvraag is gesloten, want er zijn geen datums meer over.")


def _open_again(end: TalkEnd) -> str:
    session = object_session(end.talk)
    chosen = Talk.asked_to_step_in(end.talk.request_id).options(joinedload(Talk.partner))
    reserve = None if session is None else session.scalar(chosen.limit(1))
    if reserve is None:
        return _("Uw aanvraag staat weer open. Bekijk wie er nog meer kan komen.")
    return _(
        "We vragen nu uw reserve, %(name)s. Die antwoordt uiterlijk %(day)s. Uw aanvraag staat "
        "intussen weer open: u kunt ook anderen vragen.",
        name=reserve.partner.name,
        day=long_date(reserve.answer_by),
    )
