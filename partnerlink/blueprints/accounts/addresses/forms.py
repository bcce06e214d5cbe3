"""What somebody types who proves an address: that of a sign-up, or the one to move to."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from partnerlink import passwords
from partnerlink.blueprints.accounts.forms import present_password
from partnerlink.form_fields import EmailLine, Form, Password
from partnerlink.models.account import Account


class ConfirmForm(Form):
    """The password of the sign-up.

    Whoever signs up chooses the password and any address; whoever reads the mail of that address
    must not let them in by pressing a button.
    """

    password = Password(
        _l("Het wachtwoord dat u koos"),
        min_length=1,
        missing=_l("Vul het wachtwoord in."),
        hint=_l("Zo weten we dat u zich zelf heeft aangemeld."),
        render_kw={"autocomplete": "current-password"},
    )

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account

    def validate_password(self, field: Field) -> None:
        """Refuse what was not chosen at the sign-up."""
        if not passwords.is_right(field.data, self._account.password_hash):
            raise ValidationError(
                _("Dit wachtwoord hoort niet bij deze aanmelding. Vergeten? Meld u opnieuw aan.")
            )


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
