"""Whom a manager invites."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from partnerlink.form_fields import Choice, EmailLine, Form, TextLine
from partnerlink.models.account import Account


class InvitationForm(Form):
    """A colleague who has no account yet."""

    name = TextLine(
        _l("Naam van uw collega"),
        max_length=120,
        missing=_l("Vul de naam van uw collega in."),
        render_kw={"autocomplete": "off"},
    )
    email = EmailLine(
        _l("E-mailadres van uw collega"),
        missing=_l("Vul het e-mailadres van uw collega in."),
        hint=_l("Liefst het adres van het werk."),
        render_kw={"autocomplete": "off"},
    )


class SuccessorForm(Form):
    """Who looks after what a colleague leaves."""

    successor = Choice(_l("Wie neemt het over?"), {}, missing=_l("Kies wie het werk overneemt."))

    def __init__(self, colleagues: Iterable[Account], *, likely: Account) -> None:
        super().__init__(data={"successor": likely.id})
        self.successor.offer({each.id: each.name for each in colleagues})
