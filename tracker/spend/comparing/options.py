"""The ways to pay for messages at a place: singly, in packs, by subscription, nothing at all, or by post."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tracker.directory.cards import Answer, Price, ServedBy
from tracker.directory.catalogue.lookup import provider_named
from tracker.directory.catalogue.model import Pack
from tracker.directory.catalogue.read import catalogue
from tracker.spend.comparing.words import POSTAL, option_name

Kind = Literal["single", "pack", "mix", "month", "week", "free", "unknown", "postal"]
# Those that are right at the place: a provider to come is none yet, one that ended is none any more.
SERVING = ("current", "brand")


@dataclass(frozen=True, slots=True)
class Option:
    """One way to pay at a provider; `packs` are those it buys, with the fee that each of them costs.

    `single` in a mix says that units are sold singly too. `price` is empty where none is known. `fee` is what
    each purchase costs beside its price, in dollars; `own_fee` when only the family's purchases tell it.
    """

    kind: Kind
    provider: str
    slug: str | None = None
    price: Price | None = None
    packs: tuple[Pack, ...] = ()
    single: bool = False
    fee: Decimal = Decimal(0)
    own_fee: bool = False

    @property
    def name(self) -> str:
        """What the way is called: `Packs of 30`."""
        return option_name(self.kind, self.price.unit if self.price else "", self.packs)


def options(answer: Answer, paid_fees: Mapping[str, Decimal] | None = None) -> tuple[Option, ...]:
    """Every way to pay at a place, provider by provider; what has no known price and letters come last.

    Prices that the person inside pays are none of the family's ways. `paid_fees` are the fees that the family
    paid last, by provider as `provider_key` names it: they count where the known price tells none.
    """
    paid = paid_fees or {}
    serving = [row for row in answer.providers if row.role in SERVING]
    # Another name of an account has the account's prices, and none of its own.
    rows = [row for row in serving if row.role == "current" or _family(row)]
    found = [option for row in rows for option in _of_provider(row, _paid_fee(row, paid))]
    if all(option.provider.casefold() != POSTAL.casefold() for option in found):
        found.append(Option("postal", POSTAL, "postal-mail"))
    return tuple(sorted(found, key=lambda option: option.kind in ("unknown", "postal")))


def paid_inside(answer: Answer) -> tuple[Price, ...]:
    """What the person inside pays for messages at a place: told beside the options, and no cost of ours."""
    prices = [price for row in answer.providers if row.role in SERVING for price in row.prices]
    return tuple(dict.fromkeys(price for price in prices if price.payer == "inside"))


def _family(row: ServedBy) -> list[Price]:
    return [price for price in row.prices if price.payer == "family"]


def provider_key(name: str) -> str:
    """What a provider is known by, however the family writes its name."""
    known = provider_named(catalogue(), name)
    return known.slug if known else name.casefold()


def _paid_fee(row: ServedBy, paid: Mapping[str, Decimal]) -> Decimal:
    return paid.get(row.slug or provider_key(row.name), Decimal(0))


def _of_provider(row: ServedBy, paid: Decimal) -> Iterator[Option]:
    prices = _family(row)
    if not prices:
        yield Option("unknown", row.name, row.slug)
    for price in prices:
        fee = purchase_fee(price)
        own = bool(paid) and not fee and all(not pack.fee for pack in price.packs)
        plain = Option("single", row.name, row.slug, price, fee=paid if own else fee, own_fee=own)
        yield from _of_price(plain, price)


def _of_price(plain: Option, price: Price) -> Iterator[Option]:
    if price.unit == "free":
        yield replace(plain, kind="free")
    elif price.unit == "month":
        yield replace(plain, kind="month")
    elif price.unit == "week":
        yield replace(plain, kind="week")
    elif price.unit == "minute":
        # Nobody knows how long a message will take.
        yield replace(plain, kind="unknown")
    else:
        yield from _by_unit(plain, price)


def _by_unit(plain: Option, price: Price) -> Iterator[Option]:
    single = price.rate.single if price.rate else True
    packs = _with_fees(price, plain.fee)
    if single or not packs:
        yield plain
    for pack in packs:
        yield replace(plain, kind="pack", packs=(pack,))
    if len(packs) + single > 1 and packs:
        yield replace(plain, kind="mix", packs=packs, single=single)


def _with_fees(price: Price, fee: Decimal) -> tuple[Pack, ...]:
    packs = sorted(set(price.packs), key=lambda pack: (pack.units, pack.price))
    return tuple(replace(pack, fee=pack.fee or fee) for pack in packs)


def purchase_fee(price: Price) -> Decimal:
    """What each purchase there costs beside its price; a pack may have a fee of its own instead."""
    return price.rate.fee if price.rate else Decimal(0)
