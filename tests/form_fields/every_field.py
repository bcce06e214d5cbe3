"""A form with every field in it, and a small app to send it to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, render_template_string
from flask_babel import Babel, format_decimal
from jinja2 import StrictUndefined
from werkzeug.datastructures import MultiDict

from partnerlink.config import ROOT
from partnerlink.domain.vocabulary import DayPart, Sector, Venue
from partnerlink.form_fields import (
    Choice,
    Choices,
    Day,
    EmailLine,
    Form,
    Kilometres,
    Password,
    Phone,
    Row,
    Rows,
    Slots,
    TextBlock,
    TextLine,
    TimeOfDay,
    Whole,
    YesNo,
)
from partnerlink.icons import icon
from partnerlink.words import kilometres, unbroken

Sent = dict[str, Any]

TEMPLATE = """{% import "macros/forms.html" as forms %}{{ forms.error_summary(form) }}
{% call forms.form(form, "Opslaan") %}
  {% for field in form if field.type != "CSRFTokenField" %}{{ forms.field(field) }}{% endfor %}
{% endcall %}"""


class DateRow(Row):
    day = Day("Dag", missing="Kies een dag.")
    part = Choice("Deel van de dag", DayPart, look="select", missing="Kies een deel.")


class EveryField(Form):
    subject = TextLine("Onderwerp", missing="Vul het onderwerp in.", max_length=40)
    story = TextBlock("Verhaal", max_length=200, required=False)
    email = EmailLine("E-mailadres", hint="Daarmee bereikt de school u.")
    phone = Phone("Telefoon", required=False)
    pupils = Whole("Leerlingen", at_least=1, at_most=400)
    km = Kilometres("Hoe ver?")
    day = Day("Datum", required=False)
    start = TimeOfDay("Begin", required=False)
    sector = Choice("Sector", Sector, look="select")
    venue = Choice("Waar?", Venue, hints={Venue.ONLINE: "U krijgt een link."})
    sectors = Choices("Sectoren", Sector, at_most=3)
    slots = Slots("Wanneer?")
    dates = Rows("Data", DateRow, row_label="Datum", drawn=2)
    password = Password("Wachtwoord")
    rules = YesNo("Ik houd me aan de spelregels", required=True)
    news = YesNo("Stuur mij nieuws")


GOOD: Sent = {
    "subject": "Werken in de zorg",
    "email": "jan@school.nl",
    "pupils": "25",
    "km": "30",
    "sector": "zorg",
    "venue": "online",
    "sectors": ["zorg", "ict"],
    "slots": ["mon_morning", "fri_evening"],
    "dates-0-day": "2026-12-31",
    "dates-0-part": "morning",
    "password": "een lang wachtwoord",
    "rules": "ja",
}


def small_app() -> Flask:
    """Return an app with what the macros need and nothing else."""
    app = Flask("small", template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY="only in this test", WTF_CSRF_ENABLED=False)
    Babel(app, default_locale="nl")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        icon=icon, csrf_token=lambda: "token", format_decimal=format_decimal, kilometres=kilometres
    )
    app.jinja_env.filters["unbroken"] = unbroken
    return app


APP = small_app()


@contextmanager
def sent(**changes: object) -> Iterator[EveryField]:
    """Give the form as sent with good answers, but for `changes`; None takes an answer out."""
    answers = {name: value for name, value in (GOOD | changes).items() if value is not None}
    with APP.test_request_context("/", method="POST"):
        yield EveryField(formdata=MultiDict(answers))


def error_of(name: str, value: object) -> str:
    """Return the sentence beside the field `name` after sending `value`, or an empty text."""
    with sent(**{name: value}) as form:
        form.validate()
        return str(form[name].errors[0]) if form[name].errors else ""


def value_of(name: str, value: object) -> Any:
    """Return what the field `name` makes of `value`, which it must accept."""
    with sent(**{name: value}) as form:
        form.validate()
        assert not form[name].errors, form[name].errors
        return form[name].data


def drawn(form: Form) -> str:
    """Return the HTML of the form."""
    return render_template_string(TEMPLATE, form=form)
