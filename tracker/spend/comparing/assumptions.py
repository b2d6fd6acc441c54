"""What a comparison took for granted, in sentences."""

from collections.abc import Collection, Iterator

from tracker.directory.cards import Answer, Price
from tracker.directory.catalogue.model import Covers
from tracker.directory.price_words import carried_words, counted, exact_money, price_words
from tracker.directory.words import date_words
from tracker.spend.comparing.buying import periods
from tracker.spend.comparing.options import Option, paid_inside
from tracker.spend.comparing.usage import MONTH, USUAL_CHARACTERS, Usage
from tracker.spend.tariffs import COVERED, tax_percent
from tracker.wording import _, listed, ngettext


def assumptions(option: Option, usage: Usage, days: int, unknown: Collection[Covers] = ()) -> tuple[str, ...]:
    """The sentences behind one way's sum for so many days, what holds for all ways first."""
    return (*usage_words(usage, days), *_option_words(option, usage, days, unknown))


def inside_words(answer: Answer) -> str:
    """What the person inside pays, which is no cost of the family; empty where nothing is known."""
    prices = [price_words(price) for price in paid_inside(answer)]
    if not prices:
        return ""
    return _("Your loved one pays {prices} inside. That is no cost of yours and in no sum here.").format(
        prices=listed(prices)
    )


def usage_words(usage: Usage, days: int) -> Iterator[str]:
    """What was sent, and how it was taken for so many days."""
    if usage.scope == "typed":
        return
    if days == usage.days:
        sentence = {
            "everybody": _("All messages you sent in the last {days} days."),
            "contact": _("What you sent them in the last {days} days."),
            "place": _("What you sent to this place in the last {days} days."),
        }[usage.scope]
    else:
        sentence = {
            "everybody": _(
                "All messages you sent in the last {days} days, as those of a month of {month} days."
            ),
            "contact": _("What you sent them in the last {days} days, as in a month of {month} days."),
            "place": _("What you sent to this place in the last {days} days, as in a month of {month} days."),
        }[usage.scope]
    yield sentence.format(days=usage.days, month=days)
    if usage.unmeasured:
        yield ngettext(
            "{n} message of unknown length counts as a short one.",
            "{n} messages of unknown length count as short ones.",
            usage.unmeasured,
        ).format(n=usage.unmeasured)


def _option_words(option: Option, usage: Usage, days: int, unknown: Collection[Covers]) -> Iterator[str]:
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
        yield from _purchase_words(option, price, days)
        yield _("Prices of {provider} are as of {day}. Confirm with them.").format(
            provider=option.provider, day=date_words(price.as_of)
        )


def _length_words(price: Price, usage: Usage) -> Iterator[str]:
    carried = carried_words(price.rate) if price.rate else []
    if price.unit == "character" and any(count.characters is None for count in usage.counts):
        yield _("A message of unknown length counts as {n:,} characters.").format(n=USUAL_CHARACTERS)
    elif price.unit in ("stamp", "message", "page") and price.characters:
        sentence = {
            "stamp": _("Each {n:,} characters take one stamp."),
            "message": _("Each {n:,} characters count as one message."),
            "page": _("Each {n:,} characters take one page."),
        }["message" if carried else price.unit]
        typed = _("Each message has at most {n:,} characters.")
        yield (typed if usage.scope == "typed" else sentence).format(n=price.characters)
    elif price.unit == "stamp" and not carried:
        yield _("Each message takes one stamp.")
    yield from carried
    if price.unit == "stamp" and any(count.stamps and count.stamps > 1 for count in usage.counts):
        yield _("A message that you say took more stamps than its length and photos counts with those.")


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


def _purchase_words(option: Option, price: Price, days: int) -> Iterator[str]:
    fees = {pack.fee for pack in option.packs} or {option.fee}
    if option.kind in ("pack", "mix"):
        yield _("Only whole packs are bought; what is left over is not credited.")
        if any(fees):
            yield _("Each pack is a purchase of its own, with its fee.")
    elif option.kind == "week":
        number, _beyond = periods("week", days)
        yield _("Whole weeks are bought: {n} for {days} days.").format(n=number, days=days)
    elif option.kind == "month" and days != MONTH:
        number, _beyond = periods("month", days)
        yield _("Whole months of {month} days are bought: {n} for {days} days.").format(
            month=MONTH, n=number, days=days
        )
    elif option.kind == "single" and any(fees):
        yield _("All is bought at once, for one fee of {fee}.").format(fee=exact_money(fees.pop()))
    if option.own_fee:
        yield _(
            "The price tells no fee; each purchase counts with {fee}, as your last one at {provider}."
        ).format(fee=exact_money(option.fee), provider=option.provider)
    if option.kind == "single" and price.rate and price.rate.minimum:
        yield _("{least} is the least that can be loaded; what is left over is not credited.").format(
            least=exact_money(price.rate.minimum)
        )
    if tax_percent(price):
        yield _("A tax of {percent} percent comes on top.").format(
            percent=f"{tax_percent(price).normalize():f}"
        )
