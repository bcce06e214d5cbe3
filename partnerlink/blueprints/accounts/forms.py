"""Forms to sign in, to choose a password, and to change your own account."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from partnerlink import passwords
from partnerlink.domain.account import StaffLanguage
from partnerlink.form_fields import Choice, EmailLine, Form, Password, Phone, TextLine
from partnerlink.i18n import STAFF_LANGUAGES
from partnerlink.models.account import Account

PASSWORD_HINT = _l("Minstens 12 tekens. Een zin van vier woorden is goed te onthouden.")


class SignInForm(Form):
    """Address and password."""

    email = EmailLine(
        _l("E-mailadres"),
        missing=_l("Vul uw e-mailadres in."),
        render_kw={"autocomplete": "username"},
    )
    password = Password(
        _l("Wachtwoord"),
        min_length=1,
        missing=_l("Vul uw wachtwoord in."),
        render_kw={"autocomplete": "current-password"},
    )

    @property
    def combination(self) -> dict[str, str]:
        """Return what was typed."""
        return {"email": self.email.data, "password": self.password.data}

    def refuse_combination(self) -> None:
        """Say the same of a wrong address, a wrong password, and an address not yet confirmed."""
        self.refuse(
            "password",
            _(
                "Dit e-mailadres en wachtwoord horen niet bij elkaar. "
                "Of u heeft uw adres nog niet bevestigd: kijk dan in uw mail."
            ),
        )


class ForgottenForm(Form):
    """The address that should get a link."""

    email = EmailLine(
        _l("E-mailadres"),
        missing=_l("Vul uw e-mailadres in."),
        render_kw={"autocomplete": "username"},
    )


def _another_password() -> Password:
    return Password(
        _l("Kies een nieuw wachtwoord"),
        missing=_l("Kies een nieuw wachtwoord."),
        hint=PASSWORD_HINT,
    )


class NewPasswordForm(Form):
    """A password for an account that is known already."""

    new_password = _another_password()

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account

    def validate_new_password(self, field: Field) -> None:
        """Refuse a long password that is no secret."""
        if passwords.is_easy_to_guess(field.data, email=self._account.email):
            raise ValidationError(_("Dit wachtwoord is makkelijk te raden. Kies een ander."))


class JoinForm(NewPasswordForm):
    """What an invited colleague fills in."""

    name = TextLine(
        _l("Uw naam"),
        missing=_l("Vul uw naam in."),
        max_length=120,
        render_kw={"autocomplete": "name"},
    )
    new_password = Password(
        _l("Kies een wachtwoord"), missing=_l("Kies een wachtwoord."), hint=PASSWORD_HINT
    )

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        if self.name.raw_data is None:
            self.name.data = account.name


def present_password() -> Password:
    """Ask for the password of now, so that nobody acts on a computer left open."""
    return Password(
        _l("Uw wachtwoord van nu"),
        min_length=1,
        missing=_l("Vul uw wachtwoord van nu in."),
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password, so that nobody changes it on a computer left open, and the new one."""

    present_password = present_password()
    # Once more, so that the errors stand in the order of the page.
    new_password = _another_password()

    def validate_present_password(self, field: Field) -> None:
        """Refuse what is not the present password."""
        if not passwords.is_right(field.data, self._account.password_hash):
            raise ValidationError(_("Dit is niet uw wachtwoord van nu."))


class DetailsForm(Form):
    """What others call you, where they can ring you, and in which language you read."""

    name = TextLine(
        _l("Uw naam"),
        missing=_l("Vul uw naam in."),
        max_length=120,
        render_kw={"autocomplete": "name"},
    )
    phone = Phone(
        _l("Uw telefoonnummer"),
        required=False,
        hint=_l("Alleen de ander ziet het, als een gastles is afgesproken."),
    )
    language = Choice(
        _l("Taal"),
        [(StaffLanguage(code), name) for code, name in STAFF_LANGUAGES.items()],
        hint=_l("Ook uw mails komen in deze taal."),
    )
