"""The sentences of a comparison of prices at a place: its answer, and what its chart shows."""

from collections.abc import Sequence
from decimal import Decimal

from tracker.spend import Compared, Usage
from tracker.wording import _, listed, money_words, ngettext


def title(rows: Sequence[Compared]) -> str:
    """`A pack of 30 is cheapest here: $4.20 for 25 messages`."""
    priced = [row for row in rows if row.cost is not None]
    if not priced:
        return _("No price is known here")
    best = priced[0]
    if best.option.kind == "free" and not best.cost:
        # Free with one, and something with another or not known.
        others = [row for row in rows if row.option.kind not in ("free", "postal")]
        words = _("Messages are free with {provider}") if others else _("Messages are free here")
        return words.format(provider=best.provider)
    said = {"cost": money_words(best.cost or best.fees), "messages": messages_words(best.messages)}
    if len(priced) == 1:
        return _("{messages} cost {cost} here").format(**said)
    sentence = _("{way} is cheapest here: {cost} for {messages}")
    if best.option.kind in ("pack", "mix") and sum(count for _pack, count in best.packs) > 1:
        sentence = _("{way} are cheapest here: {cost} for {messages}")
    several = len({row.provider for row in priced}) > 1
    way = _("{way} with {provider}").format(way=_way(best), provider=best.provider) if several else _way(best)
    return sentence.format(way=way, **said)


def _way(row: Compared) -> str:
    kind = row.option.kind
    if kind == "pack" and [count for _pack, count in row.packs] == [1]:
        return _("A pack of {units}").format(units=f"{row.packs[0][0].units:,}")
    if kind in ("pack", "mix"):
        return row.bought
    return {
        "single": _("Paying singly"),
        "month": _("A subscription by the month"),
        "week": _("A subscription by the week"),
        "free": _("What is free"),
    }[kind]


def messages_words(number: int) -> str:
    """`25 messages`."""
    return ngettext("{n:,} message", "{n:,} messages", number).format(n=number)


def sent_words(messages: int, photos: int) -> str:
    """`25 messages and 4 photos`."""
    sent = messages_words(messages)
    if not photos:
        return sent
    return listed([sent, ngettext("{n:,} photo", "{n:,} photos", photos).format(n=photos)])


def cost_words(row: Compared) -> str:
    """`$4.20`, or `$4.20 without photos` where nobody knows what these cost."""
    cost = money_words(row.cost or Decimal(0))
    return _("{cost} without photos").format(cost=cost) if "photo" in row.unknown else cost


def usage_words(usage: Usage) -> str:
    """What the sums are for: `What a month costs here: 25 messages and 4 photos.`"""
    messages, photos = usage.a_month(usage.messages), usage.a_month(usage.photos)
    return _("What a month costs here: {sent}.").format(sent=sent_words(messages, photos))


def in_words(rows: Sequence[Compared], *, several: bool) -> str:
    """What the chart shows, as a sentence for who cannot see it."""
    return _("What a month costs by each way, cheapest first. {each}.").format(
        each=each_words(rows, several=several)
    )


def each_words(rows: Sequence[Compared], *, several: bool) -> str:
    """`Packs of 30: $4.20 and Packs of 10: $4.50`."""
    return listed(
        [f"{label(row, several=several)}: {cost_words(row)}" for row in rows if row.cost is not None]
    )


def label(row: Compared, *, several: bool) -> str:
    """`Packs of 30`, with the provider where there are several."""
    return f"{row.provider}: {row.name}" if several else row.name
