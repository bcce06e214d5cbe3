"""An example of a ranked list for the front page: fictional speakers around a school in Emmen."""

from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from geopy.distance import geodesic

from partnerlink.geo.distance_map import DistanceMap, Dot, draw_map

SCHOOL = (52.7858, 6.8976)


@dataclass(frozen=True)
class Speaker:
    """One card of the example."""

    title: LazyString
    who: str
    place: str
    days: LazyString
    tier: int
    reasons: tuple[LazyString, ...]
    point: tuple[float, float]

    @property
    def kilometres(self) -> float:
        """Return how far the speaker is from the school."""
        return float(geodesic(SCHOOL, self.point).km)


SPEAKERS = (
    Speaker(
        _l("Zo bouw je een huis zonder aardgas"),
        "Installatiebedrijf Noorderdal",
        "Emmen",
        _l("dinsdag en donderdag"),
        3,
        (_l("Techniek"), _l("vmbo kader 3"), _l("kan op dinsdagochtend"), _l("dichtbij")),
        (52.7706, 6.9242),
    ),
    Speaker(
        _l("Een dag in het ziekenhuis"),
        "Zorggroep De Hondsrug",
        "Klazienaveen",
        _l("elke ochtend"),
        3,
        (_l("Zorg en welzijn"), _l("vmbo kader 3"), _l("kan op dinsdagochtend")),
        (52.7260, 6.9960),
    ),
    Speaker(
        _l("Van deeg tot brood: werken als bakker"),
        "Bakkerij Het Zand",
        "Coevorden",
        _l("woensdag"),
        2,
        (_l("vmbo kader 3"), _l("dit schooljaar nog niet gevraagd")),
        (52.6613, 6.7407),
    ),
)


@cache
def example_map() -> DistanceMap:
    """Draw the example's map, once; its labels are names, the same in every language."""
    dots = [
        Dot(
            number=number,
            latitude=speaker.point[0],
            longitude=speaker.point[1],
            tier=speaker.tier,
            label=speaker.who,
            kilometres=speaker.kilometres,
        )
        for number, speaker in enumerate(SPEAKERS, start=1)
    ]
    return draw_map(SCHOOL, dots)
