"""Where each state lies: south, west, north and east of it in degrees, a little generous.

Source: the extent of each state in the US Census Bureau's cartographic boundary files, rounded outwards. The
part of Alaska beyond 180 degrees has no facility and is left out.
"""

from typing import NamedTuple

MARGIN = 0.5


class Box(NamedTuple):
    """A box in degrees (WGS 84)."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """True inside the box or within half a degree of it."""
        return (
            self.south - MARGIN <= latitude <= self.north + MARGIN
            and self.west - MARGIN <= longitude <= self.east + MARGIN
        )


BOXES: dict[str, Box] = {
    "AK": Box(51.0, -180.0, 71.6, -129.9),
    "AL": Box(30.1, -88.5, 35.1, -84.8),
    "AR": Box(33.0, -94.7, 36.6, -89.6),
    "AS": Box(-14.6, -171.1, -11.0, -168.1),
    "AZ": Box(31.3, -114.9, 37.1, -109.0),
    "CA": Box(32.5, -124.5, 42.1, -114.1),
    "CO": Box(36.9, -109.1, 41.1, -102.0),
    "CT": Box(40.9, -73.8, 42.1, -71.7),
    "DC": Box(38.7, -77.2, 39.0, -76.9),
    "DE": Box(38.4, -75.8, 39.9, -75.0),
    "FL": Box(24.3, -87.7, 31.1, -79.9),
    "GA": Box(30.3, -85.7, 35.1, -80.7),
    "GU": Box(13.2, 144.6, 13.7, 145.0),
    "HI": Box(18.8, -160.3, 22.3, -154.7),
    "IA": Box(40.3, -96.7, 43.6, -90.1),
    "ID": Box(41.9, -117.3, 49.1, -111.0),
    "IL": Box(36.9, -91.6, 42.6, -87.0),
    "IN": Box(37.7, -88.1, 41.8, -84.7),
    "KS": Box(36.9, -102.1, 40.1, -94.5),
    "KY": Box(36.4, -89.6, 39.2, -81.9),
    "LA": Box(28.9, -94.1, 33.1, -88.7),
    "MA": Box(41.2, -73.6, 42.9, -69.8),
    "MD": Box(37.8, -79.5, 39.8, -75.0),
    "ME": Box(42.9, -71.1, 47.5, -66.9),
    "MI": Box(41.6, -90.5, 48.4, -82.1),
    "MN": Box(43.4, -97.3, 49.5, -89.4),
    "MO": Box(35.9, -95.8, 40.7, -89.0),
    "MP": Box(14.1, 144.8, 20.6, 146.1),
    "MS": Box(30.1, -91.7, 35.1, -88.0),
    "MT": Box(44.3, -116.1, 49.1, -104.0),
    "NC": Box(33.7, -84.4, 36.7, -75.4),
    "ND": Box(45.9, -104.1, 49.1, -96.5),
    "NE": Box(39.9, -104.1, 43.1, -95.3),
    "NH": Box(42.6, -72.6, 45.4, -70.6),
    "NJ": Box(38.8, -75.6, 41.4, -73.8),
    "NM": Box(31.3, -109.1, 37.1, -102.9),
    "NV": Box(34.9, -120.1, 42.1, -114.0),
    "NY": Box(40.4, -79.8, 45.1, -71.8),
    "OH": Box(38.3, -84.9, 42.4, -80.5),
    "OK": Box(33.6, -103.1, 37.1, -94.4),
    "OR": Box(41.9, -124.7, 46.4, -116.4),
    "PA": Box(39.7, -80.6, 42.6, -74.6),
    "PR": Box(17.8, -68.0, 18.6, -65.2),
    "RI": Box(41.0, -71.9, 42.1, -71.1),
    "SC": Box(32.0, -83.4, 35.3, -78.5),
    "SD": Box(42.4, -104.1, 46.0, -96.4),
    "TN": Box(34.9, -90.4, 36.7, -81.6),
    "TX": Box(25.8, -106.7, 36.6, -93.5),
    "UT": Box(36.9, -114.1, 42.1, -109.0),
    "VA": Box(36.5, -83.7, 39.5, -75.2),
    "VI": Box(17.6, -65.1, 18.5, -64.5),
    "VT": Box(42.7, -73.5, 45.1, -71.4),
    "WA": Box(45.5, -124.9, 49.1, -116.9),
    "WI": Box(42.4, -92.9, 47.4, -86.2),
    "WV": Box(37.2, -82.7, 40.7, -77.7),
    "WY": Box(40.9, -111.1, 45.1, -104.0),
}


def somewhere(latitude: float, longitude: float) -> bool:
    """True in any state or territory."""
    return any(box.holds(latitude, longitude) for box in BOXES.values())
