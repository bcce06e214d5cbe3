"""Where exactly an address is, from PDOK, believed only when it is the address that was asked."""

from collections.abc import Mapping
from typing import Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location

from partnerlink.domain.vocabulary import Precision
from partnerlink.geo.breaker import CircuitBreaker
from partnerlink.geo.errors import AddressServiceError, HouseNumberMalformed
from partnerlink.geo.house_numbers import HouseNumber
from partnerlink.geo.pdok import PDOK
from partnerlink.geo.place import Place
from partnerlink.geo.postcodes import normalise_postcode

TIMEOUT_SECONDS = 3.0
SECONDS_BETWEEN_CALLS = 0.2

_SOUTH, _NORTH = 50.7, 53.6
_WEST, _EAST = 3.3, 7.3
# A block of flats shares postcode and number; the one asked for need not be the first.
_CANDIDATES = 50
_OTHER_PROVINCE_NAMES = {"Fryslân": "Friesland"}


class AddressLocator:
    """Ask PDOK for one address at a time, gently, and never from a request that must answer."""

    def __init__(
        self,
        pdok: PDOK,
        *,
        breaker: CircuitBreaker | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._breaker = breaker or CircuitBreaker()
        self._timeout_seconds = timeout_seconds
        # By default geopy swallows errors, so that an outage looks like "no such address".
        self._geocode = RateLimiter(
            pdok.geocode,
            min_delay_seconds=SECONDS_BETWEEN_CALLS,
            max_retries=0,
            error_wait_seconds=SECONDS_BETWEEN_CALLS,
            swallow_exceptions=False,
        )

    def find_address(self, postcode: str, house_number: str) -> Place | None:
        """Give the point of an address with precision `address`, or None when PDOK has it not.

        An answer counts only with the same postcode, house number, letter and addition, and within
        the Netherlands (50.7-53.6 N, 3.3-7.3 E). Raises `PostcodeMalformed`,
        `HouseNumberMalformed`, and `AddressServiceError` when PDOK is down, slow, refuses,
        or answers nonsense: that is not a miss and must not be remembered as one.
        """
        asked_postcode = normalise_postcode(postcode).replace(" ", "")
        asked_number = HouseNumber.parse(house_number)
        for candidate in self._ask(f"{asked_postcode} {asked_number}"):
            if _is_address(candidate.raw, asked_postcode, asked_number) and _is_dutch(candidate):
                return _place(candidate)
        return None

    def _ask(self, query: str) -> list[Location]:
        if wait := self._breaker.seconds_to_wait():
            raise AddressServiceError("resting after failures", wait)
        try:
            answer: list[Location] | None = self._geocode(
                query,
                exactly_one=False,
                limit=_CANDIDATES,
                types=("adres",),
                timeout=self._timeout_seconds,
            )
        except (GeopyError, RecursionError) as error:
            self._breaker.failed()
            wait = max(self._breaker.rest_seconds, getattr(error, "retry_after", None) or 0)
            raise AddressServiceError(type(error).__name__, wait) from error
        self._breaker.succeeded()
        return answer or []


def _is_address(doc: Mapping[str, Any], postcode: str, number: HouseNumber) -> bool:
    parts = ("huisnummer", "huisletter", "huisnummertoevoeging")
    try:
        answered = HouseNumber.parse(" ".join(str(doc[part]) for part in parts if doc.get(part)))
    except HouseNumberMalformed:
        return False
    return doc.get("type") == "adres" and doc.get("postcode") == postcode and answered == number


def _is_dutch(location: Location) -> bool:
    latitude, longitude = float(location.latitude), float(location.longitude)
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _place(location: Location) -> Place:
    province = str(location.raw.get("provincienaam", ""))
    return Place(
        latitude=location.latitude,
        longitude=location.longitude,
        place=str(location.raw.get("woonplaatsnaam", "")),
        province=_OTHER_PROVINCE_NAMES.get(province, province),
        precision=Precision.ADDRESS,
        municipality=str(location.raw.get("gemeentenaam", "")),
    )
