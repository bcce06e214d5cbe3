"""The lists of evenings: which one is asked for, and how each evening reads in it."""

from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from partnerlink.domain.evening_steps import Preparation, next_step
from partnerlink.evening_words import Next, next_in_words
from partnerlink.filters import Tab
from partnerlink.models.evening import Evening
from partnerlink.paging import Page
from partnerlink.services.evening_preparation import with_preparation
from partnerlink.services.evenings import EveningList, count_lists, evenings_in
from partnerlink.words import long_date

PARAMETER = "lijst"


@dataclass(frozen=True)
class ListedEvening:
    """An evening with its facts in words and the step that is next."""

    evening: Evening
    day: str
    answers: str
    next: Next


@dataclass(frozen=True)
class AskedList:
    """One of the lists, a page of it."""

    which: EveningList
    tabs: list[Tab]
    page: Page[Evening]
    shown: list[ListedEvening]

    @property
    def has_any(self) -> bool:
        """Tell whether the school has any evening at all."""
        return any(tab.count for tab in self.tabs)


def asked_list(session: Session, organisation_id: int, *, today: date) -> AskedList:
    """Return the list in the address; without one, the first that has anything in it."""
    counts = count_lists(session, organisation_id, today=today)
    which = _asked(counts)
    chosen = evenings_in(organisation_id, which, today=today)
    page = Page.of(chosen, session=session)
    numbers = [evening.id for evening in page.things]
    prepared = with_preparation(session, chosen.where(Evening.id.in_(numbers)))
    return AskedList(
        which,
        _tabs(counts, which),
        page,
        [_listed(evening, preparation, today=today) for evening, preparation in prepared],
    )


def _asked(counts: dict[EveningList, int]) -> EveningList:
    named = request.args.get(PARAMETER, "")
    asked = next((each for each in EveningList if each.value == named), None)
    return asked or next((each for each in EveningList if counts[each]), EveningList.COMING)


def _tabs(counts: dict[EveningList, int], current: EveningList) -> list[Tab]:
    names = {
        EveningList.COMING: _("Komend"),
        EveningList.DRAFTS: _("Concepten"),
        EveningList.PAST: _("Geweest"),
        EveningList.CANCELLED: _("Afgezegd"),
    }
    return [
        Tab(name, url_for("evenings.show_list", lijst=which.value), which is current, counts[which])
        for which, name in names.items()
    ]


def _listed(evening: Evening, preparation: Preparation, *, today: date) -> ListedEvening:
    step = next_step(preparation, today=today)
    return ListedEvening(
        evening,
        long_date(evening.day),
        _answers(evening, preparation, today=today),
        next_in_words(step, evening, preparation),
    )


def _answers(evening: Evening, preparation: Preparation, *, today: date) -> str:
    if not preparation.pupils:
        return ""
    pupils = ngettext("%(num)d leerling", "%(num)d leerlingen", preparation.pupils)
    # Of an evening that is past the answers may be erased; how many there were is in its report.
    if not evening.is_open or evening.day < today:
        return pupils
    answers = ngettext("%(num)d antwoord", "%(num)d antwoorden", preparation.answers)
    return f"{pupils}, {answers}"
