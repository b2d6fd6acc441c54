"""Prices in words: what one message costs, how it is sold, and what comes on top."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Extra, Pack, Rate
from tracker.directory.words import date_words
from tracker.wording import _, money_words, ngettext


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One way to buy, or one thing that costs more; `each` is what a unit comes to, its fee counted."""

    what: str
    price: str
    each: str = ""


def exact_money(amount: Decimal) -> str:
    """`$0.15`; a rate below a cent keeps its digits: `$0.0025`."""
    if amount == round(amount, 2):
        return money_words(amount)
    return f"${amount.normalize():f}"


def unit_words(unit: str) -> str:
    """What a price is for: `a stamp`."""
    return {
        "message": _("a message"),
        "stamp": _("a stamp"),
        "character": _("a character"),
        "minute": _("a minute"),
        "page": _("a page"),
        "week": _("a week"),
        "month": _("a month"),
    }.get(unit, unit)


def price_words(price: Price) -> str:
    """`$0.15 a stamp`, or that it is free."""
    if price.unit == "free" or not price.amount:
        return _("Free for you") if price.payer == "family" else _("free for them")
    return f"{exact_money(price.amount)} {unit_words(price.unit)}"


def paid_words(price: Price) -> str:
    """A price as a sentence, which says who pays where that is the person inside."""
    if price.payer == "inside":
        return _("The person inside pays {price}.").format(price=price_words(price))
    return f"{price_words(price)}."


def top_words(price: Price) -> tuple[str, ...]:
    """What comes on top of a price, and what one must know of it."""
    rate, said = price.rate, []
    if price.characters:
        words = ngettext("{n} character in one.", "{n} characters in one.", price.characters)
        said.append(words.format(n=f"{price.characters:,}"))
    if rate is not None:
        said += carried_words(rate)
        if rate.fee:
            said.append(_("A fee of {fee} with each purchase.").format(fee=exact_money(rate.fee)))
        if rate.tax_percent:
            said.append(_("Tax on top: {percent} %.").format(percent=f"{rate.tax_percent.normalize():f}"))
        if rate.minimum:
            said.append(_("The least you can load: {least}.").format(least=exact_money(rate.minimum)))
        if not rate.single:
            said.append(_("Sold in packs only."))
        if rate.note:
            said.append(rate.note)
    return tuple(said)


def carried_words(rate: Rate) -> list[str]:
    """How units and messages go together, where one is not the other: `A message takes 2 stamps.`"""
    if rate.units == rate.messages:
        return []
    units, messages = counted(rate.units, rate.unit), counted(rate.messages, "message")
    if rate.messages == 1:
        return [_("A message takes {units}.").format(units=units)]
    return [
        ngettext("{units} carries {messages}.", "{units} carry {messages}.", rate.units).format(
            units=units, messages=messages
        )
    ]


def price_rows(price: Price) -> tuple[PriceRow, ...]:
    """The packs and extras of a price as a table; empty when there is nothing beside the price itself."""
    packs = [_pack(pack, price) for pack in price.packs]
    extras = [_extra(extra, price.unit) for extra in price.extras]
    return (*packs, *extras)


def counted(units: int, unit: str) -> str:
    """`10 stamps`."""
    words = {
        "stamp": ngettext("{n} stamp", "{n} stamps", units),
        "message": ngettext("{n} message", "{n} messages", units),
        "minute": ngettext("{n} minute", "{n} minutes", units),
        "page": ngettext("{n} page", "{n} pages", units),
        "character": ngettext("{n} character", "{n} characters", units),
        "week": ngettext("{n} week", "{n} weeks", units),
        "month": ngettext("{n} month", "{n} months", units),
    }
    return words.get(unit, "{n}").format(n=f"{units:,}")


def _pack(pack: Pack, price: Price) -> PriceRow:
    cost = exact_money(pack.price)
    if pack.fee:
        cost = _("{price} and a fee of {fee}").format(price=cost, fee=exact_money(pack.fee))
    each = exact_money(round((pack.price + pack.fee) / pack.units, 2))
    return PriceRow(counted(pack.units, price.unit), cost, each)


def _extra(extra: Extra, unit: str) -> PriceRow:
    what = {
        "photo": _("A photo"),
        "video message": _("A video message"),
        "prepaid reply": _("A reply paid in advance"),
        "card": _("A card"),
        "extra characters": _("A longer text, for each further part"),
        "text": _("A text"),
    }[extra.covers]
    if extra.covers == "extra characters" and extra.characters:
        sentence = ngettext("{n:,} further character", "{n:,} further characters", extra.characters)
        what = _("A longer text, for each {further}").format(further=sentence.format(n=extra.characters))
    if extra.as_of is not None:
        what = _("{what} (told on {day}: {source})").format(
            what=what, day=date_words(extra.as_of), source=extra.source
        )
    if extra.amount is not None:
        return PriceRow(what, exact_money(extra.amount))
    return PriceRow(what, counted(extra.units or 0, unit))
