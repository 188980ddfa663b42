"""British National Grid to longitude and latitude, by the Ordnance Survey's own formulas.

Written out here so that Northborough owes nothing to the projection code that it tests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Airy 1830, the National Grid's projection constants, and WGS 84 [OS guide, annexes A and C].
AIRY_A, AIRY_B = 6_377_563.396, 6_356_256.909
WGS84_A, WGS84_B = 6_378_137.0, 6_356_752.3142
SCALE_ON_MERIDIAN = 0.9996012717
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = np.radians(49.0), np.radians(-2.0)
FALSE_EASTING, FALSE_NORTHING = 400_000.0, -100_000.0
# Helmert shift OSGB36 → WGS 84: metres, seconds of arc, parts per million [OS guide, 6.6].
SHIFT_METRES = np.array([446.448, -125.157, 542.060])
ROTATION = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)
SCALE_CHANGE = -20.4894e-6
ROUNDS = 8  # each round of the two iterations gains about three digits


def longitude_latitude(easting: Numbers, northing: Numbers) -> tuple[Numbers, Numbers]:
    """WGS84 longitude and latitude of points on the British National Grid.

    Parameters
    ----------
    easting, northing
        Metres, same shape.

    Returns
    -------
    longitude, latitude
        Degrees, in that shape.

    Notes
    -----
    The seven-parameter shift is good to about 5 m against the Ordnance Survey's surveyed
    grid (OSTN15), like any conversion without that grid's file. Nobody surveys Northborough.

    References
    ----------
    Ordnance Survey (2020), A guide to coordinate systems in Great Britain, version 3.6.

    Examples
    --------
    >>> longitude, latitude = longitude_latitude(np.array([565_000.0]), np.array([355_000.0]))
    >>> f"{longitude[0]:.5f} {latitude[0]:.5f}"
    '0.46112 53.06676'
    """
    phi, lam = _from_projection(easting, northing)
    shifted = _wgs84(_cartesian(phi, lam))
    return np.degrees(_longitude(shifted)), np.degrees(_latitude(shifted))


def _from_projection(easting: Numbers, northing: Numbers) -> tuple[Numbers, Numbers]:
    """Latitude and longitude on the Airy spheroid [OS guide, C.2]."""
    a, b = AIRY_A * SCALE_ON_MERIDIAN, AIRY_B * SCALE_ON_MERIDIAN
    phi = ORIGIN_LATITUDE + (northing - FALSE_NORTHING) / a
    for _ in range(ROUNDS):
        phi = phi + (northing - FALSE_NORTHING - _meridian(phi, b)) / a
    e2 = 1 - (b / a) ** 2
    nu = a / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    rho = nu * (1 - e2) / (1 - e2 * np.sin(phi) ** 2)
    eta2 = nu / rho - 1
    t, sec = np.tan(phi), 1 / np.cos(phi)
    x = easting - FALSE_EASTING
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    x_ = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    xii = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    latitude = phi - vii * x**2 + viii * x**4 - ix * x**6
    longitude = ORIGIN_LONGITUDE + x_ * x - xi * x**3 + xii * x**5 - xiia * x**7
    return latitude, longitude


def _meridian(phi: Numbers, b: float) -> Numbers:
    """Developed arc of the meridian from the true origin, metres [OS guide, C.1]."""
    n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
    less, more = phi - ORIGIN_LATITUDE, phi + ORIGIN_LATITUDE
    arc: Numbers = b * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(less) * np.cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    return arc


def _cartesian(phi: Numbers, lam: Numbers) -> Numbers:
    """Earth-centred coordinates of points on the Airy spheroid, first axis x, y, z."""
    e2 = 1 - (AIRY_B / AIRY_A) ** 2
    nu = AIRY_A / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    return np.stack(
        [
            nu * np.cos(phi) * np.cos(lam),
            nu * np.cos(phi) * np.sin(lam),
            nu * (1 - e2) * np.sin(phi),
        ]
    )


def _wgs84(point: Numbers) -> Numbers:
    """Earth-centred OSGB36 coordinates moved to WGS 84."""
    x, y, z = point
    rx, ry, rz = ROTATION
    turned = np.stack([-rz * y + ry * z, rz * x - rx * z, -ry * x + rx * y])
    columns = (3,) + (1,) * (point.ndim - 1)
    moved: Numbers = SHIFT_METRES.reshape(columns) + (1 + SCALE_CHANGE) * point + turned
    return moved


def _longitude(point: Numbers) -> Numbers:
    return np.asarray(np.arctan2(point[1], point[0]))


def _latitude(point: Numbers) -> Numbers:
    """Latitude on WGS 84 [OS guide, B.7 to B.8]."""
    e2 = 1 - (WGS84_B / WGS84_A) ** 2
    flat = np.hypot(point[0], point[1])
    phi = np.arctan2(point[2], flat * (1 - e2))
    for _ in range(ROUNDS):
        nu = WGS84_A / np.sqrt(1 - e2 * np.sin(phi) ** 2)
        phi = np.arctan2(point[2] + e2 * nu * np.sin(phi), flat)
    return np.asarray(phi)
