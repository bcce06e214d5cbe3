"""What each kind of letter is called, for somebody who looks at what was not delivered."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from partnerlink.mail.kinds import MailKind

NAMES: dict[str, LazyString] = {
    MailKind.CONFIRM_EMAIL: _l("Bevestig uw e-mailadres"),
    MailKind.EMAIL_IN_USE: _l("U heeft al een account"),
    MailKind.RESET_PASSWORD: _l("Kies een nieuw wachtwoord"),
    MailKind.JOIN: _l("Uitnodiging van een collega"),
    MailKind.APPOINTED: _l("Uitnodiging voor een regiocoördinator"),
    MailKind.ORGANISATION_WAITING: _l("Een nieuwe organisatie wacht op controle"),
    MailKind.ORGANISATION_VERIFIED: _l("De organisatie doet mee"),
    MailKind.ORGANISATION_REFUSED: _l("De organisatie doet niet mee"),
    MailKind.ORGANISATION_LOST: _l("De aanmelding is vervallen"),
    MailKind.MOVE_EMAIL: _l("Bevestig uw nieuwe e-mailadres"),
    MailKind.EMAIL_MOVED: _l("Uw e-mailadres is veranderd"),
    MailKind.TALK_INVITED: _l("Een school vraagt een gastles"),
    MailKind.TALK_APPLIED: _l("Een spreker biedt zich aan"),
    MailKind.TALK_REMINDER: _l("Herinnering: er wacht een vraag"),
    MailKind.TALK_PLANNED: _l("De gastles is gepland"),
    MailKind.TALK_TIME_CHANGED: _l("De tijd van de gastles is anders"),
    MailKind.TALK_RESERVE_WANTED: _l("Een school vraagt een reserve"),
    MailKind.TALK_IN_RESERVE: _l("De spreker staat reserve"),
    MailKind.TALK_RESERVE_ASKED: _l("De reserve wordt gevraagd"),
    MailKind.TALK_RESERVE_RELEASED: _l("De reserve is niet meer nodig"),
    MailKind.TALK_SPEAKER_FULL: _l("De spreker zit vol"),
    MailKind.TALK_NOT_HELD: _l("De gastles is niet doorgegaan"),
    MailKind.TALK_FILLED: _l("De school heeft al een spreker"),
    MailKind.TALK_DECLINED: _l("Het antwoord is nee"),
    MailKind.TALK_EXPIRED: _l("Er kwam geen antwoord"),
    MailKind.TALK_WITHDRAWN: _l("De vraag is ingetrokken"),
    MailKind.TALK_MEETING_CHANGED: _l("De afspraak is aangepast"),
    MailKind.TALK_DETAILS_CHANGED: _l("Er is iets veranderd voor de gastles"),
    MailKind.TALK_RECONFIRM: _l("Gaat de gastles door?"),
    MailKind.TALK_CANCELLED: _l("De gastles gaat niet door"),
    MailKind.TALK_OUTCOME: _l("Is de gastles gegeven?"),
    MailKind.TALK_EVALUATE: _l("Hoe was de gastles?"),
    MailKind.TALK_AGAIN: _l("Nog een keer?"),
}
