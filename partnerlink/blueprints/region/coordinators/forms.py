"""Whom an administrator asks to coordinate a region."""

from flask_babel import lazy_gettext as _l

from partnerlink.form_fields import Choice, EmailLine, Form, TextLine


class AskForm(Form):
    """Somebody for a region; the view offers the regions that there are."""

    region = Choice(_l("Regio"), {}, look="select", missing=_l("Kies de regio."))
    name = TextLine(
        _l("Naam"),
        max_length=120,
        missing=_l("Vul de naam in."),
        render_kw={"autocomplete": "off"},
    )
    email = EmailLine(
        _l("E-mailadres"),
        missing=_l("Vul het e-mailadres in."),
        hint=_l("De organisaties in de regio zien dit adres als zij een vraag hebben."),
        render_kw={"autocomplete": "off"},
    )
