"""The forms of the steps; one button may be all of it."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import DatePast
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.form_fields import Choice, Day, Form, TextBlock, TextLine, TimeOfDay, Whole
from partnerlink.services.talk_dates import today_of
from partnerlink.talk_steps.turn import Turn
from partnerlink.words import label, labels, talk_date

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


class TimeForm(Form):
    """From when to when, on the day agreed on."""

    begin = TimeOfDay(
        _l("Begin"),
        missing=_l("Vul in hoe laat de gastles begint."),
        render_kw={"class": "medium"},
    )
    end = TimeOfDay(
        _l("Einde"),
        missing=_l("Vul in hoe laat de gastles eindigt."),
        render_kw={"class": "medium"},
    )

    def refuse_what_cannot_be(self, turn: Turn) -> bool:
        """Refuse a time that is past, or an end that is not after the begin."""
        assert turn.talk.day is not None
        if datetime.combine(turn.talk.day, self.begin.data, tzinfo=AMSTERDAM) <= turn.now:
            self.refuse("begin", _("Deze tijd is al voorbij. Kies een latere tijd."))
        elif self.end.data <= self.begin.data:
            self.refuse("end", _("Het einde moet na het begin zijn."))
        return not self.begin.errors and not self.end.errors


class VogForm(Form):
    """Who saw the VOG, and when; nothing of the document itself."""

    seen_by = TextLine(
        _l("Wie heeft de VOG gezien?"),
        missing=_l("Vul de naam in van wie de VOG heeft gezien."),
        hint=_l("Een collega van uw school."),
    )
    seen_on = Day(_l("Wanneer?"), missing=_l("Vul de datum in."))


class HeldForm(Form):
    """For whom the talk was, and for how many."""

    leerjaar = Choice(_l("Voor welk leerjaar?"), {}, missing=_l("Kies een leerjaar."))
    level = Choice(_l("Voor welk niveau?"), {}, missing=_l("Kies een niveau."))
    pupils = Whole(
        _l("Hoeveel leerlingen waren erbij?"),
        at_least=1,
        at_most=2000,
        missing=_l("Vul in hoeveel leerlingen erbij waren."),
    )


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
    form = AcceptForm(data={"date": next(iter(dates))} if len(dates) == 1 else None)
    form.date.offer(dates)
    return form


def reason_form(_turn: Turn) -> Form:
    """Make the form for a no with or without a reason."""
    return ReasonForm()


def needed_reason_form(_turn: Turn) -> Form:
    """Make the form for a no that needs a reason."""
    return NeededReasonForm()


def time_form(turn: Turn) -> Form:
    """Make the form for the time, filled in with the present one."""
    talk = turn.talk
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    begin, end = talk.starts_at.astimezone(AMSTERDAM), talk.ends_at.astimezone(AMSTERDAM)
    return TimeForm(data={"begin": begin.time(), "end": end.time()})


def vog_form(turn: Turn) -> Form:
    """Make the form for who saw the VOG; not on a day to come."""
    talk, today = turn.talk, today_of(turn.now)
    form = VogForm(data={"seen_by": talk.vog_seen_by, "seen_on": talk.vog_seen_on or today})
    form.seen_on.latest = today
    return form


def held_form(turn: Turn) -> Form:
    """Make the form for a talk that was held, filled in with what was asked for."""
    request = turn.talk.request
    leerjaren = [year for year in Leerjaar if year in request.leerjaren] or list(Leerjaar)
    levels = [level for level in Level if level in request.levels] or list(Level)
    form = HeldForm(
        data={
            "leerjaar": leerjaren[0] if len(leerjaren) == 1 else None,
            "level": levels[0] if len(levels) == 1 else None,
            "pupils": request.pupils,
        }
    )
    form.leerjaar.offer({year: _("Leerjaar %(year)s", year=label(year)) for year in leerjaren})
    form.level.offer(dict(zip(levels, labels(levels, Level), strict=True)))
    return form


def evaluation_form(turn: Turn) -> Form:
    """Make the three questions, filled in with what this side said before."""
    said = turn.talk.evaluation_by(turn.side)
    if said is None:
        return EvaluationForm()
    again = YES if said.wants_again else NO
    return EvaluationForm(data={"rating": str(said.rating), "remark": said.remark, "again": again})
