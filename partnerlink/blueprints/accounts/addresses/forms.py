"""The address that somebody wants to move to."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from partnerlink import passwords
from partnerlink.blueprints.accounts.forms import present_password
from partnerlink.form_fields import EmailLine, Form
from partnerlink.models.account import Account


class NewAddressForm(Form):
    """The address to move to, and the password, so that nobody else takes the account there."""

    email = EmailLine(
        _l("Nieuw e-mailadres"),
        missing=_l("Vul uw nieuwe e-mailadres in."),
        hint=_l("We sturen er een mail met een link naartoe. Daarna is het veranderd."),
        render_kw={"autocomplete": "email"},
    )
    present_password = present_password()

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account

    def validate_email(self, field: Field) -> None:
        """Refuse the address of now."""
        if field.data == self._account.email:
            raise ValidationError(_("Dit is al uw e-mailadres."))

    def validate_present_password(self, field: Field) -> None:
        """Refuse what is not the present password."""
        if not passwords.is_right(field.data, self._account.password_hash):
            raise ValidationError(_("Dit is niet uw wachtwoord van nu."))
