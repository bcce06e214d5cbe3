"""The form for what may still change of a request while a speaker comes."""

from flask_babel import gettext as _

from partnerlink.blueprints.requests.fields import (
    groups_field,
    host_teacher_field,
    pupils_field,
    room_field,
    spelregels_field,
)
from partnerlink.domain.request_content import PRACTICAL
from partnerlink.form_fields.draft import DraftForm
from partnerlink.models.talk_request import TalkRequest
from partnerlink.talk_words import Row, request_rows


class PracticalForm(DraftForm):
    """Who receives the speaker, where, for how many, and how."""

    host_teacher = host_teacher_field()
    room = room_field()
    groups = groups_field()
    pupils = pupils_field()
    spelregels = spelregels_field()

    @property
    def content(self) -> dict[str, object]:
        """Return what was filled in, by the names of the request."""
        return {name: self[name].data for name in PRACTICAL}


def practical_form(request: TalkRequest) -> PracticalForm:
    """Return the form as it was sent, or filled with what `request` says."""
    said = {name: getattr(request, name) for name in PRACTICAL}
    form = PracticalForm(data=said)
    form.expect(said)
    return form


def fixed_rows(request: TalkRequest) -> list[Row]:
    """Return what the speaker said yes to, which stays as it is."""
    asked_in_the_form = (_("Hoeveel"), _("Ontvangst door"), _("Spelregels"))
    rows = [row for row in request_rows(request) if row[0] not in asked_in_the_form]
    return [(_("Onderwerp"), request.subject), *rows]
