"""The table of steps: the word in the address, the words on the page, the form, what it does."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.domain.talk import Side
from partnerlink.form_fields import Form
from partnerlink.services.talk_after import is_correctable
from partnerlink.services.talk_answers import is_filled
from partnerlink.talk_steps import forms, held_forms, meeting_forms, takes
from partnerlink.talk_steps.step import Step
from partnerlink.talk_steps.turn import Turn

STEPS: tuple[Step, ...] = (
    Step(
        action="accept",
        word="aannemen",
        title=_l("Kies de datum"),
        button=_l("Ja, dit spreken we af"),
        label=_l("Ja, kies de datum"),
        lead=_l("Daarna staat de afspraak vast. U krijgt allebei een bevestiging met de mail."),
        icon="check",
        form=forms.accept_form,
        take=takes.accept,
        is_sensible=lambda turn: not turn.is_filled and bool(turn.dates),
    ),
    Step(
        action="keep_in_reserve",
        word="reserve",
        title=_l("Reserve staan"),
        button=_l("Ja, als reserve"),
        lead=_l("Er is al een spreker. Valt die uit, dan vragen we de reserve als eerste."),
        take=takes.keep_in_reserve,
        is_sensible=lambda turn: turn.date_behind is not None,
    ),
    Step(
        action="decline",
        word="afwijzen",
        title=_l("Nee zeggen"),
        button=_l("Verstuur uw antwoord"),
        label=_l("Nee, deze keer niet"),
        lead=_l("Een nee is ook goed. Dan kan de ander verder zoeken."),
        look="line",
        form=forms.reason_form,
        take=takes.decline,
    ),
    Step(
        action="reconfirm",
        word="doorgaan",
        title=_l("Gaat het door?"),
        button=_l("Ja, het gaat door"),
        icon="check",
        take=takes.reconfirm,
        is_sensible=lambda turn: (
            not turn.has_begun
            and turn.talk.reconfirm_asked_at is not None
            and turn.talk.reconfirmed_at(turn.side) is None
        ),
    ),
    Step(
        action="record_held",
        word="gegeven",
        title=_l("De gastles is gegeven"),
        button=_l("Leg het vast"),
        label=_l("De les is gegeven"),
        lead=_l("Zo telt de gastles mee in uw overzicht."),
        icon="check",
        form=held_forms.held_form,
        take=takes.record_held,
        is_sensible=lambda turn: turn.has_begun,
    ),
    Step(
        action="record_not_held",
        word="niet-doorgegaan",
        title=_l("De gastles is niet doorgegaan"),
        button=_l("Leg het vast"),
        label=_l("Niet doorgegaan"),
        look="line",
        form=forms.needed_reason_form,
        take=takes.record_not_held,
        is_sensible=lambda turn: turn.has_begun,
    ),
    Step(
        action="evaluate",
        word="terugblik",
        title=_l("Hoe was de gastles?"),
        button=_l("Verstuur uw antwoorden"),
        label=_l("Beantwoord drie vragen"),
        lead=_l("Drie korte vragen. De ander kan uw antwoorden lezen."),
        form=forms.evaluation_form,
        take=takes.evaluate,
        is_sensible=lambda turn: turn.talk.evaluation_by(turn.side) is None,
    ),
    Step(
        action="answer_again",
        word="nog-een-keer",
        title=_l("Nog een keer?"),
        button=_l("Ja, ik wil nog een keer komen"),
        lead=_l("De school wil u graag nog een keer. Zegt u ja? Dan maken we een aanvraag klaar."),
        look="line",
        take=takes.answer_again,
        is_sensible=lambda turn: (
            turn.said_again(Side.SCHOOL) is True and not turn.said_again(Side.PARTNER)
        ),
    ),
    Step(
        action="correct_held",
        word="aantallen",
        title=_l("De aantallen verbeteren"),
        button=_l("Bewaar de aantallen"),
        label=_l("Verbeter de aantallen"),
        lead=_l("Wat u hier invult, komt in de plaats van wat er stond."),
        look="line",
        icon="pencil",
        form=held_forms.correct_form,
        take=takes.correct_held,
        is_sensible=lambda turn: is_correctable(turn.talk, now=turn.now),
    ),
    Step(
        action="set_time",
        word="tijd",
        title=_l("Het lesuur"),
        button=_l("Bewaar het lesuur"),
        label=lambda turn: _("Kies het lesuur") if turn.talk.lacks_time else _("Pas de tijd aan"),
        lead=_l("De dag blijft dezelfde. U krijgt allebei bericht."),
        look=lambda turn: "" if turn.talk.lacks_time else "line",
        icon="clock",
        form=meeting_forms.time_form,
        take=takes.set_time,
        is_sensible=lambda turn: not turn.has_begun,
    ),
    Step(
        action="set_link",
        word="link",
        title=_l("De link voor de online gastles"),
        button=_l("Bewaar de link"),
        label=lambda turn: _("Vul de link in") if turn.talk.lacks_link else _("Pas de link aan"),
        lead=_l("U krijgt allebei bericht. De link komt ook in de agenda."),
        look=lambda turn: "" if turn.talk.lacks_link else "line",
        icon="monitor",
        form=meeting_forms.link_form,
        take=takes.set_link,
        is_sensible=lambda turn: not turn.has_begun and turn.talk.is_online,
    ),
    Step(
        action="set_venue",
        word="plaats",
        title=_l("Op school of online?"),
        button=_l("Bewaar uw keuze"),
        label=_l("Op school of online"),
        lead=_l("De dag en de tijd blijven dezelfde. U krijgt allebei bericht."),
        look="line",
        icon="map-pin",
        form=meeting_forms.venue_form,
        take=takes.set_venue,
        is_sensible=lambda turn: not turn.has_begun and len(turn.talk.ways) > 1,
    ),
    Step(
        action="record_vog",
        word="vog",
        title=_l("VOG gezien"),
        button=_l("Noteer dit"),
        label=_l("VOG gezien"),
        lead=_l("We bewaren alleen wie de VOG zag en wanneer. Nooit de VOG zelf."),
        look="line",
        icon="shield-check",
        form=forms.vog_form,
        take=takes.record_vog,
    ),
    Step(
        action="withdraw",
        word="intrekken",
        title=_l("Wilt u dit intrekken?"),
        button=_l("Trek het in"),
        label=_l("Intrekken"),
        lead=_l("De ander krijgt bericht."),
        look="line",
        form=forms.reason_form,
        take=takes.withdraw,
    ),
    Step(
        action="cancel",
        word="afzeggen",
        title=_l("De gastles afzeggen"),
        button=_l("Zeg de gastles af"),
        label=_l("Afzeggen"),
        lead=_l("De ander krijgt meteen bericht."),
        look="plain",
        is_drastic=True,
        form=forms.cancel_form,
        take=takes.cancel,
        is_sensible=lambda turn: not turn.has_begun,
    ),
)

BY_WORD = {step.word: step for step in STEPS}
BY_ACTION = {step.action: step for step in STEPS}


def steps_for(turn: Turn) -> tuple[Step, ...]:
    """Return the steps whose buttons `turn` shows, the most needed first."""
    return tuple(step for step in STEPS if turn.may(step.action) and step.is_sensible(turn))


def is_filled_in(form: Form, turn: Turn) -> bool:
    """Tell whether what was sent can be done; what is wrong stands beside its field."""
    if not form.validate_on_submit():
        return False
    if isinstance(form, meeting_forms.TimeForm | held_forms.HeldForm):
        return form.refuse_what_cannot_be(turn)
    return True


def is_late_yes(step: Step, turn: Turn) -> bool:
    """Tell whether somebody says yes just after another speaker was planned.

    That is nobody's mistake: `talk_answers.accept` then says so kindly, and changes nothing.
    """
    return step.action == "accept" and is_filled(turn.talk)
