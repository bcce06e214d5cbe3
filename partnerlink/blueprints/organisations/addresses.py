"""Read an address from the form, with each thing that is wrong beside its own question."""

from flask_babel import gettext as _

from partnerlink.blueprints.organisations.forms import ADDRESS, OrganisationForm
from partnerlink.geo.errors import (
    HouseNumberMalformed,
    PlaceAmbiguous,
    PlaceUnknown,
    PostcodeMalformed,
    PostcodeUnknown,
)
from partnerlink.services.locating import Address, locate_by_place, locate_by_postcode


def read_address(form: OrganisationForm) -> Address | None:
    """Return the address with its point; None after telling in the form what is wrong."""
    if any(form[name].errors for name in ADDRESS):
        return None
    locate = locate_by_place if form.is_new_postcode.data else locate_by_postcode
    try:
        return locate(
            postcode=form.postcode.data,
            house_number=form.house_number.data,
            street=form.street.data,
            city=form.city.data,
        )
    except PostcodeMalformed:
        form.refuse("postcode", _("Vul een postcode in zoals 7811 AB."))
    except PostcodeUnknown:
        form.refuse(
            "postcode",
            _("Deze postcode kennen we niet. Klopt hij wel? Zet dan het vinkje bij het adres."),
        )
    except HouseNumberMalformed:
        form.refuse("house_number", _("Vul een huisnummer in zoals 12 of 12A."))
    except PlaceUnknown:
        form.refuse("city", _("Deze plaats kennen we niet. Kijk hoe u de naam schrijft."))
    except PlaceAmbiguous as refusal:
        form.refuse("city", _ambiguous(refusal))
    return None


def _ambiguous(refusal: PlaceAmbiguous) -> str:
    names = [f"{place.place} ({place.municipality or place.province})" for place in refusal.choices]
    return _("Er zijn meer plaatsen met deze naam. Kies er een: %(names)s.", names=", ".join(names))
