"""Today: what needs doing now, and what is coming."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import signed_in, signed_in_account
from partnerlink.evening_words import next_in_words
from partnerlink.models.account import Account
from partnerlink.services.dashboard import (
    Overview,
    Todo,
    TodoKind,
    overview_of_partner,
    overview_of_region,
    overview_of_school,
)
from partnerlink.services.evening_todos import EveningTodo
from partnerlink.words import short_date

bp = Blueprint("dashboard", __name__)

ICONS = {
    TodoKind.ANSWER: "message-circle-question-mark",
    TodoKind.RECONFIRM: "calendar-check",
    TodoKind.SET_TIME: "clock",
    TodoKind.SET_LINK: "monitor",
    TodoKind.RECORD: "clipboard-check",
    TodoKind.VERIFY: "shield-check",
    TodoKind.DEAD_MAIL: "mail-x",
    TodoKind.FIND: "search",
    TodoKind.EVALUATE: "star",
    TodoKind.FINISH_REQUEST: "pencil",
    TodoKind.FINISH_OFFER: "pencil",
}

URGENT = frozenset(
    {
        TodoKind.EVENING_TODAY,
        TodoKind.ANSWER,
        TodoKind.RECONFIRM,
        TodoKind.EVENING_ANSWERS,
    }
)
ASKED_BY_A_STEP = {TodoKind.SET_TIME: "tijd", TodoKind.SET_LINK: "link"}
"""What is one question only: the word of its step, so that the page asks it at once."""


@bp.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Show what needs doing now to whoever is signed in."""
    account = signed_in_account()
    overview = _overview(account)
    return render_template(
        "dashboard/show.html",
        account=account,
        organisation=account.organisation,
        overview=overview,
        todos=[_drawn(todo) for todo in overview.todos],
    )


def _overview(account: Account) -> Overview:
    organisation = account.organisation
    if organisation is None:
        return overview_of_region(db.session(), account)
    look = overview_of_school if organisation.is_school else overview_of_partner
    return look(db.session(), organisation, now=clock.now())


def _drawn(todo: Todo) -> dict[str, str]:
    if todo.prepared is not None:
        return _evening_drawn(todo, todo.prepared)
    return {
        "title": _title(todo),
        "text": _text(todo),
        "url": _url(todo),
        "icon_name": ICONS[todo.kind],
        "urgency": "urgent" if todo.kind in URGENT else "",
    }


def _evening_drawn(todo: Todo, prepared: EveningTodo) -> dict[str, str]:
    following = next_in_words(prepared.step, prepared.evening, prepared.preparation)
    return {
        "title": following.title,
        "text": _text(todo),
        "url": following.url,
        "icon_name": following.icon_name,
        "urgency": "urgent" if todo.kind in URGENT else "",
    }


def _title(todo: Todo) -> str:
    who, count = todo.who, todo.count
    sentences = {
        TodoKind.ANSWER: _("Geef antwoord aan %(who)s", who=who),
        TodoKind.RECONFIRM: _("Gaat het door met %(who)s?", who=who),
        TodoKind.SET_TIME: _("Kies het lesuur met %(who)s", who=who),
        TodoKind.SET_LINK: _("Vul de link in voor %(who)s", who=who),
        TodoKind.RECORD: _("Is de gastles van %(who)s gegeven?", who=who),
        TodoKind.EVALUATE: _("Hoe ging het met %(who)s?", who=who),
        TodoKind.FIND: _("Zoek een spreker"),
        TodoKind.FINISH_REQUEST: _("Maak uw aanvraag af"),
        TodoKind.FINISH_OFFER: _("Maak uw aanbod af"),
        TodoKind.VERIFY: ngettext(
            "%(num)d organisatie wacht op uw controle",
            "%(num)d organisaties wachten op uw controle",
            count,
        ),
        TodoKind.DEAD_MAIL: ngettext(
            "%(num)d mail is niet aangekomen", "%(num)d mails zijn niet aangekomen", count
        ),
    }
    return sentences[todo.kind]


def _text(todo: Todo) -> str:
    if todo.day is None:
        return todo.subject
    day = short_date(todo.day)
    if todo.kind is TodoKind.ANSWER:
        return _("%(subject)s – antwoord uiterlijk %(day)s", subject=todo.subject, day=day)
    if todo.kind is TodoKind.FIND:
        return _("%(subject)s – de laatste datum is %(day)s", subject=todo.subject, day=day)
    return _("%(subject)s – %(day)s", subject=todo.subject, day=day)


def _url(todo: Todo) -> str:
    number = todo.number
    if todo.kind is TodoKind.FIND:
        return url_for("catalogue.show_ranked_offers", number=number)
    if todo.kind is TodoKind.FINISH_REQUEST:
        return url_for("requests.show", number=number)
    if todo.kind is TodoKind.FINISH_OFFER:
        return url_for("offers.show", number=number)
    if todo.kind is TodoKind.DEAD_MAIL:
        return url_for("region.show_mail")
    if todo.kind is TodoKind.VERIFY:
        return url_for("region.show_organisations")
    if todo.kind in ASKED_BY_A_STEP:
        return url_for("talks.show_step", number=number, word=ASKED_BY_A_STEP[todo.kind])
    return url_for("talks.show", number=number)
