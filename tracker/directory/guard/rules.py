"""The guard: whether a message fits what is known of the place it goes to. Pure; it never blocks anything.

`terms` says what holds for messages to a place through a provider on a day, `cautions` what that means for
one message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.directory.answer import current_ones
from tracker.directory.cards import Answer, Price, ServedBy
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Limit
from tracker.directory.guard import words
from tracker.directory.guard.past import was_right
from tracker.directory.prices import prices_elsewhere
from tracker.directory.running import BUREAU

Rule = Literal["wrong provider", "federal", "not approved", "too long", "too many photos"]
Level = Literal["warn", "inform"]
Misfit = Literal["", "other", "federal", "changing"]

# How a connection stands when a message may not go through; where nothing is noted, nothing is said.
DOUBTFUL = ("waiting", "denied", "revoked", "blocked")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Caution:
    """What does not fit: the `rule`, whether to `warn` or only to `inform`, and what will probably happen."""

    rule: Rule
    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Through:
    """Through whom a message goes, by the name a family writes, and how the connection there stands."""

    provider: str
    postal: bool = False
    connection: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for messages to a place through a provider on a day; empty where nothing is known.

    `uses` names whom the place uses, as read on `as_of`, where the provider is a `misfit` there. `connection`
    is one of DOUBTFUL or empty. `fits` characters are one `unit` of the price.
    """

    provider: str = ""
    place: str = ""
    uses: str = ""
    as_of: date | None = None
    misfit: Misfit = ""
    connection: str = ""
    must_be_invited: bool = False
    characters: Limit | None = None
    photos: Limit | None = None
    unit: str = ""
    fits: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a message is used: `units` of the price (None: not known), and the characters `left`."""

    units: int | None
    unit: str
    left: int | None


def terms(catalogue: Catalogue, answer: Answer | None, through: Through, day: date) -> Terms:
    """What holds for messages through a provider; `answer` is that of the place on the day, if it is known.

    A letter may go anywhere and be as long as it likes.
    """
    known = lookup.provider_named(catalogue, through.provider)
    if through.postal or (known is not None and known.kind == "postal"):
        return Terms(through.provider)
    account = (known.account or known.slug) if known else through.provider
    slug = known.slug if known else ""
    limits = {limit.of: limit for limit in _limits(catalogue, answer, slug)}
    row = _serving(answer, account, slug)
    price = _measured(row, catalogue, through.provider, day)
    right = current_ones(answer) if answer else ()
    misfit = _misfit(answer, right, account, row, day) if answer else ""
    if misfit and answer and was_right(catalogue, answer, account, day):
        misfit = ""
    return Terms(
        provider=through.provider,
        place=(answer.place.name or answer.agency_name) if answer else "",
        uses=words.either([one.name for one in right], alike=len(_currents(right)) < 2) if misfit else "",
        as_of=right[0].as_of if misfit and right else None,
        misfit=misfit,
        connection=through.connection if through.connection in DOUBTFUL else "",
        must_be_invited=bool(row and answer and answer.must_be_invited),
        characters=limits.get("characters"),
        photos=limits.get("photos"),
        unit=price.unit if price else "",
        fits=price.characters if price else None,
    )


def cautions(held: Terms, characters: int | None, photos: int) -> tuple[Caution, ...]:
    """What does not fit about a message of so many characters (None: not said) and photos."""
    return tuple(_found(held, characters or 0, photos))


def room(held: Terms, characters: int) -> Room:
    """How much of what a message may have its text takes; nothing is left of a text that is too long."""
    units = -(-max(characters, 1) // held.fits) if held.fits else None
    ends = [held.characters.most] if held.characters else []
    if units is not None and held.fits:
        ends.append(units * held.fits)
    left = min(ends) - characters if ends else None
    return Room(units, held.unit, left if left is not None and left >= 0 else None)


def warns(limit: Limit) -> bool:
    """Whether a limit is sure enough to warn: its source is dated, and more than a hint."""
    dated = limit.fact.source_date
    return limit.fact.confidence != "low" and "undated" not in dated and bool(_YEAR.search(dated))


def _found(held: Terms, characters: int, photos: int) -> Iterator[Caution]:
    if held.misfit == "federal":
        yield Caution("federal", "warn", words.federal(held.place, held.provider))
    elif held.misfit == "changing":
        yield Caution("wrong provider", "inform", words.changing(held.place, held.uses, held.provider))
    elif held.misfit and held.as_of:
        sentence = words.other(held.place, held.uses, held.as_of, held.provider)
        yield Caution("wrong provider", "warn", sentence)
    if held.connection:
        sentence = words.not_approved(held.connection, held.provider, invited=held.must_be_invited)
        yield Caution("not approved", "warn", sentence)
    if held.characters and characters > held.characters.most:
        yield _over("too long", held.characters, held.provider, characters)
    if held.photos and photos > held.photos.most:
        yield _over("too many photos", held.photos, held.provider, photos)


def _over(rule: Literal["too long", "too many photos"], limit: Limit, provider: str, count: int) -> Caution:
    say = words.too_long if rule == "too long" else words.too_many_photos
    return Caution(rule, "warn" if warns(limit) else "inform", say(limit, provider, count, sure=warns(limit)))


def _limits(catalogue: Catalogue, answer: Answer | None, slug: str) -> tuple[Limit, ...]:
    """The limits of a message there: the provider's own, or those of the place whoever the provider is."""
    if answer is None:
        return lookup.limits_for(catalogue, slug) if slug else ()
    own = lookup.place_for(catalogue, answer.place.name, answer.place.state)
    places = [key for key in (own.key if own else "", answer.agency) if key]
    return lookup.limits_for(catalogue, slug, *places) if slug or places else ()


def _serving(answer: Answer | None, account: str, slug: str) -> ServedBy | None:
    rows = answer.providers if answer else ()
    same = [row for row in rows if _same(row, account)]
    return next((row for row in same if row.slug == slug), same[0] if same else None)


def _same(row: ServedBy, account: str) -> bool:
    return row.account.casefold() == account.casefold()


def _misfit(
    answer: Answer, right: tuple[ServedBy, ...], account: str, row: ServedBy | None, day: date
) -> Misfit:
    if not right or any(_same(one, account) for one in right):
        return ""
    if answer.agency == BUREAU:
        return "federal"
    # Prison by prison a new provider takes over, some weeks before anybody writes that it has.
    begun = row is not None and row.role == "replacing" and (row.from_day is None or row.from_day <= day)
    return "changing" if begun else "other"


def _currents(right: tuple[ServedBy, ...]) -> set[str]:
    return {row.account for row in right if row.role == "current"}


def _measured(row: ServedBy | None, catalogue: Catalogue, provider: str, day: date) -> Price | None:
    """The price that says how many characters fit in one unit: the place's, else one seen elsewhere."""
    there = row.prices if row else ()
    prices = there or prices_elsewhere(catalogue, provider, day)
    return next((price for price in prices if price.characters and price.payer == "family"), None)
