"""Whether the colleagues' addresses are of the organisation itself: what a coordinator looks at."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from partnerlink.domain.web_addresses import is_of_domain, mail_domain_of
from partnerlink.models.account import Account


@dataclass(frozen=True)
class Comparison:
    """One colleague's address beside the domain of the register, and what that says."""

    account: Account
    sentence: str
    is_same: bool


def compare(accounts: Iterable[Account], mail_domain: str) -> list[Comparison]:
    """Compare each address with the domain that the register knows; "" when it knows none."""
    return [
        Comparison(
            account,
            _sentence(account.email, mail_domain),
            is_of_domain(account.email, mail_domain),
        )
        for account in accounts
    ]


def _sentence(email: str, mail_domain: str) -> str:
    domain = email.rpartition("@")[2]
    if is_of_domain(email, mail_domain):
        return _("Dit is het domein uit het register: %(domain)s.", domain=mail_domain)
    if not mail_domain_of(email):
        return _("Een adres op %(domain)s kan iedereen maken. Het zegt niets.", domain=domain)
    if not mail_domain:
        return _("Het register kent geen domein. U kunt dit adres niet vergelijken.")
    return _(
        "Dit is een ander domein. In het register staat %(known)s.",
        known=mail_domain,
    )
