"""What a manager may change about the organisation; its number and name are not among them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from partnerlink.address_form import HouseNumberLine, PostcodeLine, WithAddress
from partnerlink.domain.vocabulary import Level
from partnerlink.domain.web_addresses import website_of
from partnerlink.form_fields import Choice, Choices, Phone, TextLine, Whole, YesNo
from partnerlink.holiday_region_field import KnownHolidayRegionChoice
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry


class OrganisationForm(WithAddress):
    """Where a partner is, and how to reach it."""

    postcode = PostcodeLine(
        _l("Postcode"),
        max_length=12,
        missing=_l("Vul de postcode in."),
        hint=_l("Zoals 7811 AB."),
    )
    is_new_postcode = YesNo(_l("De postcode klopt en is nieuw. Zoek op de plaats."))
    house_number = HouseNumberLine(
        _l("Huisnummer"),
        max_length=20,
        missing=_l("Vul het huisnummer in."),
        hint=_l("Met letter of toevoeging, zoals 12 of 12A."),
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
    phone = Phone(_l("Telefoon"), required=False)
    website = TextLine(
        _l("Website"),
        max_length=190,
        required=False,
        hint=_l("Zoals www.school.nl."),
        render_kw={"autocomplete": "url", "inputmode": "url"},
    )

    @property
    def details(self) -> dict[str, object]:
        """Return the answers but for the address, by the name of what they are kept as."""
        website = website_of(self.website.data)
        return {"phone": self.phone.data, "website": website}

    def validate_website(self, field: TextLine) -> None:
        """Refuse what no browser can open."""
        if field.data and not website_of(field.data):
            raise ValidationError(_("Vul een webadres in zoals www.school.nl."))


class SchoolForm(OrganisationForm):
    """What a school tells besides."""

    pupils = Whole(
        _l("Aantal leerlingen"),
        at_least=1,
        at_most=10_000,
        required=False,
        hint=_l("Van deze vestiging. Scholen met weinig gastlessen per leerling gaan voor."),
    )
    levels = Choices(_l("Niveaus"), Level)

    @property
    def details(self) -> dict[str, object]:
        """Return a school's answers too."""
        return super().details | {"pupils": self.pupils.data, "levels": self.levels.data}


class UnlistedSchoolForm(SchoolForm):
    """What a school tells that is not on the official list, which knows holiday regions."""

    holiday_region = KnownHolidayRegionChoice()

    @property
    def details(self) -> dict[str, object]:
        """Return the holiday region too."""
        return super().details | {"holiday_region": self.holiday_region.region}


def form_of(organisation: Organisation, entry: RegisterEntry | None) -> type[OrganisationForm]:
    """Return the form for this kind of organisation; `entry` is its line on the official list."""
    if not organisation.is_school:
        return OrganisationForm
    is_listed = entry is not None and entry.holiday_region is not None
    return SchoolForm if is_listed else UnlistedSchoolForm
