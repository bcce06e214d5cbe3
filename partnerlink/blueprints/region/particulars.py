"""The particulars of an organisation, so that what was typed can stand beside the register."""

from flask_babel import gettext as _

from partnerlink.domain.vocabulary import Level
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.phone_numbers import readable_phone
from partnerlink.words import label, labels, listing


def in_words(described: Organisation | RegisterEntry) -> dict[str, str]:
    """Return the particulars by what they are called; "" for what is not known."""
    return {
        _("Naam"): described.name,
        _("Nummer"): described.code or "",
        _("Adres"): described.address_line,
        _("Telefoon"): readable_phone(described.phone),
        _("Website"): described.website,
        _("Niveaus"): listing(labels(described.levels, Level)),
        _("Vakantieregio"): label(described.holiday_region) if described.holiday_region else "",
        _("Leerlingen"): "" if described.pupils is None else str(described.pupils),
    }
