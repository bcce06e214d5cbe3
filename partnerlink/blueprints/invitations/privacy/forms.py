"""Which of a family's children are erased with it."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from partnerlink.form_fields import Choices, Form, YesNo
from partnerlink.models.pupil import Pupil


class ErasureForm(Form):
    """The second step of erasing a family."""

    pupils = Choices(
        _("Ook de gegevens van deze leerlingen wissen?"), {}, at_least=0, required=False
    )
    is_sure = YesNo(
        _("Ja, wis dit gezin. Ik weet dat dit niet terug kan."),
        required=True,
        missing=_("Zet een vinkje als u het gezin wilt wissen."),
    )

    def offer(self, pupils: Sequence[Pupil]) -> None:
        """Offer the pupils that may be erased, by their numbers."""
        self.pupils.offer({str(pupil.id): pupil.name for pupil in pupils})

    @property
    def numbers(self) -> set[int]:
        """Return the numbers of the chosen pupils."""
        return {int(value) for value in self.pupils.data}
