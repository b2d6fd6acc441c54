"""The places a fact may be about, the closest first: this facility, then who runs it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.directory.cards import PlaceFacts
from tracker.directory.catalogue.model import Place


@dataclass(frozen=True, slots=True)
class Level:
    """One place: what the family was told is kept under `told`, what the catalogue says under `key`."""

    told: tuple[int | None, str | None] | None
    key: str


class Dated(Protocol):
    """A fact that holds from a day to a day, both included; empty is open."""

    @property
    def from_day(self) -> date | None: ...
    @property
    def to_day(self) -> date | None: ...


def holds(row: Dated, day: date) -> bool:
    """True when a fact holds on a day."""
    return (row.from_day is None or row.from_day <= day) and (row.to_day is None or day <= row.to_day)


def levels_of(place: PlaceFacts, own: Place | None, agency: str) -> tuple[Level, ...]:
    """The facility, then its agency; each may be known to the family, to the catalogue, or to both."""
    facility = Level((place.id, None) if place.id is not None else None, own.key if own else "")
    return (facility, Level((None, agency), agency)) if agency else (facility,)
