"""Who lives apart."""

from flask_babel import lazy_gettext as _

from partnerlink.carer_words import relation_words
from partnerlink.form_fields import Choices, Form
from partnerlink.models.household import Household


class SplitForm(Form):
    """The carers who get an invitation of their own."""

    leaving = Choices(
        _("Wie krijgt een eigen uitnodiging?"),
        {},
        hint=_("Kies niet iedereen. Wie u niet kiest, houdt het antwoord dat er al is."),
        missing=_("Kies wie een eigen uitnodiging krijgt."),
    )

    def offer(self, household: Household) -> None:
        """Offer the carers of a household, by their numbers."""
        self.leaving.offer(
            {
                str(carer.id): ", ".join(filter(None, (relation_words(carer), carer.email)))
                for carer in household.carers
            }
        )

    @property
    def numbers(self) -> set[int]:
        """Return the numbers of the chosen carers."""
        return {int(value) for value in self.leaving.data}
