"""Web addresses as registers hold them: anything from nothing to a phone number to a full URL."""

import re

_SCHEME = re.compile(r"(?:(?P<scheme>https?)(?::/*|//)\s*|mailto:\s*)+", re.IGNORECASE)
_END = re.compile(r"[\s;,<>\"|\\]")
_HOST_END = re.compile(r"[/?#]")
_PORT = re.compile(r":[0-9]*$")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP_LEVEL = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")
_LONGEST_HOST = 253
_LONGEST_MAIL_DOMAIN = 120

# Whoever may have a mailbox or a site under these names proves nothing by it.
_FREE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.com live.nl "
    "msn.com yahoo.com yahoo.nl icloud.com me.com mac.com aol.com gmx.com gmx.net gmx.de web.de "
    "mail.com mail.ru yandex.com proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com "
    "fastmail.com hey.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl xs4all.nl home.nl "
    "chello.nl upcmail.nl casema.nl quicknet.nl zonnet.nl telfort.nl telfortglasvezel.nl tele2.nl "
    "online.nl onsbrabantnet.nl onsnet.nu caiway.nl caiway.net solcon.nl scarlet.nl versatel.nl "
    "wanadoo.nl freeler.nl zeelandnet.nl delta.nl kabelfoon.nl multiweb.nl plusnet.nl "
    "hccnet.nl telenet.be skynet.be t-online.de".split()
)
_SHARED_SITES = frozenset(
    "facebook.com instagram.com linkedin.com x.com twitter.com youtube.com google.com "
    "sites.google.com wixsite.com wix.com wordpress.com blogspot.com weebly.com jimdo.com "
    "jimdosite.com jouwweb.nl webnode.nl webnode.com squarespace.com github.io sharepoint.com "
    "business.site linktr.ee".split()
)
_PUBLIC_SUFFIXES = frozenset(
    "co.nl com.nl net.nl org.nl co.uk org.uk ac.uk sch.uk com.be eu.org nl.eu.org eu.com "
    "de.com".split()
)
_OPEN_TO_ALL = _FREE_MAIL | _SHARED_SITES


def mail_domain_of(address: str) -> str:
    """Return the domain behind which an organisation's own mailboxes may be expected, or "".

    Reads a web or mail address with or without scheme, `www.`, path and port; gives the domain
    in ASCII and small letters. A domain decides whether a school is verified at once, so one in
    which anybody can get a mailbox or a site gives nothing, and nor does an address that is
    really a phone number.
    """
    host = host_of(address)
    labels = host.split(".")
    itself_and_above = {".".join(labels[start:]) for start in range(len(labels))}
    if host in _PUBLIC_SUFFIXES or _OPEN_TO_ALL & itself_and_above:
        return ""
    return host if len(host) <= _LONGEST_MAIL_DOMAIN else ""


def is_of_domain(email: str, mail_domain: str) -> bool:
    """Tell whether an address is of a domain, or of a subdomain of it (pupils' and staff's)."""
    domain = email.rpartition("@")[2].lower()
    return bool(mail_domain) and f".{domain}".endswith(f".{mail_domain}")


def website_of(address: str) -> str:
    """Return the address as an http(s) URL that a browser can open, or "" when it is none."""
    if not host_of(address) or "@" in _authority_of(address):
        return ""
    match = _SCHEME.match(address.strip())
    scheme = (match["scheme"] or "https").lower() if match else "https"
    return f"{scheme}://{_without_scheme(address)}"


def meeting_link_of(address: str) -> str:
    """Return the address of an online meeting as an http(s) URL, or "" when it is none.

    The address must be all there is: of a link with words around it, none of either is lost
    unseen.
    """
    url, typed = website_of(address), address.strip()
    return url if url and typed.endswith(url.partition("://")[2]) else ""


def _without_scheme(address: str) -> str:
    rest = _SCHEME.sub("", address.strip(), count=1)
    return _END.split(rest, maxsplit=1)[0]


def _authority_of(address: str) -> str:
    return _HOST_END.split(_without_scheme(address), maxsplit=1)[0]


def host_of(address: str) -> str:
    host = (
        _PORT.sub("", _authority_of(address).rpartition("@")[2])
        .rstrip(".")
        .lower()
        .removeprefix("www.")
    )
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    *labels, top_level = host.split(".")
    if not labels or len(host) > _LONGEST_HOST or not _TOP_LEVEL.fullmatch(top_level):
        return ""
    return host if all(map(_LABEL.fullmatch, labels)) else ""
