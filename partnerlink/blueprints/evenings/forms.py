"""The form of an evening."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from partnerlink.domain.evening import MAX_SEATS_PER_FAMILY
from partnerlink.domain.evening_times import UsualDays, usual_days
from partnerlink.domain.leerjaren import find_missing_leerjaar
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.form_fields import (
    Choice,
    Choices,
    Day,
    Phone,
    TextBlock,
    TextLine,
    Whole,
)
from partnerlink.form_fields.draft import DraftForm
from partnerlink.models.account import Account
from partnerlink.models.evening import CONTENT, Evening
from partnerlink.models.organisation import Organisation
from partnerlink.parents.spelregels import own_or_none, usual_in_dutch
from partnerlink.words import label, long_date

ONE_DAY = timedelta(days=1)
FURTHEST = timedelta(days=2 * 365)
WRITTEN_ELSEWHERE = frozenset({"presentations_per_round"})


class EveningForm(DraftForm):
    """What an evening is: when, where, for whom, and what families read beforehand."""

    title = TextLine(
        _("Hoe heet de avond?"),
        missing=_("Schrijf op hoe de avond heet."),
        hint=_("Gezinnen lezen dit. Bijvoorbeeld: Presentaties leerjaar 3"),
    )
    day = Day(_("Op welke dag is de avond?"), missing=_("Kies de dag van de avond."))
    address = TextLine(
        _("Op welk adres?"),
        max_length=200,
        missing=_("Vul het adres in waar gezinnen moeten zijn."),
    )
    entrance = TextLine(
        _("Welke ingang?"),
        max_length=200,
        required=False,
        hint=_("Bijvoorbeeld: de ingang aan het plein, bij de fietsen"),
    )
    phone = Phone(
        _("Welk nummer kunnen gezinnen bellen?"),
        missing=_("Vul het telefoonnummer in dat gezinnen kunnen bellen."),
    )
    contact = Choice(
        _("Wie regelt deze avond?"), {}, look="select", missing=_("Kies wie de avond regelt.")
    )
    answer_by = Day(
        _("Tot en met welke dag kunnen gezinnen antwoorden?"),
        earliest=date.min,
        required=False,
        hint=_("Laat u dit leeg? Dan kan het tot en met twee dagen voor de avond."),
    )
    held_until = Day(
        _("Tot en met welke dag houdt u plaatsen vrij?"),
        earliest=date.min,
        required=False,
        hint=_(
            "Na deze dag komen de plaatsen vrij van gezinnen die niets lieten horen. "
            "Laat u dit leeg? Dan is het een week voor de avond."
        ),
    )
    seats_per_family = Whole(
        _("Hoeveel plaatsen houdt u vrij voor elke leerling?"),
        at_least=1,
        at_most=MAX_SEATS_PER_FAMILY,
        hint=_("Wonen ouders apart? Dan delen zij deze plaatsen."),
    )
    leerjaar = Choice(
        _("Welk leerjaar?"),
        {leerjaar: leerjaar.value for leerjaar in Leerjaar},
        look="select",
        required=False,
    )
    level = Choice(_("Welk niveau?"), Level, look="select", required=False)
    competences = Choices(_("Aan welke loopbaancompetenties werkt u?"), Competence, required=False)
    welcome = TextBlock(
        _("Een woord van welkom"),
        max_length=600,
        required=False,
        hint=_("Gezinnen lezen dit bovenaan. Schrijf korte zinnen."),
        render_kw={"rows": "3"},
    )
    spelregels = TextBlock(
        _("De spelregels"),
        max_length=800,
        required=False,
        hint=_(
            "Past u dit niet aan? Dan leest elk gezin het in de eigen taal. "
            "Wat u zelf schrijft, vertalen wij niet."
        ),
        render_kw={"rows": "7"},
    )
    home_task = TextBlock(
        _("Wat kan het gezin thuis doen?"),
        max_length=600,
        required=False,
        hint=_("Bijvoorbeeld: Vraag uw kind om de presentatie thuis te oefenen."),
        render_kw={"rows": "3"},
    )

    evening: Evening | None = None
    today: date = date.min

    def know(self, evening: Evening | None, *, today: date) -> None:
        """Take what the answers are held against."""
        self.evening, self.today = evening, today
        tomorrow = today + ONE_DAY
        # An evening that is today stays today.
        self.day.earliest = min(evening.day, tomorrow) if evening and evening.is_open else tomorrow
        self.day.latest = today + FURTHEST

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the answers, also those that must go together."""
        is_valid = super().validate(extra_validators)
        are_days_good = self._has_good_days() if self._are_days_read() else False
        return self._has_real_class() and are_days_good and is_valid

    @property
    def content(self) -> dict[str, object]:
        """Return what the evening says; days that were left open are the usual ones."""
        said = {name: self[name].data for name in CONTENT if name not in WRITTEN_ELSEWHERE}
        said["spelregels"] = own_or_none(self.spelregels.data or "")
        days = self._days
        return said | {"answer_by": days.answer_by, "held_until": days.held_until}

    @property
    def _days(self) -> UsualDays:
        usual = usual_days(self.day.data, today=self.today)
        answer_by = self.answer_by.data or usual.answer_by
        held_until = self.held_until.data or min(usual.held_until, answer_by)
        return UsualDays(answer_by, held_until)

    def _are_days_read(self) -> bool:
        days = (self.day, self.answer_by, self.held_until)
        return self.day.data is not None and not any(field.errors for field in days)

    def _has_good_days(self) -> bool:
        days, day = self._days, self.day.data
        before = self.evening
        if days.answer_by >= day:
            self.refuse("answer_by", gettext("Kies een dag vóór %(day)s.", day=long_date(day)))
        elif days.answer_by < self.today and not (before and before.answer_by == days.answer_by):
            self.refuse("answer_by", gettext("Deze dag is al voorbij. Kies een latere dag."))
        last = min(days.answer_by, day - ONE_DAY)
        if days.held_until > last:
            sentence = gettext("Kies %(day)s, of een dag daarvoor.", day=long_date(last))
            self.refuse("held_until", sentence)
        elif before and not before.keeps_seats and days.held_until > before.held_until:
            self.refuse("held_until", gettext("De plaatsen zijn al vrij. Dit kan niet later."))
        elif days.held_until < self.today and not (before and before.held_until == days.held_until):
            self.refuse("held_until", gettext("Deze dag is al voorbij. Kies een latere dag."))
        return not (self.answer_by.errors or self.held_until.errors)

    def _has_real_class(self) -> bool:
        if self.level.data is None or self.leerjaar.data is None:
            return True
        missing = find_missing_leerjaar({self.level.data}, {self.leerjaar.data})
        if missing is None:
            return True
        level, leerjaar = missing
        self.refuse(
            "leerjaar",
            gettext(
                "Leerjaar %(leerjaar)s bestaat niet bij %(level)s. Kies een ander leerjaar.",
                leerjaar=label(leerjaar),
                level=label(level),
            ),
        )
        return False


def evening_form(
    evening: Evening | None,
    *,
    school: Organisation,
    colleagues: Mapping[int, str],
    asker: Account,
    today: date,
) -> EveningForm:
    """Return the form as it was sent, or filled with what the evening says or what is usual."""
    said = _usual(school, asker) if evening is None else _said(evening)
    form = EveningForm(data=said)
    if evening is not None:
        form.expect(said)
    form.contact.offer(colleagues)
    form.know(evening, today=today)
    return form


def _usual(school: Organisation, asker: Account) -> Mapping[str, object]:
    return {
        "address": school.address_line,
        "phone": school.phone,
        "spelregels": usual_in_dutch(),
        "seats_per_family": 2,
        "contact": asker.id,
    }


def _said(evening: Evening) -> Mapping[str, object]:
    said = {name: getattr(evening, name) for name in CONTENT if name not in WRITTEN_ELSEWHERE}
    said["spelregels"] = evening.spelregels or usual_in_dutch()
    return said | {"contact": evening.contact_id}
