"""What is wrong with the spellings of merchants, in sentences; empty when nothing is.

`python -m tracker.spend.statements.check` prints them and ends with 1 when there are any.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.clock import SystemClock
from tracker.directory.catalogue.lookup import provider
from tracker.directory.catalogue.read import CatalogueError, catalogue
from tracker.spend.statements.merchants import (
    CUT,
    Merchant,
    MerchantsError,
    Recogniser,
    merchants,
    spellings_of,
    spelt,
    words_of,
)

SHORTEST, SHORTEST_CUT = 3, 6
_SPELLING = re.compile(r"[a-z]+(?:[ |]{1,2}[a-z]+)*")
_WORD = re.compile("[a-z]+")


def problems(known: tuple[Merchant, ...], today: date | None = None) -> list[str]:
    """Every fault, row after row. `today` is the day that no reading may lie after."""
    return [*_spellings(known), *_slugs(known), *_sources(known, today)]


def _spellings(known: tuple[Merchant, ...]) -> Iterator[str]:
    recogniser = Recogniser(known)
    for merchant, spelling in spellings_of(known):
        name = f"{merchant.name}, {spelling!r}"
        letters, least = spelt(spelling)
        if not _SPELLING.fullmatch(spelling) or spelling.count(CUT) > 1:
            yield f"{name} is not small letters and spaces, with one bar at most."
        elif least < (SHORTEST_CUT if CUT in spelling else SHORTEST):
            yield f"{name} is so short that others would be taken for it."
        else:
            # What is left by a bank that cut it where the bar stands is still the same name.
            for text in (spelling.replace(CUT, ""), letters[:least]):
                found = recogniser.find(words_of(text))
                if found is None or found.name != merchant.name:
                    yield f"{name} is found as {found.name if found else 'nobody'}."
    for merchant in known:
        if not merchant.spellings:
            yield f"{merchant.name} has no spelling."
        yield from (f"{merchant.name} has {word!r}, no word." for word in _odd(merchant.but))
    yield from _twice("name", (merchant.name for merchant in known))
    yield from _twice("spelling", ("".join(row[1].split()) for row in spellings_of(known)))


def _odd(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if not _WORD.fullmatch(word))


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield f"The {what} {value!r} is there twice."
        seen.add(value)


def _slugs(known: tuple[Merchant, ...]) -> Iterator[str]:
    for merchant in known:
        rows = [(slug, provider(catalogue(), slug)) for slug in merchant.slugs]
        missing = (slug for slug, row in rows if row is None)
        yield from (f"{merchant.name}: the catalogue has no provider {slug}." for slug in missing)
        if rows and not any(row.loggable for _slug, row in rows if row):
            yield f"{merchant.name} names no provider that a purchase can be logged at."


def _sources(known: tuple[Merchant, ...], today: date | None) -> Iterator[str]:
    for merchant in known:
        if not merchant.fact.source.strip():
            yield f"{merchant.name} has no source."
        if today is not None and merchant.fact.as_of > today:
            yield f"{merchant.name} was read on {merchant.fact.as_of}, which is still to come."


def main() -> int:
    """Checks the spellings that come with Kitelog."""
    try:
        # A day ahead: the reader's day may begin before the machine's.
        found = problems(merchants(), SystemClock().now().date() + timedelta(days=1))
    except (MerchantsError, CatalogueError) as error:
        found = [str(error)]
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
