"""What a household tells the school by telephone: with how many it comes, and what it needs."""

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from partnerlink.domain.evening import MAX_PEOPLE
from partnerlink.form_fields import Choice, Form, TextLine, Whole, YesNo
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services.evening_invitations import NEEDS

MOST_CHILDREN = 10


def _people(number: int) -> LazyString:
    return LazyString(ngettext, "%(num)d persoon", "%(num)d personen", number)


PEOPLE = {"0": _("Niemand komt")} | {
    str(number): _people(number) for number in range(1, MAX_PEOPLE + 1)
}


class AnswerForm(Form):
    """An answer on behalf of a household."""

    people = Choice(
        _("Met hoeveel mensen komen zij?"),
        PEOPLE,
        look="select",
        hint=_("Tel iedereen mee, ook kinderen die mee de zaal in gaan."),
    )
    interpreter = TextLine(
        _("Tolk"), max_length=40, required=False, hint=_("In welke taal? Bijvoorbeeld Arabisch.")
    )
    needs_wheelchair_space = YesNo(_("Er komt iemand met een rolstoel"))
    needs_lift = YesNo(_("Er is een lift nodig"))
    children = Whole(
        _("Kinderen voor de opvang"), at_least=0, at_most=MOST_CHILDREN, required=False
    )
    children_ages = TextLine(
        _("Hoe oud zijn zij?"), max_length=40, required=False, hint=_("Bijvoorbeeld: 3 en 6.")
    )
    wants_mentor = YesNo(_("Zij willen de mentor spreken"))

    @classmethod
    def of(cls, invitation: Invitation, needs: InvitationNeeds | None) -> "AnswerForm":
        """Return the form with what is known so far."""
        known = {name: getattr(needs, name) for name in NEEDS} if needs else {}
        people = None if invitation.people is None else str(invitation.people)
        return cls(data=known | {"people": people, "children": known.get("children") or None})

    @property
    def number(self) -> int:
        """Return with how many the household comes, once the form is valid."""
        return int(self.people.data)

    @property
    def needs(self) -> dict[str, object]:
        """Return the needs by the names of NEEDS."""
        return {name: self[name].data for name in NEEDS}
