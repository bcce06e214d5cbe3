"""The plane on which distances are searched: metres around Amersfoort."""

import math

BAND_METRES = 2000

_SEMI_MAJOR_AXIS = 6378137.0
_FLATTENING = 1 / 298.257223563
_E2 = _FLATTENING * (2 - _FLATTENING)
_E = math.sqrt(_E2)

# The tower of Amersfoort, with the scale and the false origin of the Rijksdriehoek grid.
_ORIGIN_LATITUDE = math.radians(52.155)
_ORIGIN_LONGITUDE = math.radians(5.387)
_SCALE = 0.9999
_FALSE_EASTING = 155_000
_FALSE_NORTHING = 463_000

_SIN_ORIGIN = math.sin(_ORIGIN_LATITUDE)
_PRIME_VERTICAL_RADIUS = _SEMI_MAJOR_AXIS / math.sqrt(1 - _E2 * _SIN_ORIGIN**2)
_MERIDIAN_RADIUS = _SEMI_MAJOR_AXIS * (1 - _E2) / (1 - _E2 * _SIN_ORIGIN**2) ** 1.5
_SPHERE_RADIUS = math.sqrt(_PRIME_VERTICAL_RADIUS * _MERIDIAN_RADIUS)
_N = math.sqrt(1 + _E2 * math.cos(_ORIGIN_LATITUDE) ** 4 / (1 - _E2))


def _conformal(sine: float) -> float:
    return float(((1 + sine) / (1 - sine) * ((1 - _E * sine) / (1 + _E * sine)) ** _E) ** _N)


_W1 = _conformal(_SIN_ORIGIN)
_SIN_X00 = (_W1 - 1) / (_W1 + 1)
_C = (_N + _SIN_ORIGIN) * (1 - _SIN_X00) / ((_N - _SIN_ORIGIN) * (1 + _SIN_X00))
_SIN_X0 = (_C * _W1 - 1) / (_C * _W1 + 1)
_COS_X0 = math.sqrt(1 - _SIN_X0**2)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Give a WGS84 point (degrees) as metres east and north on a plane around Amersfoort.

    The plane is an oblique stereographic double projection, the construction of the Dutch
    Rijksdriehoek grid (EPSG guidance note 7-2, section 3.2.3), computed on the WGS84 ellipsoid.
    It lies near that grid but is not it: use it to compare distances, never as RD coordinates.

    Between postcodes at most 75 km apart the straight line on this plane differs from
    `geopy.distance.geodesic` by at most 7.3 m and 0.010 % (measured on 100,000 random pairs); in
    the far corners of the box 50.7-53.6 N, 3.3-7.3 E by at most 9.4 m and 0.018 %.
    """
    sine = math.sin(math.radians(latitude))
    w = _C * _conformal(sine)
    sin_x = (w - 1) / (w + 1)
    cos_x = math.sqrt(1 - sin_x * sin_x)
    turn = _N * (math.radians(longitude) - _ORIGIN_LONGITUDE)
    b = 1 + sin_x * _SIN_X0 + cos_x * _COS_X0 * math.cos(turn)
    factor = 2 * _SPHERE_RADIUS * _SCALE / b
    x = _FALSE_EASTING + factor * cos_x * math.sin(turn)
    y = _FALSE_NORTHING + factor * (sin_x * _COS_X0 - cos_x * _SIN_X0 * math.cos(turn))
    return x, y


def band_of(y: int) -> int:
    """Number the strip of `BAND_METRES` metres, counted northward, in which `y` (metres) lies."""
    return y // BAND_METRES
