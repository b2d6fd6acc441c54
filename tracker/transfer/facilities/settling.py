"""What is kept of a facility, where the list, an edition that lacks columns, and the family differ."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from tracker.directory.catalogue.read import catalogue
from tracker.directory.running import who_runs as by_name_and_kind
from tracker.transfer.facilities.row import FacilityRow

# From `name` on a row has the table's columns.
TOLD = FacilityRow._fields[3:]
VALUES = (*TOLD, "agency")
WHERE = ("latitude", "longitude", "zone", "zone_guessed")

Values = dict[str, Any]


def who_runs(values: Mapping[str, Any]) -> str:
    """Who runs a facility of these values, by the catalogue's own word or by rule; empty when not known."""
    return by_name_and_kind(
        catalogue(),
        values["name"],
        values["state"],
        values["kind"],
        juvenile=values["juvenile"],
        county=values["county"],
    )


def told_values(row: FacilityRow) -> Values:
    """The columns of a facility that is not there yet."""
    values = dict(zip(TOLD, row[3:], strict=True))
    values["agency"] = who_runs(values)
    return values


def settled_values(row: FacilityRow, stored: Any, absent: Collection[str]) -> Values:
    """The columns of a facility that is there; `absent` are those the file has nothing about.

    What the family set itself stays. A place stays where the file gives none, in the same state.
    """
    values = dict(zip(TOLD, row[3:], strict=True))
    edited = set(stored.edited.split())
    for name in (edited | set(absent)) & set(TOLD):
        values[name] = plain_value(stored, name)
    if "zone" in edited:
        values["zone_guessed"] = stored.zone_guessed
    elif row.latitude is None and stored.latitude is not None and values["state"] == stored.state:
        values |= {name: getattr(stored, name) for name in WHERE}
    values["agency"] = stored.agency if "agency" in edited else who_runs(values)
    return values


def plain_value(stored: Any, name: str) -> Any:
    """A stored column as a row of the file has it: a day is an ISO text."""
    value = getattr(stored, name)
    return value.isoformat() if name == "source_day" and value is not None else value


def differing(values: Mapping[str, Any], stored: Any) -> tuple[str, ...]:
    """The columns that are to be written."""
    return tuple(name for name in VALUES if values[name] != plain_value(stored, name))


def column_value(name: str, value: Any) -> Any:
    """A value as a row of the file has it, as the table's column takes it."""
    return date.fromisoformat(value) if name == "source_day" and isinstance(value, str) else value
