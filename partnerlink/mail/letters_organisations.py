"""Letters about letting an organisation in."""

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.domain.organisation import OrganisationState
from partnerlink.mail.letter import Button, Letter
from partnerlink.mail.occasion import Occasion
from partnerlink.models.organisation import Organisation
from partnerlink.words import label


def organisation_waiting(occasion: Occasion) -> Letter | None:
    """Ask a coordinator to check an organisation, unless somebody did."""
    organisation = occasion.session.get(Organisation, occasion.facts["organisation_id"])
    if organisation is None or organisation.state is not OrganisationState.UNVERIFIED:
        return None
    name = organisation.name
    return Letter(
        subject=_("Nieuw in uw regio: %(name)s", name=name),
        preheader=_("Wilt u deze organisatie controleren?"),
        paragraphs=(
            _("%(name)s heeft zich aangemeld en wacht op uw controle.", name=name),
            _("Tot die tijd is de organisatie voor niemand te zien. Zij kan ook niemand vragen."),
        ),
        facts=(
            (_("Naam"), name),
            (_("Soort"), label(organisation.kind)),
            (_("Nummer"), organisation.code or ""),
            (_("Adres"), organisation.address_line),
            (_("Website"), organisation.website),
        ),
        buttons=(
            Button(
                _("Controleer de organisatie"),
                links.absolute("region.show_organisation", number=organisation.id),
            ),
        ),
        why=_("U krijgt deze mail omdat u regiocoördinator bent bij PartnerLink."),
    )


def organisation_verified(occasion: Occasion) -> Letter | None:
    """Tell that the organisation is let in."""
    organisation = occasion.account.organisation
    if organisation is None or not organisation.is_verified:
        return None
    name = organisation.name
    next_step = (
        _("Plaats nu een aanvraag. U ziet meteen welke sprekers in de buurt kunnen komen.")
        if organisation.is_school
        else _("Plaats nu uw aanbod. U ziet meteen welke scholen in de buurt iemand zoeken.")
    )
    return Letter(
        subject=_("%(name)s doet mee met PartnerLink", name=name),
        preheader=_("U bent gecontroleerd. U kunt beginnen."),
        paragraphs=(
            _("We hebben %(name)s gecontroleerd. Anderen kunnen u nu vinden.", name=name),
            next_step,
        ),
        buttons=(Button(_("Beginnen"), links.absolute("dashboard.show")),),
        why=_our_account(name),
    )


def organisation_refused(occasion: Occasion) -> Letter | None:
    """Tell that the organisation is not let in, and on what ground."""
    organisation = occasion.account.organisation
    if organisation is None or organisation.state is not OrganisationState.REFUSED:
        return None
    name = organisation.name
    return Letter(
        subject=_("%(name)s kan nu niet meedoen", name=name),
        preheader=_("De regiocoördinator kon uw organisatie niet toelaten."),
        paragraphs=(
            _("De regiocoördinator heeft %(name)s niet toegelaten tot PartnerLink.", name=name),
            _("Anderen kunnen uw organisatie niet zien. Uw gegevens en concepten blijven bewaard."),
        ),
        facts=((_("Reden"), str(occasion.facts.get("ground") or "")),),
        buttons=(Button(_("Bekijk mijn gegevens"), links.absolute("organisations.show")),),
        afterwards=(
            _("Klopt dit niet? Verbeter uw gegevens. De coördinator kan dan opnieuw kijken."),
        ),
        why=_our_account(name),
    )


def _our_account(name: str) -> str:
    return _("U krijgt deze mail omdat u bij PartnerLink een account heeft voor %(n)s.", n=name)
