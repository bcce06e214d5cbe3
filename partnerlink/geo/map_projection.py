"""Put the round earth on a flat map so that every distance to the centre is true."""

import math
from dataclasses import dataclass

from partnerlink.geo.map_paths import Box, Point

EARTH_KM = 6371.009
"""The mean radius of the earth, in kilometres, as geopy uses it."""

KM_PER_DEGREE = EARTH_KM * math.pi / 180


@dataclass(frozen=True)
class Projection:
    """The azimuthal equidistant projection (Snyder, 1987, p. 191) around one place.

    `latitude` and `longitude` are the centre in degrees, `scale` is in pixels per kilometre,
    and the centre is drawn at (`middle`, `middle`) with y growing downward.
    """

    latitude: float
    longitude: float
    scale: float
    middle: float

    def direction(self, latitude: float, longitude: float) -> tuple[float, float, float]:
        """Return the step east, the step south and the angle from the centre, in radians.

        The two steps are the sine of that angle split in two.
        """
        phi, turn = math.radians(latitude), math.radians(longitude - self.longitude)
        phi0 = math.radians(self.latitude)
        cos_phi, sin_phi, cos_turn = math.cos(phi), math.sin(phi), math.cos(turn)
        east = cos_phi * math.sin(turn)
        south = math.sin(phi0) * cos_phi * cos_turn - math.cos(phi0) * sin_phi
        nearness = math.sin(phi0) * sin_phi + math.cos(phi0) * cos_phi * cos_turn
        return east, south, math.atan2(math.hypot(east, south), nearness)

    def point(self, latitude: float, longitude: float) -> Point:
        """Return where a place in degrees lies on the map, in pixels."""
        east, south, angle = self.direction(latitude, longitude)
        sine = math.hypot(east, south)
        stretch = (angle / sine if sine else 1.0) * EARTH_KM * self.scale
        return self.middle + east * stretch, self.middle + south * stretch

    def point_at(self, latitude: float, longitude: float, kilometres: float) -> Point:
        """Return the pixel in the direction of a place, at exactly the distance that is given."""
        east, south, _ = self.direction(latitude, longitude)
        sine = math.hypot(east, south)
        stretch = kilometres * self.scale / sine if sine else 0.0
        return self.middle + east * stretch, self.middle + south * stretch

    def view(self, *, margin: float) -> Box:
        """Return a rectangle in degrees that covers the whole picture and a margin in pixels."""
        reach = (self.middle + margin) / self.scale / KM_PER_DEGREE
        low, high = max(self.latitude - reach, -89.0), min(self.latitude + reach, 89.0)
        # Degrees of longitude are shortest at the side nearest a pole, so that side counts.
        widest = reach / math.cos(math.radians(max(abs(low), abs(high))))
        return Box(self.longitude - widest, low, self.longitude + widest, high)
