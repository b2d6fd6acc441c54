"""Finds rows of a catalogue by what others know of them; nothing here knows a household."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from tracker.directory.catalogue.model import (
    Agency,
    Catalogue,
    Contract,
    Limit,
    OtherName,
    Place,
    Provider,
    Rate,
    Service,
)
from tracker.directory.catalogue.names import plain

ROLES = ("current", "brand", "replacing", "ended")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class _Index:
    providers: dict[str, Provider]
    provider_names: dict[str, Provider]
    agencies: dict[str, Agency]
    places: dict[tuple[str, str], Place]
    place_keys: dict[str, Place]
    contracts: dict[tuple[str, str], tuple[Contract, ...]]
    rates: dict[tuple[str, str, str], tuple[Rate, ...]]
    limits: dict[tuple[str, str], tuple[Limit, ...]]
    other_names: dict[tuple[str, str], tuple[OtherName, ...]]


class _Same(Hashable):
    """A catalogue as a key that is the same object: to compare its rows takes longer than to search them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue


def _index(catalogue: Catalogue) -> _Index:
    return _indexed(_Same(catalogue))


@lru_cache(maxsize=4)
def _indexed(same: _Same) -> _Index:
    catalogue = same.catalogue
    in_order = sorted(catalogue.contracts, key=lambda row: ROLES.index(row.role))
    return _Index(
        providers={row.slug: row for row in catalogue.providers},
        provider_names=_named((row, (row.slug, row.name, *row.other_names)) for row in catalogue.providers),
        agencies={row.code: row for row in catalogue.agencies},
        places={
            (plain(name), row.state): row
            for row in reversed(catalogue.places)
            for name in (row.name, *row.names)
        },
        place_keys={row.key: row for row in catalogue.places},
        contracts=_grouped(((row.place, row.service), row) for row in in_order),
        rates=_grouped(((row.place, row.provider, row.service), row) for row in catalogue.rates),
        limits=_grouped(((row.provider, row.place), row) for row in catalogue.limits),
        other_names=_grouped(((plain(row.name), row.state), row) for row in catalogue.other_names),
    )


def _named(rows: Iterable[tuple[Row, Iterable[str]]]) -> dict[str, Row]:
    """Rows by each of their names; the first row with a name has it."""
    found: dict[str, Row] = {}
    for row, names in rows:
        for name in names:
            found.setdefault(plain(name), row)
    return found


_Key = TypeVar("_Key", bound=Hashable)


def _grouped(pairs: Iterable[tuple[_Key, Row]]) -> dict[_Key, tuple[Row, ...]]:
    found: dict[_Key, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def provider(catalogue: Catalogue, slug: str) -> Provider | None:
    """The provider of a slug; None when the catalogue has none."""
    return _index(catalogue).providers.get(slug)


def provider_named(catalogue: Catalogue, name: str) -> Provider | None:
    """The provider of a name as a family writes it; capitals and punctuation aside."""
    return _index(catalogue).provider_names.get(plain(name))


def agency(catalogue: Catalogue, code: str) -> Agency | None:
    """The agency of a code, such as `ny` or `us-bop`."""
    return _index(catalogue).agencies.get(code)


def place(catalogue: Catalogue, key: str) -> Place | None:
    """The place of a key, such as `cook-county-jail`."""
    return _index(catalogue).place_keys.get(key)


def place_for(catalogue: Catalogue, name: str, state: str) -> Place | None:
    """The place that a facility of this name and state is."""
    return _index(catalogue).places.get((plain(name), state))


def other_names_of(catalogue: Catalogue, name: str, state: str) -> tuple[OtherName, ...]:
    """The other names of a facility of this name and state."""
    return _index(catalogue).other_names.get((plain(name), state), ())


def contracts_at(catalogue: Catalogue, place: str, service: Service = "messages") -> tuple[Contract, ...]:
    """The contracts of a place itself: current ones first, then brands, those to come and those ended."""
    return _index(catalogue).contracts.get((place, service), ())


def rates_at(
    catalogue: Catalogue, place: str, provider: str, service: Service = "messages"
) -> tuple[Rate, ...]:
    """The prices of a provider at a place itself; at the place "" those seen elsewhere."""
    return _index(catalogue).rates.get((place, provider, service), ())


def limits_for(catalogue: Catalogue, provider: str, *places: str) -> tuple[Limit, ...]:
    """The limits of a provider at places, the closest first; one of each sort, the closest one.

    Closer is a limit of provider and place, then of the place, then of the provider.
    """
    limits = _index(catalogue).limits
    keys = [key for place in places for key in ((provider, place), ("", place))]
    closest: dict[str, Limit] = {}
    for key in [*keys, (provider, "")]:
        for limit in limits.get(key, ()):
            closest.setdefault(limit.of, limit)
    return tuple(closest.values())
