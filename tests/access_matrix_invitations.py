"""Who gets what at the addresses of the invitations to an evening; a part of the access matrix."""

from collections.abc import Mapping

from tests.access_matrix import SCHOOL, Case, at


def _get(endpoint: str, **values: str) -> Case:
    return at(f"invitations.{endpoint}", (SCHOOL, 200), number="@evening", **values)


def _post(endpoint: str, sent: Mapping[str, str] | None = None, **values: str) -> Case:
    return at(f"invitations.{endpoint}", (SCHOOL, 302), sent=sent, number="@evening", **values)


FAMILY, COUPLE, INVITATION = "@household", "@couple", "@invitation"

INVITATION_GETS = (
    _get("show"),
    _get("show_wishes"),
    _get("sending.show"),
    _get("letters.show"),
    _get("letters.show_print"),
    _get("answers.show", invitation=INVITATION),
    _get("families.show", household=FAMILY),
    _get("families.show_contact", household=FAMILY),
    _get("families.show_link", household=FAMILY),
    _get("parting.show_split", household=COUPLE),
    _get("parting.show_merge", household=FAMILY),
    _get("parting.show_merge_with", household=FAMILY, other=COUPLE),
    _get("privacy.show_stored", household=FAMILY),
    _get("privacy.export", household=FAMILY),
    _get("privacy.show_erasure", household=FAMILY),
)
INVITATION_POSTS = (
    _post("sending.submit"),
    _post("letters.submit_printed", {"tot": "1"}),
    _post("answers.submit", {"people": "2"}, invitation=INVITATION),
    _post(
        "families.submit_contact",
        {"language": "nl", "carers-0-email": "nieuw@familie.example"},
        household=FAMILY,
    ),
    _post("families.submit_mail", household=FAMILY),
    _post("families.submit_renewal", {"link": "@link mark"}, household=FAMILY),
    _post("families.submit_revocation", household=FAMILY),
    _post("parting.submit_split", {"leaving": "@carer"}, household=COUPLE),
    _post("parting.submit_merge", household=FAMILY, other=COUPLE),
    _post("privacy.submit_erasure", {"is_sure": "ja"}, household=FAMILY),
)
