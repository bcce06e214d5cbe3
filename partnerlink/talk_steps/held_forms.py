"""The form for whom a talk was: a row for each leerjaar and level, with its number of pupils."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from partnerlink.domain.leerjaren import find_missing_leerjaar, leerjaren_of
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.form_fields import Choice, Form, Row, Rows, Whole
from partnerlink.form_fields.typed import texts
from partnerlink.models.talk_request import TalkRequest
from partnerlink.talk_steps.turn import Turn
from partnerlink.words import label

MOST_ROWS = len(Leerjaar) * len(Level)

Group = tuple[Leerjaar, Level]


class GroupRow(Row):
    """One group that was there; without a number of pupils it was not."""

    leerjaar = Choice(_l("Leerjaar"), Leerjaar, look="select", missing=_l("Kies een leerjaar."))
    level = Choice(_l("Niveau"), Level, look="select", missing=_l("Kies een niveau."))
    pupils = Whole(_l("Aantal leerlingen"), at_least=1, at_most=2000)

    def is_blank(self) -> bool:
        """Tell whether no number was filled in: the rows come with a leerjaar and a level."""
        sent = self["pupils"].raw_data
        if sent is None:
            return self["pupils"].data is None
        return not any(text.strip() for text in texts(sent))


class HeldForm(Form):
    """For whom the talk was, and for how many."""

    groups = Rows(
        _l("Hoeveel leerlingen waren erbij?"),
        GroupRow,
        row_label=_l("Groep"),
        at_most=MOST_ROWS,
        missing=_l("Vul in hoeveel leerlingen erbij waren."),
        hint=_l("Was een groep er niet bij? Laat het aantal dan leeg."),
    )

    @property
    def numbers(self) -> dict[Group, int]:
        """Return how many pupils there were of each leerjaar and level."""
        return {(row["leerjaar"], row["level"]): row["pupils"] for row in self.groups.filled}

    def refuse_what_cannot_be(self, _turn: Turn) -> bool:
        """Refuse a leerjaar that its level does not have, and a pair that stands there twice."""
        seen: set[Group] = set()
        is_good = True
        for row in (entry.form for entry in self.groups.entries if not entry.form.is_blank()):
            group = row["leerjaar"].data, row["level"].data
            name, error = "leerjaar", _no_such_class(*group)
            if not error and group in seen:
                name, error = "level", _("Dit leerjaar en niveau staan er al.")
            if error:
                row[name].errors = [*row[name].errors, error]
                is_good = False
            seen.add(group)
        return is_good


def held_form(turn: Turn) -> Form:
    """Make the form for a talk that was held, with a row for each group that was asked for."""
    asked = _groups_of(turn.talk.request)
    only = turn.talk.request.pupils if len(asked) == 1 else None
    return _filled_in(dict.fromkeys(asked, only))


def correct_form(turn: Turn) -> Form:
    """Make the same form, filled in with what was recorded."""
    asked: dict[Group, int | None] = dict.fromkeys(_groups_of(turn.talk.request))
    return _filled_in(asked | dict(turn.recorded))


def _no_such_class(leerjaar: Leerjaar, level: Level) -> str:
    if find_missing_leerjaar({level}, {leerjaar}) is None:
        return ""
    return _(
        "Leerjaar %(leerjaar)s bestaat niet bij %(level)s. Kies een ander leerjaar.",
        leerjaar=label(leerjaar),
        level=label(level),
    )


def _filled_in(groups: Mapping[Group, int | None]) -> HeldForm:
    rows = [
        {"leerjaar": leerjaar, "level": level, "pupils": pupils}
        for (leerjaar, level), pupils in groups.items()
    ]
    return HeldForm(data={"groups": rows})


def _groups_of(request: TalkRequest) -> list[Group]:
    return [
        (leerjaar, level)
        for leerjaar in Leerjaar
        for level in Level
        if leerjaar in request.leerjaren & leerjaren_of(level) and level in request.levels
    ]
