"""The table of steps: the word in the address, the words on the page, the form, what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side
from partnerlink.form_fields import Form
from partnerlink.services.talk_answers import is_filled
from partnerlink.talk_steps import forms, takes
from partnerlink.talk_steps.takes import Told
from partnerlink.talk_steps.turn import Turn


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step; `action` is its name in the lifecycle and the policy.

    `label` stands on the way to the form and `button` under it, which differ where the form asks
    something. `is_sensible` adds to what lifecycle and policy allow: when the way is shown.
    """

    action: str
    word: str
    title: LazyString
    button: LazyString
    label: LazyString | str = ""
    lead: LazyString | str = ""
    look: str = ""
    is_drastic: bool = False
    icon: str = ""
    form: Callable[[Turn], Form] = forms.one_button
    take: Callable[[Session, Turn, Form], Told]
    is_sensible: Callable[[Turn], bool] = lambda _turn: True

    @property
    def is_one_click(self) -> bool:
        """Tell whether there is nothing to fill in."""
        return self.form is forms.one_button


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
        is_sensible=lambda turn: (
            turn.is_filled
            and not turn.has_reserve
            and (turn.side is Side.SCHOOL or turn.talk.request.wants_reserve)
        ),
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
        form=forms.held_form,
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
        take=takes.answer_again,
        is_sensible=lambda turn: (
            turn.said_again(Side.SCHOOL) is True and not turn.said_again(Side.PARTNER)
        ),
    ),
    Step(
        action="set_time",
        word="tijd",
        title=_l("De tijd aanpassen"),
        button=_l("Bewaar de tijd"),
        label=_l("Pas de tijd aan"),
        lead=_l("De dag blijft dezelfde. U krijgt allebei bericht."),
        look="line",
        icon="clock",
        form=forms.time_form,
        take=takes.set_time,
        is_sensible=lambda turn: not turn.has_begun,
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
        title=_l("Intrekken"),
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
        lead=_l("De ander krijgt meteen bericht. Is er een reserve? Dan vragen we die direct."),
        look="plain",
        is_drastic=True,
        form=forms.needed_reason_form,
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
    return not isinstance(form, forms.TimeForm) or form.refuse_what_cannot_be(turn)


def is_late_yes(step: Step, turn: Turn) -> bool:
    """Tell whether somebody says yes just after another speaker was planned.

    That is nobody's mistake: `talk_answers.accept` then says so kindly, and changes nothing.
    """
    return step.action == "accept" and is_filled(turn.talk)
