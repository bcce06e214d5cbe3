"""How a page for parents is opened: the key in the address, and what keeps it to themselves."""

from flask import Response, abort, request

from partnerlink import db, evening_links
from partnerlink.blueprints.parents import guessing
from partnerlink.domain.invitation_codes import typed
from partnerlink.models.invitation import Invitation
from partnerlink.parents import language
from partnerlink.services import household_answers

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
OWN_SITE = frozenset({"same-origin", "none"})
NO_ORIGIN = "null"


def get_opened(token: str) -> Invitation:
    """Return the invitation of a link, and let the page be in its language; else 404, or 429.

    Looked up first: whoever has a right link is never slowed by others at the same address.
    """
    found = household_answers.find_by_token(db.session(), evening_links.hash_of(token))
    if found is None:
        if guessing.is_wrong_too_often():
            abort(429)
        guessing.record_wrong_link()
        abort(404)
    language.speak(found.household.language)
    return found


def find_typed(text: str) -> Invitation | None:
    """Find the invitation of a code as somebody typed it.

    What cannot be a code is no guess, and does not count as one.
    """
    code = typed(text)
    if code is None:
        return None
    found = household_answers.find_by_code(db.session(), evening_links.hash_of(code))
    if found is None:
        guessing.record_wrong_code()
    return found


def refuse_other_sites() -> None:
    """Answer 400 to a form that another site sent.

    The key in the address is the proof, which no other site has. This is a second lock, for a
    browser that says where a form came from: without a referrer the old ones say "null".
    """
    if request.method != "POST":
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", NO_ORIGIN)
    is_own_origin = origin == NO_ORIGIN or origin.partition("://")[2] == request.host
    if not (site in OWN_SITE if site is not None else is_own_origin):
        abort(400)


def keep_to_themselves(response: Response) -> Response:
    """Let no page be kept, searched, or named to another site: its address is a key."""
    response.headers.update(HEADERS)
    return response
