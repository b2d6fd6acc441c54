"""The names that are searched: of each facility, agency and place, with the words that stand beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from storage.queries.directory_search import Searchable
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.catalogue.names import plain
from tracker.directory.search.agency_rows import agency_beside, agency_names, agency_state
from tracker.directory.search.hits import HitKind
from tracker.directory.search.other_names import OtherNames
from tracker.directory.search.vocabulary import SHORT
from tracker.directory.search.words import name_words, same, words_of
from tracker.directory.states import STATES

# How much a word counts that is not the name's own.
BESIDE, STATE, KIND, WRITTEN_OUT = 0.86, 0.9, 0.85, 0.93

_KIND_WORDS = {
    "federal": (("federal", KIND), ("prison", KIND)),
    "state": (("state", KIND), ("prison", KIND)),
    "county": (("county", KIND), ("jail", KIND)),
    "local": (("city", KIND), ("jail", KIND)),
    "multi": (("regional", KIND), ("jail", KIND)),
}
_FOR_YOUNG = (("juvenile", KIND), ("youth", KIND))
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_STATUS = {"open": 1, "closed": 2, None: 3}
Beside = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a search can find. `rank` sorts equal matches: agencies, then open, closed and unknown ones."""

    kind: HitKind
    key: str
    name: str
    state: str
    rank: int = 1
    population: int = 0
    young: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One name of a target: its words, with those in brackets where it has some, and those beside it."""

    target: Target
    name: str
    words: tuple[str, ...]
    beside: Beside
    in_full: tuple[str, ...] = ()


def all_rows(catalogue: Catalogue, facilities: Sequence[Searchable]) -> Iterator[list[Row]]:
    """The rows of each target, its own name first."""
    others = OtherNames(catalogue.other_names)
    stored: set[tuple[str, str]] = set()
    for facility in facilities:
        names = [facility.name, *facility.former_names.splitlines()]
        spelt = spellings(names)
        stored.update((form, facility.state) for form in spelt)
        names += others.of(spelt, facility.state)
        yield _rows(_facility(facility), names, _beside(facility))
    for agency in catalogue.agencies:
        target = Target("agency", agency.code, agency.name, agency_state(agency), rank=0)
        yield _rows(target, agency_names(agency), agency_beside(agency))
    for place in catalogue.places:
        names = [place.name, *place.names]
        spelt = spellings(names)
        if not any((form, place.state) in stored for form in spelt):
            stored.update((form, place.state) for form in spelt)
            target = Target("place", place.key, place.name, place.state)
            yield _rows(
                target, names + others.of(spelt, place.state), place_beside(place.county, place.state)
            )
    for (name, state, county), aliases in others.targets():
        if not any((form, state) in stored for form in spellings([name, *aliases])):
            yield _rows(Target("typed", name, name, state), [name, *aliases], place_beside(county, state))


def spellings(names: Iterable[str]) -> set[str]:
    """Names as they are compared, also without the initials that a list may put behind one in brackets."""
    return {plain(form) for name in names for form in {name, _brackets(name)[0]}}


def _brackets(name: str) -> tuple[str, str]:
    """A name without what stands in brackets, which may be typed and is not missed, and that."""
    if "(" not in name and "[" not in name:
        return name, ""
    return _BRACKETS.sub("", name), " ".join(_BRACKETS.findall(name))


def _rows(target: Target, names: Iterable[str], beside: Beside) -> list[Row]:
    rows: list[Row] = []
    for name in dict.fromkeys(names):
        outside, inside = _brackets(name)
        words = tuple(name_words(outside) or plain(name).split())
        more = (*((word, WRITTEN_OUT) for word in words_of(inside)), *_written_out(words))
        row = Row(target, name, words, (*beside, *more) if more else beside)
        rows.append(replace(row, in_full=tuple(name_words(name))) if inside else row)
    return rows


def _written_out(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for word in words:
        if word in SHORT:
            yield from ((same(part), WRITTEN_OUT) for part in SHORT[word].split())


def _facility(row: Searchable) -> Target:
    rank, population = _STATUS[row.status], row.population or 0
    return Target("facility", str(row.id), row.name, row.state, rank, population, row.juvenile)


def _beside(row: Searchable) -> Beside:
    kind = _FOR_YOUNG if row.juvenile else _KIND_WORDS.get(row.kind or "", ())
    return (*_words(row.city), *place_beside(row.county, row.state), *kind)


@lru_cache(maxsize=4096)
def place_beside(county: str, state: str) -> Beside:
    """The words of a county and a state, and the state's two letters."""
    words = (state.casefold(), *words_of(STATES[state].name)) if state in STATES else ()
    return (*_words(county), *((word, STATE) for word in words))


@lru_cache(maxsize=8192)
def _words(text: str) -> Beside:
    return tuple((word, BESIDE) for word in words_of(text))
