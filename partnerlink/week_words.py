"""The parts of a week in words."""

from collections.abc import Collection

from flask_babel import gettext as _

from partnerlink.domain.vocabulary import DayPart, Slot, Weekday
from partnerlink.words import label, listing


def week_lines(slots: Collection[Slot]) -> list[str]:
    """Return a line per weekday, such as "maandag: ochtend en middag".

    When every weekday has the same parts it is one line: "elke dag: ochtend".
    """
    week = {day: parts for day in Weekday if (parts := _parts(slots, day))}
    if len(week) == len(Weekday) and len(set(week.values())) == 1:
        every_day = _("elke dag")
        return [f"{every_day}: {_joined(week[Weekday.MONDAY])}"]
    return [f"{label(day)}: {_joined(parts)}" for day, parts in week.items()]


def _parts(slots: Collection[Slot], day: Weekday) -> tuple[DayPart, ...]:
    return tuple(part for part in DayPart if Slot(f"{day[:3]}_{part}") in slots)


def _joined(parts: Collection[DayPart]) -> str:
    return listing(label(part) for part in parts)
