"""How often anybody may have us write to one address, wherever they ask from."""

from flask import Response, request

from partnerlink.limits import SEND_MAIL, limiter

HTTP_FOUND = 302


def typed_address() -> str:
    """Return the address in the form that was sent, as far as a limit needs it."""
    return request.form.get("email", "").strip().lower()[:254]


def _has_no_address() -> bool:
    return not typed_address()


def _wrote(response: Response) -> bool:
    return response.status_code == HTTP_FOUND


limit_letters = limiter.shared_limit(
    SEND_MAIL,
    scope="letters",
    key_func=typed_address,
    exempt_when=_has_no_address,
    deduct_when=_wrote,
)
"""Decorate a view that mails whatever address is typed; form errors don't count."""
