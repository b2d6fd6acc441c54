"""What a comparison took for granted, in sentences."""

from collections.abc import Collection, Iterator

from tracker.directory.cards import Price
from tracker.directory.catalogue.model import Covers
from tracker.directory.price_words import counted, exact_money, price_words
from tracker.directory.words import date_words
from tracker.spend.comparing.options import Option, purchase_fee
from tracker.spend.comparing.usage import MONTH, USUAL_CHARACTERS, Usage
from tracker.spend.quotes import COVERED, tax_percent
from tracker.wording import _, ngettext


def assumptions(option: Option, usage: Usage, unknown: Collection[Covers] = ()) -> tuple[str, ...]:
    """The sentences behind one way's sum, what holds for all ways first."""
    return (*_usage_words(usage), *_option_words(option, usage, unknown))


def _usage_words(usage: Usage) -> Iterator[str]:
    if usage.scope == "typed":
        return
    sentence = {
        "everybody": _("All messages you sent in the last {days} days, as those of a month of {month} days."),
        "contact": _("What you sent them in the last {days} days, as in a month of {month} days."),
        "place": _("What you sent to this place in the last {days} days, as in a month of {month} days."),
    }[usage.scope]
    yield sentence.format(days=usage.days, month=MONTH)
    if usage.unmeasured:
        yield ngettext(
            "{n} message of unknown length counts as a short one.",
            "{n} messages of unknown length count as short ones.",
            usage.unmeasured,
        ).format(n=usage.unmeasured)


def _option_words(option: Option, usage: Usage, unknown: Collection[Covers]) -> Iterator[str]:
    price = option.price
    if option.kind == "postal":
        yield _("The price of a stamp for letters is not known here.")
    elif price is None:
        yield _("What {provider} charges here is not known.").format(provider=option.provider)
    elif option.kind == "unknown":
        sentence = _("{provider} charges {price}; how long a message takes is not known, so there is no sum.")
        yield sentence.format(provider=option.provider, price=price_words(price))
    else:
        yield from _length_words(price, usage)
        if usage.photos:
            yield from _photo_words(option, price, unknown)
        yield from _purchase_words(option, price)
        yield _("Prices of {provider} are as of {day}. Confirm with them.").format(
            provider=option.provider, day=date_words(price.as_of)
        )


def _length_words(price: Price, usage: Usage) -> Iterator[str]:
    if price.unit == "character" and usage.unmeasured:
        yield _("A message of unknown length counts as {n:,} characters.").format(n=USUAL_CHARACTERS)
    elif price.unit in ("stamp", "message", "page") and price.characters:
        sentence = {
            "stamp": _("Each {n:,} characters take one stamp."),
            "message": _("Each {n:,} characters count as one message."),
            "page": _("Each {n:,} characters take one page."),
        }[price.unit]
        typed = _("Each message has at most {n:,} characters.")
        yield (typed if usage.scope == "typed" else sentence).format(n=price.characters)
    elif price.unit == "stamp":
        yield _("Each message takes one stamp.")


def _photo_words(option: Option, price: Price, unknown: Collection[Covers]) -> Iterator[str]:
    extra = next((extra for extra in price.extras if extra.covers == "photo"), None)
    if "photo" in unknown:
        yield _("What a photo costs at {provider} is not known; photos count as nothing.").format(
            provider=option.provider
        )
    elif extra is not None and extra.amount:
        yield _("A photo costs {price}.").format(price=exact_money(extra.amount))
    elif extra is not None and extra.units and price.unit not in COVERED:
        yield _("A photo takes {units}.").format(units=counted(extra.units, price.unit))


def _purchase_words(option: Option, price: Price) -> Iterator[str]:
    fees = {pack.fee for pack in option.packs} or {purchase_fee(price)}
    if option.kind in ("pack", "mix"):
        yield _("Only whole packs are bought; what is left over is not credited.")
        if any(fees):
            yield _("Each pack is a purchase of its own, with its fee.")
    elif option.kind == "week":
        yield _("A month is {month} days, so whole weeks are bought beyond it.").format(month=MONTH)
    elif option.kind == "single" and any(fees):
        yield _("All is bought at once, for one fee of {fee}.").format(fee=exact_money(fees.pop()))
    if option.kind == "single" and price.rate and price.rate.minimum:
        yield _("{least} is the least that can be loaded; what is left over is not credited.").format(
            least=exact_money(price.rate.minimum)
        )
    if tax_percent(price):
        yield _("A tax of {percent} percent comes on top.").format(
            percent=f"{tax_percent(price).normalize():f}"
        )
