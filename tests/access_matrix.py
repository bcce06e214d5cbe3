"""Who gets what at every address, as data: one line per case, which test_access reads.

The records belong to one school and one partner that have a talk together, in one region. A value
that begins with @ names a record of that world.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOBODY = "nobody"
HELPER = "helper at the door"
"""Somebody without an account, with the pass of an evening that is tonight."""
ANONYMOUS = frozenset({NOBODY, HELPER})
SCHOOL = frozenset({"school member", "school manager"})
PARTNER = frozenset({"partner member", "partner manager"})
BOTH = SCHOOL | PARTNER
REGION = frozenset({"coordinator", "administrator"})
ANY_SCHOOL = SCHOOL | {"another school"}
ANY_PARTNER = PARTNER | {"another partner"}
ANY_SCHOOL_MANAGER = frozenset({"school manager", "another school"})
ANY_MANAGER = ANY_SCHOOL_MANAGER | {"partner manager", "another partner"}
EVERY_REGION = frozenset({"administrator"})
ANY_REGION = REGION | {"coordinator elsewhere"}
OWN_MANAGER = frozenset({"school manager"})
SIGNED_IN = ANY_SCHOOL | ANY_PARTNER | ANY_REGION
EVERYBODY = SIGNED_IN | ANONYMOUS
ROLES = tuple(sorted(EVERYBODY))

TO_SIGN_IN = 302
NOT_THERE = 404
NOT_YOURS = 403


@dataclass(frozen=True)
class Case:
    """What one address answers to each role."""

    endpoint: str
    answers: Mapping[str, int]
    values: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the test is called."""
        return " ".join([self.endpoint, *self.values.values()])


def at(
    endpoint: str,
    *expected: tuple[frozenset[str], int],
    sent: Mapping[str, str] | None = None,
    **values: str,
) -> Case:
    """Say who gets what; to anybody else signed in it is not there, others must sign in."""
    answers = dict.fromkeys(SIGNED_IN, NOT_THERE) | dict.fromkeys(ANONYMOUS, TO_SIGN_IN)
    for roles, status in expected:
        answers |= dict.fromkeys(roles, status)
    return Case(endpoint, answers, values, sent or {})


