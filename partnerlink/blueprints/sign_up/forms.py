"""Forms to sign an organisation up: fields in the order of the page, put together per kind."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from partnerlink import identifiers, passwords
from partnerlink.address_form import HouseNumberLine, PostcodeLine, WithAddress
from partnerlink.blueprints.sign_up.number_fields import OfficialNumber
from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.form_fields import Choice, EmailLine, Form, Password, Phone, TextLine, YesNo
from partnerlink.holiday_region_field import HolidayRegionChoice
from partnerlink.i18n import page_language
from partnerlink.services.sign_up import Contact


class VestigingscodeField(Form):
    """The number of one school location."""

    code = OfficialNumber(
        _l("Vestigingscode"),
        missing=_l("Vul de vestigingscode in."),
        hint=_l("Het BRIN-nummer met 2 cijfers erachter. Bijvoorbeeld 01AB00."),
        is_valid=identifiers.is_vestigingscode,
        wrong=_l("Een vestigingscode heeft 6 tekens, zoals 01AB00."),
    )


class BrinField(Form):
    """The number of an mbo or hbo institution."""

    code = OfficialNumber(
        _l("BRIN-nummer"),
        missing=_l("Vul het BRIN-nummer in."),
        hint=_l("2 cijfers en 2 letters. Bijvoorbeeld 25LX."),
        is_valid=identifiers.is_brin,
        wrong=_l("Een BRIN-nummer heeft 2 cijfers en 2 letters, zoals 25LX."),
    )


class KvkFields(Form):
    """The numbers of an employer."""

    code = OfficialNumber(
        _l("KvK-nummer"),
        missing=_l("Vul het KvK-nummer in."),
        hint=_l("8 cijfers."),
        is_valid=identifiers.is_kvk,
        wrong=_l("Een KvK-nummer heeft 8 cijfers. Een nul vooraan hoort erbij."),
    )
    branch_number = OfficialNumber(
        _l("Vestigingsnummer"),
        hint=_l("12 cijfers. Alleen als uw bedrijf meer vestigingen heeft."),
        is_valid=identifiers.is_branch_number,
        wrong=_l("Een vestigingsnummer heeft 12 cijfers."),
        required=False,
    )


class OrganisationNameField(Form):
    """What an organisation is called."""

    organisation_name = TextLine(
        _l("Naam van de organisatie"),
        missing=_l("Vul de naam van de organisatie in."),
        max_length=200,
        render_kw={"autocomplete": "organization"},
    )


def _own_name() -> TextLine:
    return TextLine(
        _l("Uw naam"),
        missing=_l("Vul uw naam in."),
        max_length=120,
        render_kw={"autocomplete": "name"},
    )


class OwnNameField(Form):
    """What the person is called who signs up: asked first."""

    contact_name = _own_name()


class AddressFields(WithAddress):
    """Where an organisation is."""

    postcode = PostcodeLine(_l("Postcode"), missing=_l("Vul de postcode in."), max_length=12)
    is_new_postcode = YesNo(_l("De postcode klopt en is nieuw. Zoek op de plaats."))
    house_number = HouseNumberLine(
        _l("Huisnummer"), missing=_l("Vul het huisnummer in."), max_length=12
    )
    street = TextLine(
        _l("Straat"),
        max_length=120,
        required=False,
        render_kw={"autocomplete": "address-line1"},
    )
    city = TextLine(
        _l("Plaats"),
        max_length=80,
        required=False,
        render_kw={"autocomplete": "address-level2"},
    )
    namesake = Choice(_l("Welke plaats bedoelt u?"), {}, look="select", required=False)


class HolidayRegionField(Form):
    """When a school is closed; DUO's list says it of the schools that are on it."""

    holiday_region = HolidayRegionChoice()


class ContactNameField(Form):
    """Who the others speak to: asked after the address."""

    contact_name = _own_name()


class SignInFields(Form):
    """How others reach the organisation, and with what the first manager signs in."""

    phone = Phone(
        _l("Telefoonnummer"),
        required=False,
        hint=_l("Voor wie met u een gastles afspreekt. Niemand anders ziet het."),
    )
    email = EmailLine(
        _l("E-mailadres"),
        missing=_l("Vul uw e-mailadres in."),
        hint=_l("We sturen u een mail met een link. Zo weten we dat het adres klopt."),
        render_kw={"autocomplete": "username"},
    )
    password = Password(
        _l("Kies een wachtwoord"),
        missing=_l("Kies een wachtwoord."),
        hint=_l("Minstens 12 tekens. Een zin van vier woorden is goed te onthouden."),
    )

    def validate_password(self, field: Field) -> None:
        """Refuse a long password that is no secret."""
        if passwords.is_easy_to_guess(field.data, email=self.email.data or ""):
            raise ValidationError(_("Dit wachtwoord is makkelijk te raden. Kies een ander."))

    def contact(self) -> Contact:
        """Return who signs up; hashing the password takes a moment, so do it before locking."""
        return Contact(
            name=self.contact_name.data,
            email=self.email.data,
            password_hash=passwords.hash_password(self.password.data),
            language=StaffLanguage(page_language()),
            phone=self.phone.data,
        )


class RegisteredForm(ContactNameField, SignInFields):
    """For who found the school or institution on the official list."""


class DetailsForm(AddressFields, SignInFields):
    """What is asked of everybody who is on no list of ours."""


class SchoolForm(
    VestigingscodeField, OrganisationNameField, ContactNameField, HolidayRegionField, DetailsForm
):
    """For a school that is not on the list yet."""


class InstitutionForm(BrinField, OrganisationNameField, ContactNameField, DetailsForm):
    """For an mbo or hbo institution that is not on the list."""


class EmployerForm(KvkFields, OrganisationNameField, ContactNameField, DetailsForm):
    """For a company, a shop, a care home, a town hall."""


class IndividualForm(OwnNameField, DetailsForm):
    """For somebody who speaks for themselves."""


BY_HAND: Mapping[OrganisationKind, type[DetailsForm]] = MappingProxyType(
    {
        OrganisationKind.SCHOOL: SchoolForm,
        OrganisationKind.MBO: InstitutionForm,
        OrganisationKind.HBO: InstitutionForm,
        OrganisationKind.EMPLOYER: EmployerForm,
        OrganisationKind.INDIVIDUAL: IndividualForm,
    }
)
