"""Which of a school's own words stand in a letter: whole sentences, as many as one sheet holds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from partnerlink.models.evening import Evening
from partnerlink.parents.spelregels import Rules, spelregels_of

SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")
ROW, DENSE_ROW = 42, 48
"""How many letters a row holds, in the usual type and in the smaller one."""
ROWS, DENSE_ROWS = 12, 22
"""How many rows there are for one child, in two columns; see tests/browser/test_letters.py."""
ROWS_OF_A_CHILD = 3
CROWDED = 3
"""With more children than these their own rows take the room."""


@dataclass(frozen=True)
class Texts:
    """What a letter says in the school's own words; `is_dense` asks for the smaller type.

    `is_all` tells that nothing is left for the page behind the code.
    """

    home_task: tuple[str, ...]
    rules: tuple[str, ...]
    are_rules_usual: bool
    is_dense: bool
    is_all: bool


def texts_of(evening: Evening, *, children: int) -> Texts:
    """Return the words of a school for a letter about so many children, in the letter's language.

    The rules go first: what does not fit is left out from the end, and never in a sentence.
    """
    rules = spelregels_of(evening)
    task = tuple(line.strip() for line in evening.home_task.splitlines() if line.strip())
    if children > CROWDED:
        return Texts((), (), rules.is_usual, is_dense=True, is_all=False)
    taken = ROWS_OF_A_CHILD * (children - 1)
    found = _laid_out(rules, task, room=ROWS - taken, row=ROW)
    if not found.is_all:
        found = _laid_out(rules, task, room=DENSE_ROWS - taken, row=DENSE_ROW)
    return found


def _laid_out(rules: Rules, task: tuple[str, ...], *, room: int, row: int) -> Texts:
    shown_rules, left = _fitting(rules.lines, room, row)
    shown_task, _ = _fitting(task, left, row)
    is_all = (shown_rules, shown_task) == (rules.lines, task)
    return Texts(shown_task, shown_rules, rules.is_usual, row == DENSE_ROW, is_all)


def _fitting(lines: Sequence[str], room: int, row: int) -> tuple[tuple[str, ...], int]:
    """Return the lines that fit into `room` rows, below a heading, and the rows that are left."""
    taken: list[str] = []
    left = room - 1
    for line in lines:
        whole = _sentences_in(line, left, row)
        if whole:
            taken.append(whole)
            left -= ceil(len(whole) / row)
        if whole != line:
            break
    return (tuple(taken), left) if taken else ((), room)


def _sentences_in(line: str, rows: int, row: int) -> str:
    if ceil(len(line) / row) <= rows:
        return line
    found = ""
    for longer in _growing(SENTENCE_END.split(line)):
        if ceil(len(longer) / row) > rows:
            break
        found = longer
    return found


def _growing(sentences: Sequence[str]) -> Iterable[str]:
    return (" ".join(sentences[:end]) for end in range(1, len(sentences)))
