"""Disadvantage scores of school locations, as the CBS and regional lists give them.

The onderwijskansenscore of a vestiging is the sum of its pupils' scores (Regeling onderwijskansen
vo, Stcrt 2024-2569), so it grows with the school: only the score per pupil compares. It is a
weight with its reason shown, never a public label, and is never derived for a person or family.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from partnerlink.domain.cells import Cells, optional_date, optional_text
from partnerlink.domain.register import school_code_of
from partnerlink.domain.row_refusals import (
    PupilsInvalid,
    ScoreInvalid,
    ScoreKindUnknown,
    ScoreMissing,
)

SCORE_COLUMNS = ("VESTIGINGSCODE", "SCORE")
"""The columns that a list of scores can't do without."""

SCORE_SYNONYMS = MappingProxyType(
    {
        "VESTIGINGSCODE": ("*vestigingscode*", "*vestigingsnummer*", "*vestiging", "*brin*"),
        "INSTELLINGSCODE": ("*instellingscode*", "brin*"),
        "SCORE": ("*achterstandsscore*", "*onderwijskansenscore*", "*score*"),
        "LEERLINGEN": ("*leerlingen*", "*leerling*"),
        "PEILDATUM": ("REFERENTIEDATUM",),
        "BRON": (),
        "SOORT": (),
    }
)

_NOT_GIVEN = frozenset(("", ".", "-", "x", "nb", "n.b.", "nvt", "n.v.t."))
_TOO_FEW = re.compile(r"<\s*[0-9]+")
_WHOLE = re.compile(r"[0-9]{1,6}|[0-9]{1,3}\.[0-9]{3}")
_PLAIN = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,17})?")
_WITH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,17}")


class ScoreKind(StrEnum):
    """Which formula gave the score: scores of two kinds don't compare."""

    VO = "onderwijskansenscore_vo"
    PRO = "onderwijskansenscore_pro"
    ESTIMATE = "coordinator_estimate"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of one school location on one reference date, as its source gives it."""

    code: str
    pupils: int | None
    score: float
    kind: ScoreKind
    source: str
    reference_date: date | None

    @property
    def per_pupil(self) -> float | None:
        """The score divided by the number of pupils, or None where that number is not known."""
        return self.score / self.pupils if self.pupils else None


def parse_score(
    cells: Cells, *, kind: ScoreKind, source: str, reference_date: date | None = None
) -> ScoreRow:
    """Read a line of a list of scores; the arguments hold where the line itself says nothing.

    Raises a RowRefusal; ScoreMissing where the source keeps the score back, for missing is not
    zero.
    """
    return ScoreRow(
        code=school_code_of(cells),
        pupils=_pupils(cells),
        score=_score(cells),
        kind=_kind(cells, otherwise=kind),
        source=optional_text(cells, "BRON") or source,
        reference_date=optional_date(cells, "PEILDATUM") or reference_date,
    )


def _is_given(text: str) -> bool:
    return text.lower() not in _NOT_GIVEN and not _TOO_FEW.fullmatch(text)


def _pupils(cells: Cells) -> int | None:
    text = optional_text(cells, "LEERLINGEN")
    if not _is_given(text):
        return None
    if not _WHOLE.fullmatch(text):
        raise PupilsInvalid("LEERLINGEN", text)
    return int(text.replace(".", ""))


def _score(cells: Cells) -> float:
    text = optional_text(cells, "SCORE")
    if not _is_given(text):
        raise ScoreMissing("SCORE", text)
    if _WITH_THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    if not _PLAIN.fullmatch(text):
        raise ScoreInvalid("SCORE", text)
    return float(text.replace(",", "."))


def _kind(cells: Cells, *, otherwise: ScoreKind) -> ScoreKind:
    text = optional_text(cells, "SOORT")
    if not text:
        return otherwise
    try:
        return ScoreKind(text.lower())
    except ValueError as error:
        raise ScoreKindUnknown("SOORT", text) from error
