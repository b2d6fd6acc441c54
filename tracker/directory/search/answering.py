"""The answer of each thing that a search found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.directory.answer import answer, answer_for_agency
from tracker.directory.cards import Found, PlaceFacts
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.said.told import Told
from tracker.directory.search.hits import Hit
from tracker.directory.search.typed import typed_place


def found(
    catalogue: Catalogue, hits: Sequence[Hit], stored: Mapping[int, PlaceFacts], told: Told, day: date
) -> Iterator[Found]:
    """The hits with their answers on a day; a facility that is not among the `stored` ones is left out."""
    for hit in hits:
        if hit.kind == "agency" and lookup.agency(catalogue, hit.key) is not None:
            answered = answer_for_agency(catalogue, hit.key, told, day)
        else:
            place = _place(catalogue, hit, stored)
            if place is None:
                continue
            answered = answer(catalogue, place, told, day)
        kind = "agency" if hit.kind == "agency" else "facility"
        yield Found(kind, answered, round(hit.score, 4), hit.matched)


def _place(catalogue: Catalogue, hit: Hit, stored: Mapping[int, PlaceFacts]) -> PlaceFacts | None:
    if hit.kind == "facility":
        return stored.get(hit.facility_id)
    if hit.kind == "agency":
        # Any jail of a county that was not named.
        return PlaceFacts("", hit.state, kind="county", agency=hit.key)
    place = lookup.place(catalogue, hit.key) if hit.kind == "place" else None
    typed = typed_place(hit.key if place is None else place.name, hit.state)
    if place is None:
        return typed
    return replace(typed, county=place.county or typed.county, agency=place.agency or typed.agency)
