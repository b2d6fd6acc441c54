"""The middle of a feature of GeoJSON, whatever shape it has."""

import math
from typing import Any

import numpy as np

from tracker.transfer.values import BadValueError
from tracker.wording import _

SHAPES = ("Point", "Polygon", "MultiPolygon")


def middle(geometry: Any) -> tuple[str, str]:
    """Latitude and longitude of the centroid as cells; empty without a geometry.

    Raises BadValueError for what is no point, polygon or multipolygon.
    """
    if geometry is None:
        return "", ""
    # Loaded at the first outline: a CSV needs none of it.
    from shapely.errors import ShapelyError  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    if not isinstance(geometry, dict) or geometry.get("type") not in SHAPES:
        raise BadValueError(_("The geometry is a point, a polygon or a multipolygon."))
    try:
        # Numbers that are none make numpy warn; they are refused below.
        with np.errstate(all="ignore"):
            centroid = shape(geometry).centroid
    except (
        ShapelyError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OverflowError,
    ) as error:
        raise BadValueError(_("The outline cannot be read. It may be damaged.")) from error
    if centroid.is_empty:
        return "", ""
    if not (math.isfinite(centroid.x) and math.isfinite(centroid.y)):
        raise BadValueError(_("The outline cannot be read. It may be damaged."))
    # A tenth of a metre.
    return f"{centroid.y:.6f}", f"{centroid.x:.6f}"
