"""The PDOK Locatieserver as a geopy geocoder, in the manner of geopy's own."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from ssl import SSLContext
from urllib.parse import urlencode, urlsplit

from geopy.adapters import BaseAdapter
from geopy.exc import ConfigurationError, GeocoderParseError, GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point
from geopy.util import logger

__all__ = ("PDOK",)

_Answer = Location | list[Location] | None

_WKT_POINT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)\)")
_LEADING_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Za-z]{2})\b")
_SOLR_SYNTAX = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')
_SOLR_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_LONGEST_QUERY = 200
_FIELDS = (
    "id,type,weergavenaam,straatnaam,huisnummer,huisletter,huisnummertoevoeging,postcode,"
    "woonplaatsnaam,gemeentenaam,provincienaam,score,centroide_ll"
)


_PATH = "/bzk/locatieserver/search/v3_1"


class PDOK(Geocoder):
    """Geocoder using the Locatieserver of PDOK, the open geodata of the Dutch government.

    Documentation at: https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/. Free, without a key,
    under fair use; Netherlands only.
    """

    geocode_path = "/free"
    reverse_path = "/reverse"

    def __init__(
        self,
        *,
        domain: str = f"api.pdok.nl{_PATH}",
        scheme: str | None = None,
        timeout: float | None = DEFAULT_SENTINEL,
        proxies: Mapping[str, str] | str | None = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: SSLContext | None = DEFAULT_SENTINEL,
        adapter_factory: Callable[..., BaseAdapter] | None = None,
    ) -> None:
        """Prepare the two addresses; `domain` may carry a path, and the rest is as in geopy."""
        super().__init__(  # type: ignore[no-untyped-call]
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.domain = domain.strip("/")
        self.geocode_api = f"{self.scheme}://{self.domain}{self.geocode_path}"
        self.reverse_api = f"{self.scheme}://{self.domain}{self.reverse_path}"

    @classmethod
    def at(
        cls,
        url: str,
        *,
        timeout: float | None = DEFAULT_SENTINEL,
        proxies: Mapping[str, str] | str | None = DEFAULT_SENTINEL,
        user_agent: str | None = None,
    ) -> "PDOK":
        """Make a geocoder for a service at another address, such as `http://localhost:8080`.

        Without a path of its own the service has that of PDOK. Raises geopy's
        `ConfigurationError` for what is not an http(s) address.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ConfigurationError(f"not an http(s) address: {url!r}")
        return cls(
            domain=parts.netloc + (parts.path.rstrip("/") or _PATH),
            scheme=parts.scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
        )

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        types: Sequence[str] = ("adres", "postcode", "woonplaats", "gemeente"),
        timeout: float | None = DEFAULT_SENTINEL,
    ) -> _Answer:
        """Return a location point by address.

        `types` are Locatieserver object types; `limit` bounds the list when not `exactly_one`.
        Raises `GeocoderQueryError` for an empty or overlong query, and geopy's other errors.
        """
        params = {
            "q": self._solr_query(query),
            "fq": f"type:({' OR '.join(types)})",
            "fl": _FIELDS,
            "rows": 1 if exactly_one else limit or 10,
        }
        url = f"{self.geocode_api}?{urlencode(params)}"
        logger.debug("%s.geocode: %s", self.__class__.__name__, url)
        return self._call(url, exactly_one, timeout)

    def reverse(
        self,
        query: Point | Sequence[float] | str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        types: Sequence[str] = ("adres",),
        distance: int | None = None,
        timeout: float | None = DEFAULT_SENTINEL,
    ) -> _Answer:
        """Return the addresses nearest to a point, at most `distance` metres from it.

        Raises `ValueError` for what is not a coordinate pair, and geopy's errors.
        """
        try:
            point: str = self._coerce_point_to_string(query)  # type: ignore[no-untyped-call]
            latitude, longitude = point.split(",")
        except ValueError:
            raise ValueError("Must be a coordinate pair or Point") from None
        params: list[tuple[str, object]] = [("lat", latitude), ("lon", longitude)]
        params += [("type", kind) for kind in types]
        params += [("fl", _FIELDS), ("rows", 1 if exactly_one else limit or 10)]
        if distance is not None:
            params.append(("distance", distance))
        url = f"{self.reverse_api}?{urlencode(params)}"
        logger.debug("%s.reverse: %s", self.__class__.__name__, url)
        return self._call(url, exactly_one, timeout)

    def _call(self, url: str, exactly_one: bool, timeout: float | None) -> _Answer:
        callback = partial(self._parse_json, exactly_one=exactly_one)
        answer: _Answer = self._call_geocoder(  # type: ignore[no-untyped-call]
            url, callback, timeout=timeout
        )
        return answer

    def _solr_query(self, query: str) -> str:
        query = " ".join(str(query).split())
        if not query or len(query) > _LONGEST_QUERY:
            raise GeocoderQueryError(f"a query has 1 to {_LONGEST_QUERY} characters")
        query = _LEADING_POSTCODE.sub(lambda m: m[1] + m[2].upper(), query, count=1)
        query = _SOLR_OPERATOR.sub(lambda m: m[0].lower(), query)
        return _SOLR_SYNTAX.sub(r"\\\1", query)

    def _parse_json(self, body: object, exactly_one: bool) -> _Answer:
        response = body.get("response") if isinstance(body, Mapping) else None
        docs = response.get("docs") if isinstance(response, Mapping) else None
        if not isinstance(docs, list):
            raise GeocoderParseError("no response.docs in the answer")
        locations = [location for doc in docs if (location := self._parse_doc(doc))]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _parse_doc(self, doc: object) -> Location | None:
        if not isinstance(doc, Mapping):
            raise GeocoderParseError("an entry of response.docs is not an object")
        # Well-known text puts x before y: longitude comes first.
        point = _WKT_POINT.fullmatch(str(doc.get("centroide_ll", "")))
        if not point:
            return None
        longitude, latitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise GeocoderParseError(f"not a point on earth: {point[0]}")
        return Location(str(doc.get("weergavenaam", "")), (latitude, longitude), dict(doc))
