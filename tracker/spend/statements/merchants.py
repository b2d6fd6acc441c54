"""Which provider a line of a statement names; the spellings are data, reviewed like the catalogue."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from tracker.directory.catalogue.model import STRICT, Fact
from tracker.directory.catalogue.names import plain
from tracker.errors import KitelogError
from tracker.wording import _

FILE = Path(__file__).parent / "merchants.toml"
CUT = "|"
_WORDS = re.compile("[a-z]+|[0-9]+")
# A bank may run these on: `JPAYINC`, `GETTINGOUTCOM`.
_ENDINGS = ("com", "inc", "llc", "net")


@dataclass(frozen=True, slots=True)
class Merchant:
    """Somebody who charges cards; the file says what each field means."""

    __pydantic_config__ = STRICT

    name: str
    spellings: tuple[str, ...]
    fact: Fact
    slug: str = ""
    others: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """The providers of the catalogue that may be meant, the likeliest first."""
        return tuple(slug for slug in (self.slug, *self.others) if slug)


class MerchantsError(KitelogError):
    """The file of spellings cannot be read; the sentence says where."""


@cache
def merchants() -> tuple[Merchant, ...]:
    """Everybody whose charges are looked for, read once."""
    return read_merchants(FILE.read_text(encoding="utf-8"))


def read_merchants(text: str) -> tuple[Merchant, ...]:
    """The rows of a file. Raises MerchantsError for what does not fit."""
    try:
        rows = tomllib.loads(text)
        adapter = TypeAdapter(dict[str, tuple[Merchant, ...]])
        found = adapter.validate_json(json.dumps(rows, default=str), strict=True)
    except tomllib.TOMLDecodeError as error:
        sentence = _("merchants.toml cannot be read as TOML: {reason}.")
        raise MerchantsError(sentence.format(reason=error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        sentence = _("merchants.toml, {field}: {reason}.")
        field = ".".join(str(step) for step in first["loc"])
        raise MerchantsError(sentence.format(field=field, reason=first["msg"].lower())) from error
    if set(found) != {"merchant"}:
        raise MerchantsError(_("merchants.toml has [[merchant]] and nothing else."))
    return found["merchant"]


def words_of(text: str) -> list[str]:
    """`JPAY *MSG 800-574` as `jpay`, `msg`, `800`, `574`."""
    return _WORDS.findall(plain(text))


class _Spelling(NamedTuple):
    letters: str
    least: int
    merchant: Merchant


class Recogniser:
    """Finds whom a description names; the longest spelling in it wins, then the first."""

    def __init__(self, known: Iterable[Merchant]) -> None:
        self._by_start: dict[str, list[_Spelling]] = {}
        for merchant in known:
            for letters, least in (spelt(spelling) for spelling in merchant.spellings):
                self._by_start.setdefault(letters[:2], []).append(_Spelling(letters, least, merchant))

    def find(self, words: list[str]) -> Merchant | None:
        """The provider that the words of a description name, None for everybody else."""
        longest, found = 0, None
        for first, word in enumerate(words):
            for spelling in self._by_start.get(word[:2], ()):
                length, after = _fits(words, first, spelling)
                if length > longest and not (after < len(words) and words[after] in spelling.merchant.but):
                    longest, found = length, spelling.merchant
        return found


def spelt(spelling: str) -> tuple[str, int]:
    """The letters of a spelling without its spaces, and how many of them must be there."""
    start, bar, _rest = spelling.partition(CUT)
    letters = "".join(spelling.replace(CUT, "").split())
    return letters, len("".join(start.split())) if bar else len(letters)


def _fits(words: list[str], first: int, spelling: _Spelling) -> tuple[int, int]:
    """How many letters of a spelling stand from a word on, and which word comes after; 0 where none does."""
    joined, fitting = "", (0, first)
    for place in range(first, len(words)):
        joined += words[place]
        if not spelling.letters.startswith(joined):
            if joined.startswith(spelling.letters) and joined[len(spelling.letters) :] in _ENDINGS:
                fitting = len(spelling.letters), place + 1
            break
        if len(joined) >= spelling.least:
            fitting = len(joined), place + 1
    return fitting


@cache
def recogniser() -> Recogniser:
    """The one of the spellings that come with Kitelog."""
    return Recogniser(merchants())


def spellings_of(known: Iterable[Merchant]) -> Iterator[tuple[Merchant, str]]:
    """Every spelling with whom it is of."""
    for merchant in known:
        for spelling in merchant.spellings:
            yield merchant, spelling
