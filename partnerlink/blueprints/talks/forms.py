"""The form of a first step: which dates, and a short message."""

from flask_babel import lazy_gettext as _l

from partnerlink.domain.talk_dates import MAX_OPTIONS, TalkDate
from partnerlink.form_fields import Choices, Form, TextBlock
from partnerlink.talk_steps.forms import date_key, date_labels

MOST_DATES = 12


class FirstStepForm(Form):
    """The dates to put forward, and what to say with them."""

    dates = Choices(
        _l("Welke datums stelt u voor?"),
        {},
        at_most=MOST_DATES,
        missing=_l("Kies minstens één datum."),
        hint=_l("Hoe meer datums, hoe sneller het lukt."),
    )
    message = TextBlock(
        _l("Een kort bericht"),
        required=False,
        max_length=1000,
        hint=_l("Bijvoorbeeld: wie u bent, en wat u graag wilt."),
    )


def first_step_form(dates: tuple[TalkDate, ...]) -> FirstStepForm:
    """Make the form; where there is a choice of a few dates, all are ticked already."""
    words = date_labels(dates)
    few = words if len(words) <= MAX_OPTIONS else ()
    form = FirstStepForm(data={"dates": few})
    form.dates.offer(words)
    return form


def chosen_dates(form: FirstStepForm, dates: tuple[TalkDate, ...]) -> list[TalkDate]:
    """Return the dates that were ticked, in order."""
    return [chosen for chosen in dates if date_key(chosen) in form.dates.data]
