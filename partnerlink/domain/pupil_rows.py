"""What the lines of a list of pupils say: pupils, and presentations by several of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import time

from partnerlink.domain.carer_relations import relation_in
from partnerlink.domain.folding import fold
from partnerlink.domain.pupil_cells import (
    LONGEST_CLASS,
    LONGEST_CODE,
    LONGEST_FIRST_NAME,
    LONGEST_TITLE,
    addresses_in,
    find_language,
    find_leerjaar,
    find_level,
    find_yes_or_no,
    initial_of,
    is_address,
    is_code,
    is_first_name,
    split_name,
)
from partnerlink.domain.pupil_columns import PupilColumn as Column
from partnerlink.domain.pupil_list import (
    CarerRow,
    GroupRow,
    Notice,
    PupilList,
    PupilRow,
    Surroundings,
    Wishes,
)
from partnerlink.domain.pupil_refusals import (
    ApartUnclear,
    FirstNameInvalid,
    MemberRepeated,
    MemberUnknown,
    PupilCodeInvalid,
    PupilRepeated,
    RoomUnknown,
    RoundUnknown,
    TooManyAddresses,
)
from partnerlink.domain.row_refusals import CellEmpty, CellTooLong, EmailInvalid, RowRefusal

Cells = Mapping[Column, str]
MOST_ADDRESSES = 4


def read_list(lines: Iterable[tuple[int, Cells]], around: Surroundings) -> PupilList:
    """Read numbered lines; one that is refused is listed with its reason, the others are read.

    Lines are counted as in the file. Nothing is raised.
    """
    found, first_lines = PupilList(), dict[str, int]()
    for line, cells in lines:
        try:
            _read_line(found, line, cells, around, first_lines)
        except RowRefusal as refusal:
            found.refused.append((line, refusal))
    _refuse_bad_groups(found, known={*around.codes, *first_lines})
    found.refused.sort(key=lambda each: each[0])
    return found


def _read_line(
    found: PupilList, line: int, cells: Cells, around: Surroundings, first_lines: dict[str, int]
) -> None:
    members = _members(cells)
    title = _text(cells, Column.TITLE, LONGEST_TITLE)
    wishes = _wishes(cells, around)
    has_pupil = any(cells.get(each) for each in (Column.FIRST_NAME, Column.FULL_NAME))
    if members and not has_pupil:
        found.groups.append(GroupRow(line, members, title, wishes))
        return
    code = _code(cells)
    first = first_lines.setdefault(code, line)
    if first != line:
        raise PupilRepeated(Column.CODE, code, first)
    pupil = _pupil(line, code, cells, title=title, wishes=wishes)
    found.pupils.append(pupil)
    found.notices.update(_notices(pupil, cells))
    if members:
        codes = tuple(dict.fromkeys((code, *members)))
        found.groups.append(GroupRow(line, codes, title, wishes))


def _pupil(line: int, code: str, cells: Cells, *, title: str, wishes: Wishes) -> PupilRow:
    first_name, initial = _name(cells)
    return PupilRow(
        line=line,
        code=code,
        first_name=first_name,
        initial=initial,
        class_name=_text(cells, Column.CLASS, LONGEST_CLASS),
        leerjaar=find_leerjaar(cells.get(Column.LEERJAAR, "")),
        level=find_level(cells.get(Column.LEVEL, "")),
        title=title,
        carers=_carers(cells),
        language=find_language(cells.get(Column.LANGUAGE, "")),
        is_apart=_is_apart(cells),
        family=tuple(_parts(cells.get(Column.FAMILY, ""))),
        group=fold(cells.get(Column.GROUP, "")),
        wishes=wishes,
    )


def _text(cells: Cells, column: Column, longest: int) -> str:
    text = cells.get(column, "")
    if len(text) > longest:
        raise CellTooLong(column, text, longest)
    return text


def _code(cells: Cells) -> str:
    code = _text(cells, Column.CODE, LONGEST_CODE)
    if not code:
        raise CellEmpty(Column.CODE)
    if not is_code(code):
        raise PupilCodeInvalid(Column.CODE, code)
    return code


def _name(cells: Cells) -> tuple[str, str]:
    column = Column.FIRST_NAME if cells.get(Column.FIRST_NAME) else Column.FULL_NAME
    name, initial = _text(cells, column, LONGEST_TITLE), ""
    if column is Column.FULL_NAME:
        name, initial = split_name(name)
    if not name:
        raise CellEmpty(Column.FIRST_NAME)
    if len(name) > LONGEST_FIRST_NAME:
        raise CellTooLong(column, name, LONGEST_FIRST_NAME)
    if not is_first_name(name):
        raise FirstNameInvalid(column, name)
    return name, initial_of(cells.get(Column.LAST_NAME, "")) or initial


def _carers(cells: Cells) -> tuple[CarerRow, ...]:
    carers: dict[str, CarerRow] = {}
    for label, email in ((Column.CARER_1, Column.EMAIL_1), (Column.CARER_2, Column.EMAIL_2)):
        relation = relation_in(cells.get(label, ""))
        for address in addresses_in(cells.get(email, "")):
            if not is_address(address):
                raise EmailInvalid(email, address)
            carers.setdefault(address, CarerRow(relation, address))
    if len(carers) > MOST_ADDRESSES:
        raise TooManyAddresses(Column.EMAIL_1, ", ".join(carers))
    return tuple(carers.values())


def _is_apart(cells: Cells) -> bool:
    answer = find_yes_or_no(cells.get(Column.APART, ""))
    if answer is None:
        raise ApartUnclear(Column.APART, cells[Column.APART])
    return answer


def _members(cells: Cells) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(_parts(cells.get(Column.MEMBERS, ""))))
    for code in codes:
        if len(code) > LONGEST_CODE or not is_code(code):
            raise PupilCodeInvalid(Column.MEMBERS, code)
    return codes


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, text.replace(";", ",").split(",")) if part]


def _wishes(cells: Cells, around: Surroundings) -> Wishes:
    room = cells.get(Column.ROOM, "")
    if room and fold(room) not in around.rooms:
        raise RoomUnknown(Column.ROOM, room)
    return Wishes(
        around.rooms.get(fold(room)) if room else None,
        _round(cells, Column.ROUND, around.rounds),
        _round(cells, Column.PREFERRED_ROUND, around.rounds),
    )


def _round(cells: Cells, column: Column, rounds: Sequence[tuple[int, time]]) -> int | None:
    """Find a round by its number, counted from 1, or by the time it begins."""
    given = cells.get(column, "")
    if not given:
        return None
    word = fold(given).removeprefix("ronde ").removeprefix("round ").replace(" uur", "")
    for number, (round_id, starts) in enumerate(rounds, start=1):
        times = {starts.strftime("%H %M"), starts.strftime("%H %M 00")}
        times |= {each.removeprefix("0") for each in times}
        if word == str(number) or word in times:
            return round_id
    raise RoundUnknown(column, given)


def _notices(pupil: PupilRow, cells: Cells) -> list[tuple[Notice, str]]:
    read = (
        (Notice.LANGUAGE, Column.LANGUAGE, pupil.language),
        (Notice.LEVEL, Column.LEVEL, pupil.level),
        (Notice.LEERJAAR, Column.LEERJAAR, pupil.leerjaar),
    )
    return [
        (notice, cells[column]) for notice, column, value in read if cells.get(column) and not value
    ]


def _refuse_bad_groups(found: PupilList, *, known: Collection[str]) -> None:
    """Refuse a presentation of somebody unknown, and a pupil who would present twice."""
    in_group = {pupil.code: f"group {pupil.group}" for pupil in found.pupils if pupil.group}
    good: list[GroupRow] = []
    for row in found.groups:
        unknown = next((code for code in row.codes if code not in known), None)
        twice = next((code for code in row.codes if code in in_group), None)
        if unknown is not None:
            found.refused.append((row.line, MemberUnknown(Column.MEMBERS, unknown)))
        elif twice is not None:
            found.refused.append((row.line, MemberRepeated(Column.MEMBERS, twice)))
        else:
            in_group |= dict.fromkeys(row.codes, str(row.line))
            good.append(row)
    found.groups = good
