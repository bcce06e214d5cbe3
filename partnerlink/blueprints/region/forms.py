"""What a coordinator writes down with a decision."""

from flask_babel import lazy_gettext as _l

from partnerlink.form_fields import Form, TextBlock


class VerificationForm(Form):
    """On what ground an organisation is let in; only the coordinators read it."""

    ground = TextBlock(
        _l("Waarom klopt het?"),
        max_length=300,
        missing=_l("Schrijf op waarom het klopt."),
        hint=_l("Zoals: gebeld met de receptie. Alleen coördinatoren lezen dit."),
        render_kw={"rows": "3"},
    )


class RefusalForm(Form):
    """On what ground an organisation is kept out; its managers read it."""

    ground = TextBlock(
        _l("Waarom niet?"),
        max_length=300,
        missing=_l("Schrijf op waarom de organisatie niet mee kan doen."),
        hint=_l("De beheerder van de organisatie leest dit in een mail."),
        render_kw={"rows": "3"},
    )
