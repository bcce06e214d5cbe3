"""The forms of the steps; one button may be all of it."""

from flask_babel import lazy_gettext as _l

from partnerlink.domain.errors import DatePast
from partnerlink.domain.talk import AfterCancelling, Side
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.form_fields import Choice, Day, Form, TextBlock, TextLine
from partnerlink.services.talk_dates import today_of
from partnerlink.talk_steps.meeting_forms import VenueForm
from partnerlink.talk_steps.turn import Turn
from partnerlink.words import talk_date

RATINGS = {
    "4": _l("Heel goed"),
    "3": _l("Goed"),
    "2": _l("Het kon beter"),
    "1": _l("Niet goed"),
}
YES, NO = "ja", "nee"


class OneButton(Form):
    """Nothing to fill in."""


class AcceptForm(Form):
    """Which of the proposed dates."""

    date = Choice(_l("Welke datum kiest u?"), {}, missing=_l("Kies een datum."))


class SchoolAcceptForm(AcceptForm, VenueForm):
    """The date, and at school or online, which is for the school to choose."""


class ReasonForm(Form):
    """Why not, if one wants to say so."""

    reason = TextBlock(
        _l("Wilt u zeggen waarom?"),
        required=False,
        max_length=500,
        hint=_l("De ander leest dit."),
    )


class NeededReasonForm(Form):
    """Why not."""

    reason = TextBlock(
        _l("Wat is de reden?"),
        max_length=500,
        missing=_l("Schrijf kort op waarom."),
        hint=_l("De ander leest dit."),
    )


class CancelForm(NeededReasonForm):
    """Why not, and whether the school still seeks a speaker."""

    afterwards = Choice(
        _l("Zoekt u nog een spreker?"),
        {
            AfterCancelling.SET_ASIDE: _l("Nee, zet de aanvraag op pauze"),
            AfterCancelling.SEEK: _l("Ja, zoek verder"),
        },
        hints={
            AfterCancelling.SET_ASIDE: _l("U kunt later andere datums kiezen en weer openen."),
            AfterCancelling.SEEK: _l("De aanvraag staat dan weer open, met dezelfde datums."),
        },
        missing=_l("Kies of u nog een spreker zoekt."),
    )


class VogForm(Form):
    """Who saw the VOG, and when; nothing of the document itself."""

    seen_by = TextLine(
        _l("Wie heeft de VOG gezien?"),
        missing=_l("Vul de naam in van wie de VOG heeft gezien."),
        hint=_l("Een collega van uw school."),
    )
    seen_on = Day(_l("Wanneer?"), missing=_l("Vul de datum in."))


class EvaluationForm(Form):
    """Three short questions."""

    rating = Choice(_l("Hoe ging het?"), RATINGS, missing=_l("Kies hoe het ging."))
    remark = TextBlock(
        _l("Wat bleef hangen?"),
        required=False,
        max_length=1000,
        hint=_l("Schrijf geen namen van leerlingen op. De ander leest dit."),
    )
    again = Choice(
        _l("Wilt u dit nog een keer?"),
        {YES: _l("Ja"), NO: _l("Nee")},
        missing=_l("Kies ja of nee."),
    )


def date_key(chosen: TalkDate) -> str:
    """Return how a date stands in a form, such as `2026-12-08-morning`."""
    return f"{chosen.day.isoformat()}-{chosen.part}"


def date_labels(dates: tuple[TalkDate, ...]) -> dict[str, str]:
    """Return the words of each date by its key."""
    return {date_key(chosen): talk_date(chosen) for chosen in dates}


def one_button(_turn: Turn) -> Form:
    """Make a form that asks nothing."""
    return OneButton()


def accept_form(turn: Turn) -> Form:
    """Make the form with the dates that are left; a single one is chosen already.

    Raises DatePast when none is left.
    """
    dates = date_labels(turn.dates)
    if not dates:
        raise DatePast
    ways = turn.talk.ways
    data = {"date": next(iter(dates))} if len(dates) == 1 else {}
    if turn.side is Side.SCHOOL and len(ways) > 1:
        form = SchoolAcceptForm(data=data | {"venue": ways[0]})
    else:
        form = AcceptForm(data=data)
    form.date.offer(dates)
    return form


def reason_form(_turn: Turn) -> Form:
    """Make the form for a no with or without a reason."""
    return ReasonForm()


def needed_reason_form(_turn: Turn) -> Form:
    """Make the form for a no that needs a reason."""
    return NeededReasonForm()


def cancel_form(turn: Turn) -> Form:
    """Make the form for calling a talk off; only the school says what becomes of its request."""
    return CancelForm() if turn.side is Side.SCHOOL else NeededReasonForm()


def vog_form(turn: Turn) -> Form:
    """Make the form for who saw the VOG; not on a day to come."""
    talk, today = turn.talk, today_of(turn.now)
    form = VogForm(data={"seen_by": talk.vog_seen_by, "seen_on": talk.vog_seen_on or today})
    form.seen_on.latest = today
    return form


def evaluation_form(turn: Turn) -> Form:
    """Make the three questions, filled in with what this side said before."""
    said = turn.talk.evaluation_by(turn.side)
    if said is None:
        return EvaluationForm()
    again = YES if said.wants_again else NO
    return EvaluationForm(data={"rating": str(said.rating), "remark": said.remark, "again": again})
