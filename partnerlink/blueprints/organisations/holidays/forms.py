"""The first and last day of a school's own days off."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from partnerlink.domain.school_days import Holiday
from partnerlink.form_fields import Day, Form, TextLine
from partnerlink.services.own_holidays import latest_last_day


def _first_day() -> Day:
    return Day(_l("Eerste vrije dag"), missing=_l("Vul de eerste vrije dag in."))


def _last_day() -> Day:
    return Day(_l("Laatste vrije dag"), missing=_l("Vul de laatste vrije dag in."))


class DaysForm(Form):
    """The days of a holiday that has its name already."""

    first_day = _first_day()
    last_day = _last_day()

    def set_bounds(self, earliest: date, latest: date) -> None:
        """Take only days off that begin from `earliest` up to and including `latest`."""
        self.first_day.earliest, self.first_day.latest = earliest, latest
        self.last_day.earliest, self.last_day.latest = earliest, latest_last_day(latest)

    def validate_last_day(self, field: Day) -> None:
        """Refuse an end before the beginning, and a holiday of months."""
        first = self.first_day.data
        if first is None or self.first_day.errors:
            return
        if field.data < first:
            raise ValidationError(_("Kies een dag op of na de eerste vrije dag."))
        if field.data > latest_last_day(first):
            raise ValidationError(_("Zo lang kan een vakantie niet zijn. Kies een eerdere dag."))

    def days(self, name: str) -> Holiday:
        """Return what was filled in."""
        return Holiday(self.first_day.data, self.last_day.data, name)


class FreeDaysForm(DaysForm):
    """Days off that the region does not have; WTForms keeps the order of making."""

    name = TextLine(
        _l("Naam"),
        max_length=40,
        missing=_l("Geef de vrije dagen een naam."),
        hint=_l("Zoals studiedag of toetsweek."),
    )
    first_day = _first_day()
    last_day = _last_day()
