"""The forms of the rooms and rounds of an evening."""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from partnerlink.domain.evening_layout import Layout, RoomLine, RoundLine
from partnerlink.domain.evening_times import MAX_ROOMS, MAX_ROUNDS, Span, rounds_in_a_row
from partnerlink.form_fields import Form, Row, Rows, TextLine, TimeOfDay, Whole, YesNo
from partnerlink.form_fields.draft import DraftForm
from partnerlink.models.evening import Evening


class KeptRow(Row):
    """A row about something that may be there already; then `number` is its key."""

    number = Whole("", at_least=1, at_most=10**11, required=False)
    is_gone = YesNo(_("Haal weg"))

    def is_blank(self) -> bool:
        """Tell whether nothing was filled in; what is there already is never blank."""
        is_known = self.number.data is not None
        asked = [field for field in self if field.name not in (self.number.name, self.is_gone.name)]
        return not is_known and not any(_has_answer(field) for field in asked)

    @property
    def is_kept(self) -> bool:
        """Tell whether it stays, or comes."""
        return not self.is_gone.data


def _has_answer(field: Any) -> bool:
    if field.raw_data is None:
        return bool(field.data)
    return any(text.strip() for text in field.raw_data if isinstance(text, str))


class RoomRow(KeptRow):
    """One room."""

    name = TextLine(_("Naam van het lokaal"), max_length=60, missing=_("Geef het lokaal een naam."))
    capacity = Whole(
        _("Aantal plaatsen"),
        at_least=1,
        at_most=2000,
        missing=_("Vul in hoeveel plaatsen er zijn."),
    )
    has_steps = YesNo(_("Alleen met een trap te bereiken"))


class RoundRow(KeptRow):
    """One round."""

    starts = TimeOfDay(_("Begin"), missing=_("Vul in hoe laat de ronde begint."))
    ends = TimeOfDay(_("Einde"), missing=_("Vul in hoe laat de ronde eindigt."))


class RoomsForm(DraftForm):
    """All rooms and rounds of an evening at once."""

    rooms = Rows(
        _("Lokalen"), RoomRow, row_label=_("Lokaal"), at_least=0, at_most=MAX_ROOMS, drawn=1
    )
    rounds = Rows(
        _("Rondes"), RoundRow, row_label=_("Ronde"), at_least=0, at_most=MAX_ROUNDS, drawn=1
    )
    presentations_per_round = Whole(
        _("Hoeveel presentaties zijn er hoogstens in één lokaal, in één ronde?"),
        at_least=1,
        at_most=40,
        hint=_("Het programma houdt zich hieraan."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the rows, also what must go together."""
        is_valid = super().validate(extra_validators)
        has_own_names = self._has_own_names()
        return self._has_forward_rounds() and has_own_names and is_valid

    def _has_own_names(self) -> bool:
        seen: set[str] = set()
        is_good = True
        for row in filled(self.rooms):
            name = (row.name.data or "").casefold()
            if name and row.is_kept and name in seen:
                refuse(row.name, gettext("Er is al een lokaal met deze naam."))
                is_good = False
            seen |= {name} if row.is_kept else set()
        return is_good

    def _has_forward_rounds(self) -> bool:
        is_good = True
        for row in filled(self.rounds):
            starts, ends = row.starts.data, row.ends.data
            if row.is_kept and starts and ends and not Span(starts, ends).is_forward:
                refuse(row.ends, gettext("Het einde is niet na het begin."))
                is_good = False
        return is_good

    @property
    def layout(self) -> Layout:
        """Return what is to be there, and what goes."""
        rooms, rounds = list(filled(self.rooms)), list(filled(self.rounds))
        return Layout(
            rooms=[_room_line(row) for row in rooms if row.is_kept],
            rounds=[
                RoundLine(number=row.number.data, span=Span(row.starts.data, row.ends.data))
                for row in rounds
                if row.is_kept
            ],
            gone_rooms=_gone(rooms),
            gone_rounds=_gone(rounds),
        )


def filled(rows: Rows) -> Iterator[Any]:
    """Yield the form of each row that is not blank."""
    for entry in rows.entries:
        row = entry.form
        assert isinstance(row, KeptRow)
        if not row.is_blank():
            yield row


def refuse(field: Any, sentence: str) -> None:
    """Put a sentence beside a field of a row."""
    field.errors = [*field.errors, sentence]


def _room_line(row: RoomRow) -> RoomLine:
    return RoomLine(
        number=row.number.data,
        name=row.name.data,
        capacity=row.capacity.data,
        is_step_free=not row.has_steps.data,
    )


def _gone(rows: Iterable[KeptRow]) -> list[int]:
    return [row.number.data for row in rows if row.number.data and not row.is_kept]


def rooms_form(evening: Evening) -> RoomsForm:
    """Return the form as it was sent, or filled with the rooms and rounds there are."""
    said: dict[str, object] = {
        "rooms": [
            {
                "number": room.id,
                "name": room.name,
                "capacity": room.capacity,
                "has_steps": not room.is_step_free,
            }
            for room in evening.rooms
        ],
        "rounds": [
            {"number": each.id, "starts": each.starts, "ends": each.ends} for each in evening.rounds
        ],
        "presentations_per_round": evening.presentations_per_round,
    }
    form = RoomsForm(data=said)
    form.expect({name: _plain(value) for name, value in said.items()})
    return form


def _plain(value: object) -> object:
    return str(value)


class QuickForm(Form):
    """Rooms of one size and rounds of one length, all at once."""

    number = Whole(_("Hoeveel lokalen?"), at_least=1, at_most=MAX_ROOMS)
    seats = Whole(_("Plaatsen in elk lokaal"), at_least=1, at_most=2000)
    rounds = Whole(_("Hoeveel rondes?"), at_least=1, at_most=MAX_ROUNDS)
    start = TimeOfDay(_("Hoe laat begint de eerste ronde?"))
    minutes = Whole(_("Minuten per ronde"), at_least=5, at_most=240)
    pause = Whole(_("Minuten pauze tussen de rondes"), at_least=0, at_most=120)

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the answers, and that the last round ends before midnight."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self._spans() is None:
            self.refuse("rounds", gettext("De laatste ronde eindigt dan na middernacht."))
            return False
        return is_valid

    @property
    def layout(self) -> Layout:
        """Return the rooms and the rounds."""
        return Layout(
            rooms=[
                RoomLine(name=gettext("Lokaal %(number)s", number=place), capacity=self.seats.data)
                for place in range(1, self.number.data + 1)
            ],
            rounds=[RoundLine(span=span) for span in self._spans() or ()],
        )

    def _spans(self) -> list[Span] | None:
        try:
            return list(
                rounds_in_a_row(
                    self.start.data,
                    number=self.rounds.data,
                    minutes=self.minutes.data,
                    pause=self.pause.data,
                )
            )
        except ValueError:
            return None


USUAL = {
    "number": 4,
    "seats": 30,
    "rounds": 3,
    "start": time(19, 0),
    "minutes": 20,
    "pause": 10,
}
"""What many schools do, filled in beforehand."""
