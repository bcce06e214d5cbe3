"""The main menu, as data: which entries each kind of user has."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_login import current_user

from partnerlink.access import signed_in_account
from partnerlink.domain.account import Audience
from partnerlink.i18n import language_links, page_direction, page_language


@dataclass(frozen=True)
class Entry:
    """A word in the menu, the page it opens, and the blueprints and pages in which it is lit."""

    label: LazyString
    endpoint: str
    lit_in: frozenset[str]
    audience: Audience | None = None
    is_post: bool = False


@dataclass(frozen=True)
class Link:
    """An entry as the template draws it."""

    label: str
    url: str
    is_current: bool
    is_post: bool


PUBLIC: tuple[Entry, ...] = (
    Entry(_l("Zo werkt het"), "pages.show_front", frozenset()),
    Entry(_l("Aanmelden"), "sign_up.show_kinds", frozenset({"sign_up"})),
)
SIGNED_IN: tuple[Entry, ...] = (
    Entry(_l("Vandaag"), "dashboard.show", frozenset({"dashboard"})),
    Entry(
        _l("Aanvragen"),
        "requests.show_list",
        frozenset({"requests", "catalogue.show_ranked_offers"}),
        Audience.SCHOOL,
    ),
    Entry(_l("Gastlessen"), "catalogue.show_offers", frozenset({"catalogue"}), Audience.SCHOOL),
    Entry(
        _l("Presentatieavonden"),
        "evenings.show_list",
        frozenset({"evenings", "pupils", "programme", "invitations"}),
        Audience.SCHOOL,
    ),
    Entry(
        _l("Mijn aanbod"),
        "offers.show_list",
        frozenset({"offers", "catalogue.show_ranked_requests"}),
        Audience.PARTNER,
    ),
    Entry(_l("Scholen"), "catalogue.show_requests", frozenset({"catalogue"}), Audience.PARTNER),
    Entry(_l("Afspraken"), "talks.show_list", frozenset({"talks"}), Audience.SCHOOL),
    Entry(_l("Afspraken"), "talks.show_list", frozenset({"talks"}), Audience.PARTNER),
    Entry(
        _l("Organisaties"),
        "region.show_organisations",
        frozenset({"region"}),
        Audience.COORDINATOR,
    ),
    Entry(
        _l("Coördinatoren"),
        "region.coordinators.show_list",
        frozenset(
            {
                "region.coordinators.show_ask",
                "region.coordinators.submit_ask",
                "region.coordinators.show_close",
            }
        ),
        Audience.ADMINISTRATOR,
    ),
    Entry(_l("Mail"), "region.show_mail", frozenset(), Audience.COORDINATOR),
)
ACCOUNT_OUT: tuple[Entry, ...] = (
    Entry(_l("Inloggen"), "accounts.show_sign_in", frozenset({"accounts"})),
)
ACCOUNT_IN: tuple[Entry, ...] = (
    Entry(_l("Mijn account"), "accounts.show_account", frozenset()),
    Entry(
        _l("Mijn organisatie"),
        "organisations.show",
        frozenset({"organisations"}),
        Audience.SCHOOL,
    ),
    Entry(
        _l("Mijn organisatie"),
        "organisations.show",
        frozenset({"organisations"}),
        Audience.PARTNER,
    ),
    Entry(_l("Uitloggen"), "accounts.sign_out", frozenset(), is_post=True),
)
FOOTER: tuple[Entry, ...] = (
    Entry(_l("Privacy"), "pages.show_privacy", frozenset()),
    Entry(_l("Toegankelijkheid"), "pages.show_accessibility", frozenset()),
    Entry(_l("Colofon"), "pages.show_colophon", frozenset()),
)
DEMO: tuple[Entry, ...] = (Entry(_l("Postvak"), "postvak.show_list", frozenset({"postvak"})),)


def links(entries: tuple[Entry, ...]) -> list[Link]:
    """Return those of `entries` that are for whoever looks at this page."""
    mine = signed_in_account().audiences if current_user.is_authenticated else frozenset()
    shown = [entry for entry in entries if entry.audience is None or entry.audience in mine]
    lit = _lit(shown)
    return [
        Link(
            label=str(entry.label),
            url=url_for(entry.endpoint),
            is_current=entry is lit,
            is_post=entry.is_post,
        )
        for entry in shown
    ]


def _lit(entries: list[Entry]) -> Entry | None:
    """Return the entry of this very page, else the one in whose blueprint it stands."""
    own = [entry for entry in entries if entry.endpoint == request.endpoint]
    page = [entry for entry in entries if request.endpoint in entry.lit_in]
    near = [entry for entry in entries if not entry.lit_in.isdisjoint(request.blueprints)]
    return next(iter(own + page + near), None)


def init_app(app: Flask) -> None:
    """Give every template what the frame of the page needs.

    The menus are asked for by the frame that shows them: a page for parents has none.
    """

    is_demo = app.config["SETTINGS"].is_demo

    def menu() -> list[Link]:
        return links(SIGNED_IN if current_user.is_authenticated else PUBLIC)

    def account_menu() -> list[Link]:
        return links(ACCOUNT_IN if current_user.is_authenticated else ACCOUNT_OUT)

    def footer_menu() -> list[Link]:
        return links(FOOTER + DEMO if is_demo else FOOTER)

    @app.context_processor
    def frame() -> dict[str, object]:
        return {
            "menu": menu,
            "account_menu": account_menu,
            "footer_menu": footer_menu,
            "page_language": page_language(),
            "page_direction": page_direction(),
            "language_links": language_links,
            "is_demo": is_demo,
        }
