"""How a household is reached: its carers, their addresses, its language."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from partnerlink.blueprints.invitations.wording import LANGUAGES
from partnerlink.carer_words import RELATION_WORDS
from partnerlink.form_fields import Choice, EmailLine, Form, Row, Rows, YesNo
from partnerlink.models.household import Household
from partnerlink.services.households import MOST_CARERS, Contact


class CarerRow(Row):
    """One carer."""

    label = Choice(_("Wie is het?"), RELATION_WORDS, look="select", required=False)
    email = EmailLine(_("E-mailadres"), required=False)


class ContactForm(Form):
    """The contact details of one household."""

    language = Choice(_("Taal van de brief en de mail"), LANGUAGES)
    carers = Rows(
        _("Ouders en verzorgers"),
        CarerRow,
        row_label=_("Ouder of verzorger"),
        at_least=0,
        at_most=MOST_CARERS,
        hint=_("Zij krijgen samen één uitnodiging. Maak een rij leeg om iemand weg te halen."),
    )
    renews_links = YesNo(
        _("De uitnodiging kwam bij de verkeerde"),
        hint=_("De link en de code van eerst werken dan niet meer. Het gezin krijgt nieuwe."),
    )

    @classmethod
    def of(cls, household: Household) -> "ContactForm":
        """Return the form with what is known."""
        carers = [{"label": one.label, "email": one.email or ""} for one in household.carers]
        return cls(data={"language": household.language, "carers": carers})

    @property
    def contacts(self) -> list[Contact]:
        """Return the carers that were filled in, in order."""
        return [
            Contact(label=row["label"] or "", email=row["email"] or "")
            for row in self.carers.filled
        ]

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse one address twice."""
        is_valid: bool = super().validate(extra_validators)
        addresses = [contact.email for contact in self.contacts if contact.email]
        if is_valid and len(addresses) != len(set(addresses)):
            self.refuse("carers", gettext("Dit e-mailadres staat er twee keer. Haal er een weg."))
            return False
        return is_valid
