"""The forms for one pupil: added by hand, or changed."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from partnerlink.blueprints.pupils.wording import language_choices
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_cells import (
    LONGEST_CLASS,
    LONGEST_CODE,
    LONGEST_FIRST_NAME,
    LONGEST_TITLE,
    addresses_in,
    initial_of,
    is_address,
    is_first_name,
)
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.form_fields import Choice, Form, Text, TextLine, YesNo
from partnerlink.models.household import Household
from partnerlink.models.pupil import Pupil
from partnerlink.refusals import sentence
from partnerlink.services.households import MOST_CARERS, Contact
from partnerlink.services.pupils import LineRefused

FIELD_OF = {
    PupilColumn.CODE: "code",
    PupilColumn.FIRST_NAME: "first_name",
    PupilColumn.CLASS: "class_name",
    PupilColumn.TITLE: "title",
    PupilColumn.EMAIL_1: "addresses",
}


class PupilForm(Form):
    """What is known of a pupil whose presentation a family comes to see."""

    first_name = TextLine(_l("Roepnaam"), max_length=LONGEST_FIRST_NAME)
    initial = TextLine(
        _l("Eerste letter van de achternaam"),
        max_length=40,
        required=False,
        hint=_l("Typt u de hele naam? Dan bewaren we alleen de eerste letter."),
    )
    class_name = TextLine(_l("Klas"), max_length=LONGEST_CLASS, required=False)
    leerjaar = Choice(_l("Leerjaar"), Leerjaar, look="select", required=False)
    level = Choice(_l("Niveau"), Level, look="select", required=False)
    title = TextLine(_l("Titel van de presentatie"), max_length=LONGEST_TITLE, required=False)

    def validate_first_name(self, field: TextLine) -> None:
        """Refuse what is no first name."""
        if not is_first_name(field.data):
            raise ValidationError(_("Dit is geen voornaam."))

    @property
    def content(self) -> dict[str, object]:
        """Return what was filled in, by the names of the pupil."""
        return {
            "first_name": self.first_name.data,
            "initial": initial_of(self.initial.data),
            "class_name": self.class_name.data,
            "leerjaar": self.leerjaar.data,
            "level": self.level.data,
        }


def _addresses(label: Text, hint: Text) -> TextLine:
    return TextLine(
        label,
        max_length=1_000,
        required=False,
        hint=hint,
        validators=[_check_addresses],
        render_kw={"spellcheck": "false", "autocapitalize": "none"},
    )


def _check_addresses(_form: Form, field: TextLine) -> None:
    found = list(addresses_in(field.data))
    wrong = next((each for each in found if not is_address(each)), None)
    if wrong is not None:
        raise ValidationError(_("Dit is geen e-mailadres: %(given)s", given=wrong))
    if len(found) > MOST_CARERS:
        raise ValidationError(_("Gebruik hoogstens %(most)s adressen.", most=MOST_CARERS))


def _language() -> Choice:
    return Choice(_l("Taal van het gezin"), language_choices(), look="select")


class NewPupilForm(PupilForm):
    """A pupil who stood in no list."""

    code = TextLine(
        _l("Leerlingnummer"),
        max_length=LONGEST_CODE,
        hint=_l("Zoals in uw eigen systeem, ook de nullen vooraan."),
    )
    addresses = _addresses(
        _l("E-mailadressen van de ouders of verzorgers"),
        _l("Zet een komma tussen twee adressen. Is er geen? Dan gaat de uitnodiging per brief."),
    )
    language = _language()
    is_apart = YesNo(_l("De ouders wonen apart: ieder een eigen uitnodiging"))
    first_fields = ("code", "first_name", "initial", "class_name", "leerjaar", "level", "title")
    last_fields = ("addresses", "language", "is_apart")

    @property
    def cells(self) -> dict[PupilColumn, str]:
        """Return what was filled in as a line of a list."""
        leerjaar, level = self.leerjaar.data, self.level.data
        return {
            PupilColumn.CODE: self.code.data,
            PupilColumn.FIRST_NAME: self.first_name.data,
            PupilColumn.LAST_NAME: self.initial.data,
            PupilColumn.CLASS: self.class_name.data,
            PupilColumn.LEERJAAR: leerjaar.value if leerjaar else "",
            PupilColumn.LEVEL: level.value.replace("_", " ") if level else "",
            PupilColumn.TITLE: self.title.data,
            PupilColumn.EMAIL_1: self.addresses.data,
            PupilColumn.LANGUAGE: self.language.data.value,
            PupilColumn.APART: "ja" if self.is_apart.data else "",
        }

    def explain(self, refused: LineRefused) -> None:
        """Put each reason beside the field it is about."""
        for column, refusal in refused.refusals.items():
            self.refuse(FIELD_OF.get(column, "code"), sentence(refusal))


class ChangeForm(PupilForm):
    """A pupil who is there, with a language and addresses for each of the households."""

    def contact_of(self, household: Household) -> tuple[ParentLanguage, list[Contact]]:
        """Return what was filled in for a household; who stays keeps what the school calls them."""
        known = {carer.email: carer.label for carer in household.carers}
        found = dict.fromkeys(addresses_in(self[f"addresses_{household.id}"].data))
        contacts = [Contact(known.get(email, ""), email) for email in found]
        return self[f"language_{household.id}"].data, contacts


def change_form(pupil: Pupil) -> ChangeForm:
    """Return the form as it was sent, or filled with what is known of the pupil."""
    fields: dict[str, Any] = {}
    said: dict[str, object] = {name: getattr(pupil, name) for name in _OF_PUPIL}
    said["title"] = pupil.presentation.title
    for household in households_of(pupil):
        fields[f"addresses_{household.id}"] = _addresses(
            _l("E-mailadressen"), _l("Zet een komma tussen twee adressen.")
        )
        fields[f"language_{household.id}"] = _language()
        said[f"addresses_{household.id}"] = ", ".join(household.addresses)
        said[f"language_{household.id}"] = household.language
    made: ChangeForm = type("PupilChangeForm", (ChangeForm,), fields)(data=said)
    return made


def households_of(pupil: Pupil) -> list[Household]:
    """Return the households that are invited for a pupil, in the order of their making."""
    return [one.household for one in pupil.invitations]


_OF_PUPIL = ("first_name", "initial", "class_name", "leerjaar", "level")
