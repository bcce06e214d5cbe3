"""Letters about somebody's account: confirm, sign in, a new password, join."""

from flask import current_app
from flask_babel import gettext as _

from partnerlink import links
from partnerlink.links import Purpose
from partnerlink.mail.letter import Button, Letter, Look
from partnerlink.mail.occasion import Occasion
from partnerlink.models.account import Account


def confirm_email(occasion: Occasion) -> Letter | None:
    """Ask whether the address is theirs, unless they said so already or use another one."""
    account = occasion.account
    if account.email_confirmed_at is not None or account.email != occasion.recipient:
        return None
    token = links.sign(Purpose.CONFIRM_EMAIL, account.id, account.email, account.session_key)
    return Letter(
        subject=_("Bevestig uw e-mailadres"),
        preheader=_("Eén klik en uw wachtwoord, en u kunt beginnen."),
        paragraphs=(
            _("U heeft zich aangemeld bij PartnerLink."),
            _("Klopt dit e-mailadres? Klik op de knop en vul uw wachtwoord in."),
        ),
        buttons=(
            Button(
                _("Bevestig mijn adres"),
                links.absolute("accounts.addresses.show_confirm", token=token),
            ),
        ),
        afterwards=(
            _("De knop werkt 7 dagen."),
            _("Heeft u zich niet aangemeld? Dan hoeft u niets te doen."),
        ),
        why=_("U krijgt deze mail omdat iemand zich met dit adres aanmeldde bij PartnerLink."),
    )


def email_in_use(occasion: Occasion) -> Letter:
    """Tell who signs up, or is invited by a colleague, that the address has an account."""
    inviter = occasion.facts.get("invited_by")
    if inviter:
        subject = _("%(person)s nodigt u uit voor PartnerLink", person=inviter)
        told = _(
            "%(person)s wil dat u meedoet bij een organisatie. Maar u heeft al een account, en een"
            " account hoort bij één organisatie.",
            person=inviter,
        )
    elif occasion.facts.get("moving"):
        subject = _("U heeft al een account bij PartnerLink")
        told = _("Iemand wilde dit e-mailadres bij een ander account zetten. Maar u heeft het al.")
    else:
        subject = _("U heeft al een account bij PartnerLink")
        told = _("Iemand wilde zich aanmelden met dit e-mailadres. Maar u heeft al een account.")
    return Letter(
        subject=subject,
        preheader=_("U heeft al een account. Log in, of kies een nieuw wachtwoord."),
        paragraphs=(
            told,
            _("Log in met uw wachtwoord. Weet u het niet meer? Kies dan een nieuw wachtwoord."),
        ),
        buttons=(
            Button(_("Inloggen"), links.absolute("accounts.show_sign_in")),
            Button(_("Nieuw wachtwoord kiezen"), _reset_link(occasion.account), Look.SECOND),
        ),
        afterwards=(
            _("De knop voor een nieuw wachtwoord werkt 2 uur."),
            _("Verwachtte u dit niet? Dan hoeft u niets te doen. Er is niets veranderd."),
        ),
        why=_("U krijgt deze mail omdat iemand dit adres opgaf bij PartnerLink."),
    )


def reset_password(occasion: Occasion) -> Letter:
    """Send the link with which a new password can be chosen, once."""
    return Letter(
        subject=_("Kies een nieuw wachtwoord"),
        preheader=_("De link werkt 2 uur en één keer."),
        paragraphs=(_("U vroeg om een nieuw wachtwoord. Kies het met de knop."),),
        buttons=(Button(_("Nieuw wachtwoord kiezen"), _reset_link(occasion.account)),),
        afterwards=(
            _("De knop werkt 2 uur, en één keer."),
            _("Was u dit niet? Dan hoeft u niets te doen. Uw wachtwoord blijft hetzelfde."),
        ),
        why=_("U krijgt deze mail omdat iemand voor dit adres een nieuw wachtwoord vroeg."),
    )


def join(occasion: Occasion) -> Letter | None:
    """Hand on a colleague's invitation, unless the receiver joined already."""
    account = occasion.account
    if account.password_hash is not None or account.organisation is None:
        return None
    inviter = str(occasion.facts.get("invited_by") or _("Een collega"))
    organisation = account.organisation.name
    token = links.sign(Purpose.JOIN, account.id, account.session_key)
    return Letter(
        subject=_("%(person)s nodigt u uit voor PartnerLink", person=inviter),
        preheader=_("Doe mee namens %(organisation)s.", organisation=organisation),
        paragraphs=(
            _(
                "%(person)s nodigt u uit om mee te doen namens %(organisation)s.",
                person=inviter,
                organisation=organisation,
            ),
            _("PartnerLink brengt scholen en sprekers uit de regio bij elkaar voor gastlessen."),
            _("Kies een wachtwoord, en u kunt beginnen. Het kost niets."),
        ),
        buttons=(Button(_("Ik doe mee"), links.absolute("accounts.show_join", token=token)),),
        afterwards=(
            _("De knop werkt 14 dagen."),
            _("Kent u deze persoon niet? Dan hoeft u niets te doen."),
        ),
        why=_("U krijgt deze mail omdat een collega uw adres opgaf bij PartnerLink."),
    )


def move_email(occasion: Occasion) -> Letter:
    """Ask at a new address whether it is theirs."""
    account = occasion.account
    token = links.sign(Purpose.MOVE_EMAIL, account.id, account.session_key, occasion.recipient)
    return Letter(
        subject=_("Bevestig uw nieuwe e-mailadres"),
        preheader=_("Eén klik, en u logt voortaan in met dit adres."),
        paragraphs=(
            _("U wilt bij PartnerLink een ander e-mailadres gebruiken: dit adres."),
            _("Klopt dat? Bevestig het met de knop. Daarna logt u in met dit adres."),
        ),
        buttons=(
            Button(
                _("Gebruik dit adres"), links.absolute("accounts.addresses.show_new", token=token)
            ),
        ),
        afterwards=(
            _("De knop werkt 1 dag."),
            _("Vroeg u dit niet? Dan hoeft u niets te doen. Er verandert niets."),
        ),
        why=_("U krijgt deze mail omdat iemand dit adres opgaf bij PartnerLink."),
    )


def email_moved(occasion: Occasion) -> Letter:
    """Tell the old address that it is not used any more."""
    contact = current_app.config["SETTINGS"].contact_address
    ask = (
        _("Was u dit niet? Mail ons dan meteen: %(address)s.", address=contact)
        if contact
        else _("Was u dit niet? Vraag een beheerder van uw organisatie dan meteen om hulp.")
    )
    return Letter(
        subject=_("Uw e-mailadres is veranderd"),
        preheader=_("We mailen u voortaan op een ander adres."),
        paragraphs=(
            _("Uw account bij PartnerLink heeft een ander e-mailadres. U logt daar nu mee in."),
            ask,
        ),
        facts=((_("Nieuw e-mailadres"), str(occasion.facts["email"])),),
        why=_("U krijgt deze mail omdat dit tot nu toe uw adres was bij PartnerLink."),
    )


def _reset_link(account: Account) -> str:
    token = links.sign(Purpose.RESET_PASSWORD, account.id, account.session_key)
    return links.absolute("accounts.show_reset", token=token)
