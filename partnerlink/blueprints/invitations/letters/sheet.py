"""One letter: what stands on the sheet of one family."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import segno
from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from partnerlink import evening_links, links
from partnerlink.blueprints.invitations.letters.texts import texts_of
from partnerlink.domain.evening import kept_share
from partnerlink.domain.invitation_codes import shown
from partnerlink.i18n import RIGHT_TO_LEFT
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.parents.words import clock_words, day_words, room_words
from partnerlink.phone_numbers import readable_phone
from partnerlink.words import listing


@dataclass(frozen=True)
class Way:
    """How a family gets to its page: a square code, and an address with letters to type."""

    qr: Markup
    code: str
    page: str


def sheet_of(evening: Evening, household: Household, *, shared: Mapping[int, int]) -> Markup:
    """Return the letter of a household in its language; its invitations are loaded.

    `shared` gives by pupil how many households are invited.
    """
    language = household.language.value
    receiver = _receiver(household)
    invitations = [one for one in household.invitations if one.is_standing]
    with force_locale(language):
        return Markup(
            render_template(
                "letters/_sheet.html",
                evening=evening,
                invitations=invitations,
                language=language,
                direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
                way=_way_of(invitations),
                receiver=receiver,
                names=_names(invitations),
                kept=_kept(evening, invitations, shared),
                texts=texts_of(evening, children=len(invitations)),
                phone=readable_phone(evening.phone),
                isolated=isolated,
                day_words=day_words,
                clock_words=clock_words,
                room_words=room_words,
            )
        )


def has_no_way(household: Household) -> bool:
    """Tell whether every link of a household is stopped, so that its letter holds no code."""
    return all(one.is_link_revoked for one in household.invitations if one.is_standing)


def _receiver(household: Household) -> list[str]:
    """Return for whom a letter is, in Dutch: what whoever hands it out looks for."""
    pupils = [one.pupil for one in household.invitations if one.is_standing]
    labels = [carer.label for carer in household.carers if carer.label]
    with force_locale("nl"):
        whom = _("Aan: %(carers)s van", carers=listing(labels)) if labels else ""
        lines = [whom or _("Aan de ouders of verzorgers van")]
        for pupil in pupils:
            place = _(", klas %(name)s", name=pupil.class_name) if pupil.class_name else ""
            lines.append(f"{pupil.name}{place}")
    return lines


def isolated(text: str) -> Markup:
    """Return a name or number so that its direction leaves that of the sentence alone."""
    return Markup("<bdi>{}</bdi>").format(text)


def _names(invitations: list[Invitation]) -> Markup:
    """Return the first names of a family's children, as a sentence has them."""
    return Markup(listing(str(isolated(one.pupil.first_name)) for one in invitations))


def _kept(evening: Evening, invitations: list[Invitation], shared: Mapping[int, int]) -> int:
    """Return how many seats are kept for a family at each pupil; 0 when it is told of none."""
    if not evening.keeps_seats or any(one.people is not None for one in invitations):
        return 0
    return min(kept_share(evening.seats_per_family, shared[one.pupil_id]) for one in invitations)


def _way_of(invitations: list[Invitation]) -> Way | None:
    """Return the way to a family's page: the link of any of its invitations is good for all."""
    working = next((one for one in invitations if not one.is_link_revoked), None)
    if working is None:
        return None
    address = links.absolute("parents.show_code")
    return Way(
        qr=qr_of(evening_links.address(working)),
        code=shown(evening_links.code(working)),
        page=address.partition("://")[2],
    )


def qr_of(text: str) -> Markup:
    """Draw `text` as a square code that a telephone's camera reads, in black on white."""
    drawing = io.BytesIO()
    # Trying all eight masks is nine tenths of the work; on random letters none is better.
    code = segno.make(text, error="m", micro=False, mask=0)
    code.save(drawing, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return Markup(drawing.getvalue().decode())
