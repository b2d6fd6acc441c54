"""The columns of the list "Prison Boundaries" (HIFLD), and which fields of a facility each one fills."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tracker.transfer.columns import MOST_NAMED, Header, read_header

REQUIRED = ("FACILITYID", "NAME", "STATE")
OPTIONAL = (
    "ADDRESS", "CITY", "ZIP", "TELEPHONE", "TYPE", "STATUS", "POPULATION", "COUNTY", "SECURELVL", "CAPACITY",
    "SOURCEDATE", "VAL_DATE", "WEBSITE", "LATITUDE", "LONGITUDE",
)  # fmt: skip
KNOWN = REQUIRED + OPTIONAL

_FILLED_BY = {
    "address": ("ADDRESS",),
    "city": ("CITY",),
    "postcode": ("ZIP",),
    "telephone": ("TELEPHONE",),
    "kind": ("TYPE",),
    "status": ("STATUS",),
    "population": ("POPULATION",),
    "county": ("COUNTY",),
    "security": ("SECURELVL",),
    "juvenile": ("SECURELVL",),
    "capacity": ("CAPACITY",),
    "source_day": ("SOURCEDATE", "VAL_DATE"),
    "website": ("WEBSITE",),
}


def folded(name: str) -> str:
    """A column's name whatever its capitals: the editions differ."""
    return name.strip().upper()


def facility_header(line: int, names: Sequence[str]) -> Header:
    """The header as read. Raises UnreadableError for a column that is missing or there twice."""
    header = read_header(line, [folded(name) for name in names], REQUIRED, OPTIONAL)
    return replace(header, unknown=unknown_among(names))


def unknown_among(names: Collection[str]) -> tuple[str, ...]:
    """The columns that Kitelog has no use for, as they are written."""
    listed = (name[:100] for name in names if folded(name) not in KNOWN)
    return tuple(dict.fromkeys(listed))[:MOST_NAMED]


def absent_fields(present: Collection[str]) -> frozenset[str]:
    """The fields that a file with these columns says nothing about: what is stored stays."""
    return frozenset(field for field, columns in _FILLED_BY.items() if not set(columns) & set(present))
