"""The forms for how two meet: the lesson hour, at school or online, and the link."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.talk import PART_TIMES, is_in_part, latest_end
from partnerlink.domain.vocabulary import DayPart, Venue
from partnerlink.domain.web_addresses import meeting_link_of
from partnerlink.form_fields import Choice, Form, TextLine, TimeOfDay
from partnerlink.talk_steps.turn import Turn
from partnerlink.words import label


class TimeForm(Form):
    """From when to when, in the part of the day agreed on."""

    begin = TimeOfDay(
        _l("Begin"),
        missing=_l("Vul in hoe laat de gastles begint."),
        hint=_l("Bijvoorbeeld 10:15"),
        render_kw={"class": "medium"},
    )
    end = TimeOfDay(
        _l("Einde"),
        missing=_l("Vul in hoe laat de gastles eindigt."),
        render_kw={"class": "medium"},
    )

    def refuse_what_cannot_be(self, turn: Turn) -> bool:
        """Refuse a time outside the part of the day, a past one, or an end that cannot be."""
        talk = turn.talk
        assert talk.day is not None
        assert talk.part is not None
        if not is_in_part(self.begin.data, talk.part):
            self.refuse("begin", _outside(talk.part))
        elif datetime.combine(talk.day, self.begin.data, tzinfo=AMSTERDAM) <= turn.now:
            self.refuse("begin", _("Deze tijd is al voorbij. Kies een latere tijd."))
        elif self.end.data <= self.begin.data:
            self.refuse("end", _("Het einde moet na het begin zijn."))
        elif self.end.data > latest_end(talk.part):
            self.refuse("end", _too_late(talk.part))
        return not self.begin.errors and not self.end.errors


class VenueForm(Form):
    """At school or online, where both can be."""

    venue = Choice(
        _l("Hoe is de gastles?"),
        {Venue.AT_SCHOOL: _l("Op school"), Venue.ONLINE: _l("Online")},
        missing=_l("Kies op school of online."),
    )


class LinkForm(Form):
    """The web address on which the two meet."""

    link = TextLine(
        _l("De link"),
        max_length=500,
        missing=_l("Vul de link in."),
        hint=_l("Uit Teams, Meet, Zoom of wat uw school gebruikt."),
        render_kw={"inputmode": "url", "spellcheck": "false", "autocapitalize": "none"},
    )

    def validate_link(self, field: TextLine) -> None:
        """Refuse what no browser opens, and words around the link."""
        if field.data and not meeting_link_of(field.data):
            raise ValidationError(_("Dit is geen link. Plak de hele link, zonder tekst eromheen."))


def time_form(turn: Turn) -> Form:
    """Make the form for the lesson hour; filled in once the school set it."""
    talk = turn.talk
    if not talk.is_time_set:
        return TimeForm()
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    begin, end = talk.starts_at.astimezone(AMSTERDAM), talk.ends_at.astimezone(AMSTERDAM)
    return TimeForm(data={"begin": begin.time(), "end": end.time()})


def venue_form(turn: Turn) -> Form:
    """Make the form for at school or online, filled in with how it is now."""
    return VenueForm(data={"venue": turn.talk.venue})


def link_form(turn: Turn) -> Form:
    """Make the form for the link, filled in with the present one."""
    return LinkForm(data={"link": turn.talk.meeting_link})


def _outside(part: DayPart) -> str:
    first, last = (f"{at:%H:%M}" for at in PART_TIMES[part])
    return _(
        "De spreker zei ja tegen dit dagdeel: %(part)s. Kies een begin van %(first)s tot %(last)s.",
        part=label(part),
        first=first,
        last=last,
    )


def _too_late(part: DayPart) -> str:
    return _(
        "De spreker zei ja tegen dit dagdeel: %(part)s. Kies een einde tot en met %(last)s.",
        part=label(part),
        last=f"{latest_end(part):%H:%M}",
    )
