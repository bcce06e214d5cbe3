"""What the fixed words of the field are called on a page, in the reader's language."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from babel import Locale
from babel.lists import format_list
from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.evening import EveningState
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.talk import OfferState, RequestState, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import (
    Competence,
    DayPart,
    HolidayRegion,
    Leerjaar,
    Level,
    OrganisationKind,
    Precision,
    Sector,
    TalkLanguage,
    Venue,
    Weekday,
)
from partnerlink.models.location import Located
from partnerlink.models.outbox import MailState

E = TypeVar("E", bound=StrEnum)

SHORTEST_SHOWN_KM = 0.5
POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ([A-Z]{2})\b")
BRITISH = Locale("en", "GB")

LABELS: tuple[tuple[StrEnum, LazyString], ...] = (
    (OrganisationKind.SCHOOL, _l("School")),
    (OrganisationKind.MBO, _l("Mbo")),
    (OrganisationKind.HBO, _l("Hbo")),
    (OrganisationKind.EMPLOYER, _l("Bedrijf of instelling")),
    (OrganisationKind.INDIVIDUAL, _l("Persoon")),
    (OrganisationState.UNVERIFIED, _l("Wacht op controle")),
    (OrganisationState.VERIFIED, _l("Gecontroleerd")),
    (OrganisationState.REFUSED, _l("Niet toegelaten")),
    (VerifiedBy.MAIL_DOMAIN, _l("Het e-mailadres is van de school zelf")),
    (VerifiedBy.COORDINATOR, _l("Door de regiocoördinator")),
    (Role.MEMBER, _l("Collega")),
    (Role.MANAGER, _l("Beheerder")),
    (Role.COORDINATOR, _l("Regiocoördinator")),
    (Role.ADMINISTRATOR, _l("Landelijk beheerder")),
    (StaffLanguage.NL, _l("Nederlands")),
    (StaffLanguage.EN, _l("Engels")),
    (Sector.TECHNIEK, _l("Techniek")),
    (Sector.BOUW, _l("Bouw en wonen")),
    (Sector.ICT, _l("Ict")),
    (Sector.ZORG, _l("Zorg en welzijn")),
    (Sector.GROEN, _l("Groen en dieren")),
    (Sector.HANDEL, _l("Handel en economie")),
    (Sector.HORECA, _l("Horeca en voeding")),
    (Sector.VERVOER, _l("Vervoer en logistiek")),
    (Sector.VEILIGHEID, _l("Veiligheid en overheid")),
    (Sector.KUNST, _l("Kunst, media en mode")),
    (Sector.ONDERWIJS, _l("Onderwijs en sport")),
    (Sector.WETENSCHAP, _l("Wetenschap en onderzoek")),
    (Level.PRO, _l("praktijkonderwijs")),
    (Level.VMBO_BB, _l("vmbo basis")),
    (Level.VMBO_KB, _l("vmbo kader")),
    (Level.VMBO_GL, _l("vmbo gemengd")),
    (Level.VMBO_TL, _l("vmbo-t (mavo)")),
    (Level.HAVO, _l("havo")),
    (Level.VWO, _l("vwo")),
    (Level.ISK, _l("isk (nieuwkomers)")),
    (Weekday.MONDAY, _l("maandag")),
    (Weekday.TUESDAY, _l("dinsdag")),
    (Weekday.WEDNESDAY, _l("woensdag")),
    (Weekday.THURSDAY, _l("donderdag")),
    (Weekday.FRIDAY, _l("vrijdag")),
    (DayPart.MORNING, _l("ochtend")),
    (DayPart.AFTERNOON, _l("middag")),
    (DayPart.EVENING, _l("avond")),
    (Competence.KWALITEITEN, _l("Kwaliteitenreflectie: wat kan ik?")),
    (Competence.MOTIEVEN, _l("Motievenreflectie: wat wil ik?")),
    (Competence.WERK, _l("Werkexploratie: welk werk past bij mij?")),
    (Competence.STURING, _l("Loopbaansturing: hoe bereik ik het?")),
    (Competence.NETWERKEN, _l("Netwerken: wie kan mij helpen?")),
    (TalkLanguage.NL, _l("Nederlands")),
    (TalkLanguage.EN, _l("Engels")),
    (TalkLanguage.DE, _l("Duits")),
    (TalkLanguage.FR, _l("Frans")),
    (TalkLanguage.AR, _l("Arabisch")),
    (TalkLanguage.TR, _l("Turks")),
    (TalkLanguage.PL, _l("Pools")),
    (TalkLanguage.UK, _l("Oekraïens")),
    (HolidayRegion.NOORD, _l("Noord")),
    (HolidayRegion.MIDDEN, _l("Midden")),
    (HolidayRegion.ZUID, _l("Zuid")),
    (Precision.ADDRESS, _l("op het adres")),
    (Precision.POSTCODE, _l("ongeveer, op de postcode")),
    (Precision.PLACE, _l("ongeveer, op de plaats")),
    (Venue.AT_SCHOOL, _l("Op school")),
    (Venue.ONLINE, _l("Online")),
    (Venue.EITHER, _l("Op school of online")),
    (OfferState.DRAFT, _l("Concept")),
    (OfferState.OPEN, _l("Open")),
    (OfferState.PAUSED, _l("Gepauzeerd")),
    (OfferState.CLOSED, _l("Gesloten")),
    (RequestState.DRAFT, _l("Concept")),
    (RequestState.OPEN, _l("Open")),
    (RequestState.PAUSED, _l("Gepauzeerd")),
    (RequestState.PLANNED, _l("Spreker gevonden")),
    (RequestState.COMPLETED, _l("Gegeven")),
    (RequestState.CLOSED, _l("Gesloten")),
    (TalkState.INVITED, _l("Wacht op de spreker")),
    (TalkState.APPLIED, _l("Wacht op de school")),
    (TalkState.PLANNED, _l("Gepland")),
    (TalkState.RESERVE, _l("Reserve")),
    (TalkState.HELD, _l("Gegeven")),
    (TalkState.NOT_HELD, _l("Niet doorgegaan")),
    (TalkState.DECLINED, _l("Afgewezen")),
    (TalkState.EXPIRED, _l("Geen antwoord")),
    (TalkState.WITHDRAWN, _l("Ingetrokken")),
    (TalkState.CANCELLED, _l("Afgezegd")),
    (EveningState.DRAFT, _l("Concept")),
    (EveningState.OPEN, _l("Open")),
    (EveningState.CANCELLED, _l("Afgezegd")),
    (MailState.WAITING, _l("Wacht")),
    (MailState.SENT, _l("Verstuurd")),
    (MailState.DROPPED, _l("Niet meer nodig")),
    (MailState.DEAD, _l("Niet gelukt")),
)

_BY_CLASS = {(type(member), member.value): word for member, word in LABELS}
"""Members of different enums may be equal, as they are strings; their classes tell them apart."""


def label(member: StrEnum) -> str:
    """Return what `member` is called; a leerjaar is called by its number."""
    if isinstance(member, Leerjaar):
        return str(member.value)
    return str(_BY_CLASS[type(member), member.value])


def labels(members: Iterable[E], kind: type[E]) -> list[str]:
    """Return what `members` are called, in the order in which `kind` defines them."""
    chosen = frozenset(members)
    return [label(member) for member in kind if member in chosen]


def choices(kind: type[E]) -> list[tuple[str, LazyString]]:
    """Return (value, lazy label) of every member, for a form field."""
    return [(member.value, _BY_CLASS[kind, member.value]) for member in kind]


def long_date(day: date) -> str:
    """Return a day in words: "dinsdag 13 april 2027"."""
    return str(format_date(day, "EEEE d MMMM y"))


def short_date(day: date) -> str:
    """Return a day in few words: "di 13 apr"."""
    return str(format_date(day, "EEE d MMM"))


def clock_time(moment: datetime) -> str:
    """Return the time in the Netherlands, always as HH:mm."""
    return str(format_datetime(moment, "HH:mm"))


def talk_date(chosen: TalkDate) -> str:
    """Return a date option in words: "dinsdag 13 april 2027, ochtend"."""
    return f"{long_date(chosen.day)}, {label(chosen.part)}"


def kilometres(distance: float) -> str:
    """Return a distance in km with at most one decimal, in the locale's own writing.

    Below half a kilometre it is "dichtbij": a postcode places nobody more exactly than that.
    """
    if distance < SHORTEST_SHOWN_KM:
        return _("dichtbij")
    return f"{format_decimal(round(distance, 1))} km"


def distance_words(one: Located, other: Located) -> str:
    """Return how far two are apart: "ongeveer 4,8 km hemelsbreed"; empty when that is not known."""
    distance = one.kilometres_to(other)
    if distance is None:
        return ""
    words = kilometres(distance)
    if distance < SHORTEST_SHOWN_KM:
        return words
    if one.is_about(other):
        return _("ongeveer %(distance)s hemelsbreed", distance=words)
    return _("%(distance)s hemelsbreed", distance=words)


def unbroken(words: object) -> object:
    """Return words in which no postcode breaks over two lines; what is not text stays as it is."""
    if isinstance(words, Markup):
        return Markup(_unbroken(str(words)))
    return _unbroken(str(words)) if isinstance(words, str | LazyString) else words


def _unbroken(words: str) -> str:
    return POSTCODE.sub("\\1\u00a0\\2", words)


def listing(words: Iterable[str]) -> str:
    """Join words as a sentence does: "maandag, dinsdag en vrijdag"."""
    locale = get_locale()
    # Without a country Babel writes as Americans do: "a, b, and c".
    is_english = locale is not None and locale.language == BRITISH.language
    return str(format_list(list(words), locale=BRITISH if is_english else locale))


def init_app(app: Flask) -> None:
    """Give templates their words."""
    app.jinja_env.filters.update(
        label=label,
        long_date=long_date,
        short_date=short_date,
        clock_time=clock_time,
        talk_date=talk_date,
        listing=listing,
        unbroken=unbroken,
    )
    app.jinja_env.globals.update(
        labels=labels,
        format_decimal=format_decimal,
        kilometres=kilometres,
        distance_words=distance_words,
    )
