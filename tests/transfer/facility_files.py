"""Lists of facilities for tests: rows with plausible defaults, as CSV of both editions and as GeoJSON."""

import json
from collections.abc import Iterable
from typing import Any

from storage.tables import Facility
from tests.transfer.files import Importer, csv_text
from tracker.transfer import FacilitiesReport

FIRST = (
    "FACILITYID", "NAME", "ADDRESS", "CITY", "STATE", "ZIP", "TELEPHONE", "TYPE", "STATUS", "POPULATION",
    "COUNTY", "COUNTYFIPS", "COUNTRY", "SECURELVL", "CAPACITY", "SOURCE", "SOURCEDATE", "VAL_DATE", "WEBSITE",
    "LATITUDE", "LONGITUDE",
)  # fmt: skip
OTHER = (
    "OBJECTID", "FACILITYID", "NAME", "ADDRESS", "CITY", "STATE", "ZIP", "ZIP4", "TELEPHONE", "TYPE",
    "STATUS", "POPULATION", "COUNTY", "COUNTYFIPS", "COUNTRY", "NAICS_CODE", "SOURCE", "SOURCEDATE",
    "VAL_METHOD", "VAL_DATE", "WEBSITE", "SECURELVL", "CAPACITY", "Shape__Area", "Shape__Length",
)  # fmt: skip

ELKTON = {
    "FACILITYID": "10000001",
    "NAME": "FCI ELKTON",
    "ADDRESS": "8730 SCROGGS RD",
    "CITY": "LISBON",
    "STATE": "OH",
    "ZIP": "44432",
    "TELEPHONE": "(330) 420-6200",
    "TYPE": "FEDERAL",
    "STATUS": "OPEN",
    "POPULATION": "1600",
    "COUNTY": "COLUMBIANA",
    "COUNTYFIPS": "39029",
    "COUNTRY": "USA",
    "SECURELVL": "MINIMUM",
    "CAPACITY": "-999",
    "SOURCE": "http://www.example.gov",
    "SOURCEDATE": "2018-04-30",
    "VAL_DATE": "2020-02-27",
    "WEBSITE": "https://www.example.gov/elk/",
    "LATITUDE": "40.786",
    "LONGITUDE": "-80.795",
}
ESCAMBIA = ELKTON | {
    "FACILITYID": "10000002",
    "NAME": "ESCAMBIA COUNTY JAIL",
    "ADDRESS": "1700 W LEONARD ST",
    "CITY": "PENSACOLA",
    "STATE": "FL",
    "ZIP": "32501",
    "TYPE": "COUNTY",
    "COUNTY": "ESCAMBIA",
    "SECURELVL": "NOT AVAILABLE",
    "LATITUDE": "30.434",
    "LONGITUDE": "-87.239",
}
YOUTH = ELKTON | {
    "FACILITYID": "10000003",
    "NAME": "MCDOWELL YOUTH CENTER II",
    "CITY": "MARION",
    "STATE": "NC",
    "TYPE": "STATE",
    "COUNTY": "MCDOWELL",
    "SECURELVL": "JUVENILE",
    "LATITUDE": "35.684",
    "LONGITUDE": "-82.009",
}
THREE = (ELKTON, ESCAMBIA, YOUTH)


def listed(rows: Iterable[dict[str, str]] = THREE, columns: tuple[str, ...] = FIRST) -> str:
    """The rows as CSV; a row's cells that the edition has no column for are left out."""
    kept = [{name: row[name] for name in row if name in columns} for row in rows]
    return csv_text(kept, columns)


def feature(row: dict[str, str], geometry: Any = None, **more: Any) -> dict[str, Any]:
    """A row as a feature, its place in `geometry` alone."""
    cells = {name: row[name] for name in row if name not in ("LATITUDE", "LONGITUDE")}
    return {"type": "Feature", "properties": cells | more, "geometry": geometry}


def point(row: dict[str, str]) -> dict[str, Any]:
    """The place of a row."""
    return {"type": "Point", "coordinates": [float(row["LONGITUDE"]), float(row["LATITUDE"])]}


def square(row: dict[str, str]) -> list[Any]:
    """A square around the place of a row, as the ring of a polygon."""
    east, north = point(row)["coordinates"]
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [[east + x / 1000, north + y / 1000] for x, y in corners]


def collection(features: Iterable[Any], *, lines: bool = True) -> str:
    """A FeatureCollection, a feature a line or all on one."""
    parted = ",\n" if lines else ","
    told = parted.join(json.dumps(found) for found in features)
    newline = "\n" if lines else ""
    return (
        f'{{"type": "FeatureCollection", "name": "Prisons",{newline}"features": [{newline}{told}{newline}]}}'
    )


def take(
    importer: Importer, content: str | bytes, name: str = "list.csv", **options: Any
) -> FacilitiesReport:
    """Imports a file of this content."""
    return importer.transfer.import_facilities(importer.file(content, name), **options)


def stored(importer: Importer) -> dict[str, Any]:
    """The stored facilities by name."""
    return {row.name: row for row in importer.rows(Facility)}
