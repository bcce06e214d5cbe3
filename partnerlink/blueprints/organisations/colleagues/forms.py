"""Whom a manager invites."""

from flask_babel import lazy_gettext as _l

from partnerlink.form_fields import EmailLine, Form, TextLine


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
