"""What is sold where the people inside are: a charge of exactly its price is probably for that."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from sqlmodel import Session

from storage.money import to_cents
from storage.queries.directory import facilities_by_id
from storage.queries.usage import contacts_there
from tracker.directory.answer import answer
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.room import place_facts
from tracker.directory.said.told import read_told
from tracker.spend.comparing.options import Option, options, provider_key
from tracker.spend.statements.model import Bought
from tracker.spend.tariffs import tax_percent

KINDS = {"stamp": "stamps", "message": "stamps", "week": "subscription", "month": "subscription"}

_key = lru_cache(256)(provider_key)


@dataclass(frozen=True, slots=True)
class Sold:
    """What is sold, by provider as `provider_key` names it: the thing of each total, the fee of a load."""

    of_total: Mapping[tuple[str, Decimal], Bought] = field(default_factory=dict)
    fees: Mapping[str, Decimal] = field(default_factory=dict)

    def at(self, name: str, total: Decimal, kind: str) -> Bought | None:
        """What so much, in dollars, was probably paid for at a provider; None where nothing tells it."""
        key = _key(name)
        known = self.of_total.get((key, total))
        if known is not None:
            return replace(known, provider=name)
        fee = self.fees.get(key, Decimal(0))
        return Bought(name, kind, total - fee, fee) if 0 < fee < total else None


def read_sold(session: Session, catalogue: Catalogue, day: date) -> Sold:
    """What is sold on a day where somebody of ours is; nothing where it may be two things."""
    places = {there.facility_id for there in contacts_there(session)}
    if not places:
        return Sold()
    told = read_told(session, catalogue)
    totals: dict[tuple[str, Decimal], set[Bought]] = defaultdict(set)
    fees: dict[str, set[Decimal]] = defaultdict(set)
    for row in facilities_by_id(session, places).values():
        for option in options(answer(catalogue, place_facts(row), told, day)):
            key = _key(option.provider)
            fees[key].add(to_cents(option.fee))
            for bought in _bought(option):
                totals[key, bought.amount + bought.fee].add(bought)
    return Sold(_single(totals), _single(fees))


Key = TypeVar("Key")
Value = TypeVar("Value")


def _single(several: Mapping[Key, set[Value]]) -> dict[Key, Value]:
    return {key: next(iter(values)) for key, values in several.items() if len(values) == 1}


def _bought(option: Option) -> Iterator[Bought]:
    """A pack or a period of subscription; what is no balance (tax, service) is fee."""
    price = option.price
    if price is None or price.unit not in KINDS:
        return
    kind, share = KINDS[price.unit], tax_percent(price) / 100
    if option.kind == "pack":
        sold = [(pack.units, pack.price, pack.fee) for pack in option.packs]
    elif kind == "subscription":
        sold = [(1, price.amount, option.fee)]
    else:
        return
    for units, amount, fee in sold:
        cost = to_cents(amount)
        yield Bought(
            provider_key(option.provider),
            kind,
            cost,
            to_cents(amount * share) + to_cents(fee),
            units,
            price.unit,
        )
