"""What each step does with its filled-in form, and what is said about it afterwards."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side
from partnerlink.domain.web_addresses import meeting_link_of
from partnerlink.form_fields import Form
from partnerlink.services import talk_after, talk_answers, talk_changes
from partnerlink.services.talk_answers import Outcome
from partnerlink.talk_steps.forms import YES, CancelForm, SchoolAcceptForm, date_key
from partnerlink.talk_steps.held_forms import HeldForm
from partnerlink.talk_steps.turn import Turn
from partnerlink.words import long_date

Told = tuple[str, str]
"""A sentence, and whether it is good or only something to know."""


def accept(session: Session, turn: Turn, form: Form) -> Told:
    """Say yes with a date."""
    by_key = {date_key(chosen): chosen for chosen in turn.talk.proposed_dates}
    chosen = by_key.get(form.date.data)
    venue = form.venue.data if isinstance(form, SchoolAcceptForm) else None
    outcome = talk_answers.accept(session, turn.talk, chosen, now=turn.now, venue=venue)
    if outcome is Outcome.PLANNED:
        if turn.side is Side.SCHOOL:
            return _("De gastles is gepland. Kies nu nog het lesuur."), "good"
        return _("De gastles is gepland. U krijgt een bevestiging met de mail."), "good"
    return _came_second(turn, outcome), "info"


def keep_in_reserve(session: Session, turn: Turn, _form: Form) -> Told:
    """Stand behind the planned speaker."""
    talk_answers.keep_in_reserve(session, turn.talk, now=turn.now)
    if turn.side is Side.SCHOOL:
        return _("De spreker staat nu reserve."), "good"
    return _("U staat nu reserve. Dank u wel."), "good"


def decline(session: Session, turn: Turn, form: Form) -> Told:
    """Say no."""
    talk_answers.decline(session, turn.talk, reason=form.reason.data or "", now=turn.now)
    return _("Uw antwoord is verstuurd. Dank u wel."), "good"


def withdraw(session: Session, turn: Turn, form: Form) -> Told:
    """Take it back."""
    reason = form.reason.data or ""
    talk_answers.withdraw(session, turn.talk, by=turn.side, reason=reason, now=turn.now)
    return _("Het is ingetrokken. De ander krijgt bericht."), "good"


def reconfirm(_session: Session, turn: Turn, _form: Form) -> Told:
    """Say that it goes on."""
    turn.talk.reconfirm(turn.side, turn.now)
    return _("Dank u wel. De ander ziet dat het doorgaat."), "good"


def set_time(session: Session, turn: Turn, form: Form) -> Told:
    """Say in which hour it is."""
    talk_changes.set_time(
        session, turn.talk, begin=form.begin.data, end=form.end.data, now=turn.now
    )
    return _("Het lesuur is bewaard. U krijgt allebei bericht."), "good"


def set_venue(session: Session, turn: Turn, form: Form) -> Told:
    """Say whether the two meet at school or online."""
    venue = form.venue.data
    if venue is turn.talk.venue:
        return _("Het blijft zoals het was."), "info"
    talk_changes.set_venue(session, turn.talk, venue, now=turn.now)
    if turn.talk.lacks_link:
        return _("De gastles is nu online. Vul nog de link in."), "good"
    return _("Uw keuze is bewaard. U krijgt allebei bericht."), "good"


def set_link(session: Session, turn: Turn, form: Form) -> Told:
    """Say on which web address the two meet."""
    talk_changes.set_link(session, turn.talk, meeting_link_of(form.link.data), now=turn.now)
    return _("De link is bewaard. U krijgt allebei bericht."), "good"


def record_vog(_session: Session, turn: Turn, form: Form) -> Told:
    """Note who saw the VOG."""
    talk_changes.record_vog(
        turn.talk, seen_by=form.seen_by.data, seen_on=form.seen_on.data, now=turn.now
    )
    return _("Het is genoteerd."), "good"


def cancel(session: Session, turn: Turn, form: Form) -> Told:
    """Call it off."""
    talk, reason = turn.talk, form.reason.data
    if isinstance(form, CancelForm):
        talk_changes.cancel(
            session,
            talk,
            by=turn.side,
            reason=reason,
            now=turn.now,
            afterwards=form.afterwards.data,
        )
    else:
        talk_changes.cancel(session, talk, by=turn.side, reason=reason, now=turn.now)
    return _("De gastles is afgezegd. U krijgt allebei bericht."), "good"


def record_held(session: Session, turn: Turn, form: Form) -> Told:
    """Note that it took place."""
    assert isinstance(form, HeldForm)
    talk_after.record_held(session, turn.talk, form.numbers, now=turn.now)
    return _("Mooi. De gastles telt mee in uw overzicht."), "good"


def correct_held(session: Session, turn: Turn, form: Form) -> Told:
    """Put the numbers right."""
    assert isinstance(form, HeldForm)
    talk_after.correct_held(session, turn.talk, form.numbers, now=turn.now)
    return _("De aantallen zijn verbeterd."), "good"


def record_not_held(session: Session, turn: Turn, form: Form) -> Told:
    """Note that it did not take place."""
    talk_after.record_not_held(session, turn.talk, reason=form.reason.data, now=turn.now)
    return _("Het is genoteerd. Jammer dat het niet doorging."), "good"


def evaluate(session: Session, turn: Turn, form: Form) -> Told:
    """Keep the three answers."""
    talk_after.evaluate(
        session,
        turn.talk,
        turn.side,
        rating=int(form.rating.data),
        remark=form.remark.data or "",
        wants_again=form.again.data == YES,
        now=turn.now,
    )
    return _("Dank u wel voor uw antwoorden."), "good"


def answer_again(session: Session, turn: Turn, _form: Form) -> Told:
    """Say yes to another time."""
    talk_after.answer_again(session, turn.talk, now=turn.now)
    return _("Fijn. De school heeft nu een aanvraag klaarstaan voor een volgende keer."), "good"


def _came_second(turn: Turn, outcome: Outcome) -> str:
    is_reserve, is_school = outcome is Outcome.RESERVE, turn.side is Side.SCHOOL
    if is_reserve and is_school:
        return _("Er was net al een spreker. Deze spreker staat nu reserve.")
    if is_reserve:
        day = long_date(turn.talk.proposed_dates[0].day)
        return _("Er was net al een spreker. U staat nu reserve voor %(day)s.", day=day)
    if is_school:
        return _("Er was net al een andere spreker. Deze spreker krijgt bericht.")
    return _("Iemand anders was net eerder. De plek is al bezet. Dank u wel.")
