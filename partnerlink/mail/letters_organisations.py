"""Letters about letting organisations in, and to whoever is asked to do that."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from partnerlink import links
from partnerlink.domain.account import Role
from partnerlink.domain.organisation import OrganisationState
from partnerlink.links import Purpose
from partnerlink.mail.letter import Button, Letter
from partnerlink.mail.occasion import Occasion
from partnerlink.models.organisation import Organisation
from partnerlink.words import label


def appointed(occasion: Occasion) -> Letter | None:
    """Ask somebody to look after a region, or after all of them, unless they do already."""
    account = occasion.account
    if account.password_hash is not None:
        return None
    asker = str(occasion.facts["invited_by"] or "PartnerLink")
    if account.role is Role.COORDINATOR:
        region = str(occasion.facts["region"])
        subject = _("Word regiocoördinator van %(region)s", region=region)
        asked = _(
            "%(who)s vraagt u: word regiocoördinator van %(region)s.", who=asker, region=region
        )
        task = _(
            "U kijkt na wie mee wil doen in uw regio, en laat organisaties toe."
            " Zij zien uw naam en e-mailadres, voor als ze een vraag hebben."
        )
    else:
        subject = _("Word landelijk beheerder van PartnerLink")
        asked = _("%(who)s vraagt u: word landelijk beheerder.", who=asker)
        task = _("U kijkt na wie mee wil doen, en nodigt de regiocoördinatoren uit.")
    token = links.sign(Purpose.JOIN, account.id, account.session_key)
    return Letter(
        subject=subject,
        preheader=_("Kies een wachtwoord, en u kunt beginnen."),
        paragraphs=(
            asked,
            _("PartnerLink brengt scholen en sprekers uit de regio bij elkaar voor gastlessen."),
            task,
        ),
        buttons=(
            Button(_("Kies een wachtwoord"), links.absolute("accounts.show_join", token=token)),
        ),
        afterwards=(
            _("De knop werkt 14 dagen, en één keer."),
            _("Verwachtte u dit niet? Dan hoeft u niets te doen."),
        ),
        why=_("U krijgt deze mail omdat iemand uw adres opgaf bij PartnerLink."),
    )


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
            _("Vragen en afspraken die nog liepen, zijn gestopt. De anderen weten dat."),
            _("Anderen kunnen uw organisatie niet zien. Uw gegevens en concepten blijven bewaard."),
        ),
        facts=((_("Reden"), str(occasion.facts.get("ground") or "")),),
        buttons=(Button(_("Bekijk mijn gegevens"), links.absolute("organisations.show")),),
        afterwards=(
            _("Klopt dit niet? Verbeter uw gegevens. De coördinator kan dan opnieuw kijken."),
        ),
        why=_our_account(name),
    )


def organisation_lost(facts: Mapping[str, Any]) -> Letter:
    """Tell somebody who signed an organisation up that it is not theirs, and what they can do."""
    name, ground = str(facts["organisation"]), str(facts["ground"])
    told = (
        _("De regiocoördinator heeft uw aanmelding van %(name)s weggehaald.", name=name)
        if ground
        else _(
            "Iemand anders heeft %(name)s aangemeld, en gaat voor. Uw aanmelding is vervallen.",
            name=name,
        )
    )
    return Letter(
        subject=_("Uw aanmelding van %(name)s is vervallen", name=name),
        preheader=_("Werkt u er ook? Vraag dan een collega om u uit te nodigen."),
        paragraphs=(
            told,
            _("Uw account en uw concepten zijn weg. U kunt niet meer inloggen."),
            _("Werkt u bij %(name)s? Vraag dan een collega om u uit te nodigen.", name=name),
        ),
        facts=((_("Reden"), ground),),
        buttons=(
            Button(_("Meld een andere organisatie aan"), links.absolute("sign_up.show_kinds")),
        ),
        why=_("U krijgt deze mail omdat u %(name)s aanmeldde bij PartnerLink.", name=name),
    )


def _our_account(name: str) -> str:
    return _("U krijgt deze mail omdat u bij PartnerLink een account heeft voor %(n)s.", n=name)