GETS = (
    at("static", (EVERYBODY, 200), filename="partnerlink.css"),
    at("pages.show_front", (EVERYBODY, 200)),
    at("pages.show_privacy", (EVERYBODY, 200)),
    at("pages.show_accessibility", (EVERYBODY, 200)),
    at("pages.show_colophon", (EVERYBODY, 200)),
    at("pages.switch_language", (EVERYBODY, 302), code="en"),
    at("health.show", (EVERYBODY, 200)),
    at("sign_up.show_kinds", (EVERYBODY, 200)),
    at("sign_up.show_search", (EVERYBODY, 200), slug="school"),
    at("sign_up.show_registered", (EVERYBODY, 200), slug="school", code="@entry"),
    at("sign_up.show_by_hand", (EVERYBODY, 200), slug="bedrijf"),
    at("sign_up.show_mail_sent", (EVERYBODY, 200)),
    at("accounts.show_sign_in", (SIGNED_IN, 302), (ANONYMOUS, 200)),
    at("accounts.show_forgotten", (EVERYBODY, 200)),
    at("accounts.show_demo", (EVERYBODY, 200), token="@demo link"),
    at("accounts.addresses.show_confirm", (EVERYBODY, 200), token="@confirm link"),
    at("accounts.addresses.show_move", (SIGNED_IN, 200)),
    at("accounts.addresses.show_new", (EVERYBODY, 200), token="@move link"),
    at("accounts.show_reset", (EVERYBODY, 200), token="@reset link"),
    at("accounts.show_join", (EVERYBODY, 200), token="@join link"),
    at("accounts.show_account", (SIGNED_IN, 200)),
    at("accounts.show_password", (SIGNED_IN, 200)),
    at("dashboard.show", (SIGNED_IN, 200)),
    at("requests.show_list", (ANY_SCHOOL, 200)),
    at("requests.show_new", (ANY_SCHOOL, 200)),
    at("requests.show", (SCHOOL, 200), number="@request"),
    at("requests.show_preview", (SCHOOL, 200), number="@request"),
    at("requests.show_form", (SCHOOL, 200), number="@request"),
    at("requests.show_close", (SCHOOL, 200), number="@request"),
    at("requests.practical.show_form", (SCHOOL, 200), number="@planned request"),
    at("offers.show_list", (ANY_PARTNER, 200)),
    at("offers.show_new", (ANY_PARTNER, 200)),
    at("offers.show", (PARTNER, 200), number="@offer"),
    at("offers.show_preview", (PARTNER, 200), number="@offer"),
    at("offers.show_form", (PARTNER, 200), number="@offer"),
    at("offers.show_close", (PARTNER, 200), number="@offer"),
    at("catalogue.show_ranked_offers", (SCHOOL, 200), number="@request"),
    at("catalogue.show_ranked_requests", (PARTNER, 200), number="@offer"),
    at("catalogue.show_offers", (ANY_SCHOOL, 200)),
    at("catalogue.show_offer", (ANY_SCHOOL, 200), number="@offer"),
    at("catalogue.show_offer", number="@draft offer"),
    at("catalogue.show_requests", (ANY_PARTNER, 200)),
    at("catalogue.show_request", (ANY_PARTNER, 200), number="@request"),
    at("catalogue.show_request", number="@draft request"),
    at("talks.show_list", (ANY_SCHOOL | ANY_PARTNER, 200)),
    at("talks.show", (BOTH, 200), number="@invited talk"),
    at(
        "talks.show_step",
        (PARTNER, 200),
        (SCHOOL, NOT_YOURS),
        number="@invited talk",
        word="aannemen",
    ),
    at(
        "talks.show_step",
        (SCHOOL, 200),
        (PARTNER, NOT_YOURS),
        number="@invited talk",
        word="intrekken",
    ),
    at("talks.show_step", number="@invited talk", word="bestaat-niet"),
    at(
        "talks.show_first_step",
        (BOTH, 200),
        request_number="@request",
        offer_number="@offer",
    ),
    at("talks.show_first_step", request_number="@draft request", offer_number="@draft offer"),
    at("answers.show", (EVERYBODY, 200), token="@answer link"),
    at("answers.show_done", (EVERYBODY, 200), token="@answer link"),
    at("calendars.feed", (EVERYBODY, 200), token="@feed link"),
    at("calendars.show_talk", (BOTH, 200), number="@planned talk"),
    at("organisations.show", (ANY_SCHOOL | ANY_PARTNER, 200)),
    at("organisations.show_edit", (ANY_MANAGER, 200)),
    at("organisations.colleagues.show_list", (ANY_SCHOOL | ANY_PARTNER, 200)),
    at("organisations.colleagues.show_invitation", (ANY_MANAGER, 200)),
    at("organisations.colleagues.show_hand_over", (OWN_MANAGER, 200), number="@colleague"),
    at("organisations.colleagues.show_disable", (OWN_MANAGER, 200), number="@colleague"),
    at("organisations.holidays.show_list", (ANY_SCHOOL, 200)),
    at("organisations.holidays.show_free_days", (ANY_SCHOOL_MANAGER, 200)),
    at("organisations.holidays.show_own_days", (ANY_SCHOOL_MANAGER, 200), number="@region holiday"),
    at("postvak.show_list", (EVERYBODY, 200)),
    at("postvak.show_letter", (EVERYBODY, 200), number="@letter"),
    at("postvak.show_layout", (EVERYBODY, 200), number="@letter"),
    at("postvak.show_calendar", (EVERYBODY, 200), number="@letter"),
)
POSTS = (
    at("sign_up.submit_registered", (EVERYBODY, 422), slug="school", code="@entry"),
    at("sign_up.submit_by_hand", (EVERYBODY, 422), slug="bedrijf"),
    at("accounts.submit_sign_in", (EVERYBODY, 422)),
    at("accounts.submit_forgotten", (EVERYBODY, 422)),
    at("accounts.submit_demo", (EVERYBODY, 302), token="@demo link"),
    at("accounts.addresses.submit_confirm", (EVERYBODY, 422), token="@confirm link"),
    at("accounts.addresses.submit_move", (SIGNED_IN, 422)),
    at("accounts.addresses.submit_new", (EVERYBODY, 302), token="@move link"),
    at("accounts.submit_reset", (EVERYBODY, 422), token="@reset link"),
    at("accounts.submit_join", (EVERYBODY, 422), token="@join link"),
    at("accounts.sign_out", (EVERYBODY, 302)),
    at("accounts.submit_account", (SIGNED_IN, 302), sent={"name": "Anna Bos", "language": "en"}),
    at("accounts.submit_password", (SIGNED_IN, 422)),
    at("accounts.sign_out_elsewhere", (SIGNED_IN, 302)),
    at("accounts.renew_feed", (SIGNED_IN, 302)),
    at("requests.submit_new", (ANY_SCHOOL, 422)),
    at("requests.submit_form", (SCHOOL, 422), number="@request"),
    at("requests.practical.submit_form", (SCHOOL, 422), number="@planned request"),
    at("requests.submit_step", (SCHOOL, 302), number="@request", step="pauzeren"),
    at("requests.submit_step", (SCHOOL, 302), number="@request", step="sluiten"),
    at("requests.submit_copy", (SCHOOL, 302), number="@request"),
    at("offers.submit_new", (ANY_PARTNER, 422)),
    at("offers.submit_form", (PARTNER, 422), number="@offer"),
    at("offers.submit_step", (PARTNER, 302), number="@offer", step="pauzeren"),
    at("offers.submit_step", (PARTNER, 302), number="@offer", step="sluiten"),
    at("offers.submit_copy", (PARTNER, 302), number="@offer"),
    at(
        "talks.submit_first_step",
        (BOTH, 422),
        request_number="@request",
        offer_number="@offer",
    ),
    at(
        "talks.submit_step",
        (PARTNER, 302),
        (SCHOOL, NOT_YOURS),
        number="@invited talk",
        word="afwijzen",
    ),
    at(
        "talks.submit_step",
        (SCHOOL, 302),
        (PARTNER, NOT_YOURS),
        number="@invited talk",
        word="intrekken",
    ),
    at(
        "talks.submit_step",
        (BOTH, 302),
        sent={"reason": "Er is niemand.", "afterwards": "set_aside"},
        number="@planned talk",
        word="afzeggen",
    ),
    at("answers.submit", (EVERYBODY, 302), token="@answer link"),
    at("organisations.submit_edit", (ANY_MANAGER, 422)),
    at(
        "organisations.colleagues.submit_invitation",
        (ANY_MANAGER, 302),
        sent={"name": "Bram Vos", "email": "bram@veencollege.example"},
    ),
    at(
        "organisations.colleagues.submit_invitation_again",
        (OWN_MANAGER, 302),
        sent={"email": "@invitee"},
    ),
    at(
        "organisations.colleagues.submit_withdrawal",
        (OWN_MANAGER, 302),
        sent={"email": "@invitee"},
    ),
    at("organisations.colleagues.submit_manager", (OWN_MANAGER, 302), number="@colleague"),
    at("organisations.colleagues.submit_member", (OWN_MANAGER, 302), number="@second manager"),
    at("organisations.colleagues.submit_hand_over", (OWN_MANAGER, 302), number="@colleague"),
    at(
        "organisations.colleagues.submit_disable",
        (OWN_MANAGER, 302),
        sent={"successor": "@second manager"},
        number="@colleague",
    ),
    at("organisations.holidays.submit_free_days", (ANY_SCHOOL_MANAGER, 422)),
    at(
        "organisations.holidays.submit_own_days",
        (ANY_SCHOOL_MANAGER, 422),
        number="@region holiday",
    ),
    at("organisations.holidays.submit_removal", (OWN_MANAGER, 302), number="@own holiday"),
    at("organisations.holidays.submit_removal", number="@region holiday"),
)
ONLY_THE_COOKIE = frozenset(
    {
        "accounts.sign_out",
        "accounts.submit_demo",
        "parents.submit_code",
        "door.submit_open",
        "door.submit_leave",
    }
)
"""What succeeds without writing to the database."""
