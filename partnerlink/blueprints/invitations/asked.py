"""What is asked of the list of invitations, kept in the address of the page."""

from collections.abc import Mapping

from flask import request, url_for
from flask_babel import gettext as _

from partnerlink.blueprints.invitations.wording import ANSWERS
from partnerlink.filters import Tab, asked_state, asked_words
from partnerlink.form_fields.typed import showable
from partnerlink.services.invitation_lists import Answer, Asked

YES = "ja"
LONGEST_CLASS = 30


def asked_class() -> str:
    """Return the class in the address."""
    return showable(request.args.get("klas", ""))[:LONGEST_CLASS].strip()


def asked_of_address() -> Asked:
    """Read what the address asks for; what it cannot mean is left open."""
    return Asked(
        answer=asked_state(Answer),
        class_name=asked_class(),
        words=asked_words(),
        lacks_mail=request.args.get("zonder-mail") == YES,
        has_needs=request.args.get("wensen") == YES,
    )


def kept(asked: Asked) -> list[tuple[str, str]]:
    """Return the names and values that keep what was asked in another address."""
    given = (
        ("staat", asked.answer or ""),
        ("klas", asked.class_name),
        ("zonder-mail", YES if asked.lacks_mail else ""),
        ("wensen", YES if asked.has_needs else ""),
        ("zoek", asked.words),
    )
    return [(name, value) for name, value in given if value]


def tabs(number: int, asked: Asked, counts: Mapping[Answer | None, int]) -> list[Tab]:
    """Return a tab for everybody and for each answer that was given; the rest stays asked."""
    return [
        Tab(
            str(words),
            _list_url(number, asked, staat=answer),
            answer is asked.answer,
            counts[answer],
        )
        for answer, words in ANSWERS.items()
        if answer is None or counts[answer] or answer is asked.answer
    ]


def chips(number: int, asked: Asked) -> list[tuple[str, str]]:
    """Return the filters that are on beside the tabs, each with the address without it."""
    found = []
    if asked.class_name:
        words = _("Klas %(name)s", name=asked.class_name)
        found.append((words, _list_url(number, asked, klas=None)))
    if asked.lacks_mail:
        found.append((_("Zonder mail"), _list_url(number, asked, **{"zonder-mail": None})))
    if asked.has_needs:
        found.append((_("Met wensen"), _list_url(number, asked, wensen=None)))
    return found


def _list_url(number: int, asked: Asked, **changed: str | None) -> str:
    return url_for("invitations.show", number=number, **(dict(kept(asked)) | changed))  # type: ignore[arg-type]
