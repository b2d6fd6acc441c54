"""The sentences of what would be cheaper for one person: the answer, what is behind it, and its chart."""

from collections.abc import Sequence
from decimal import Decimal

from pages.parts.compare.figure import now_words
from pages.parts.compare.place_kind import question
from pages.parts.compare.words import each_words, sent_words
from tracker.spend import Compared
from tracker.spend.comparing.cheaper import Cheaper
from tracker.wording import _, money_words, ngettext


def title(one: Cheaper) -> str:
    """`Packs of 60 at JPay would save about $14.20 a year`, or why nothing is said."""
    if not one.messages:
        return _("Nothing was sent in the last {days} days").format(days=one.days)
    if one.kind_unknown:
        return question(one.facility)
    if one.best is None or one.best.cost is None:
        some = any(row.cost is not None for row in one.options)
        sentence = _("Not all prices are known at {place}: what did you pay there?")
        return (sentence if some else _("No price is known at {place}: what did you pay there?")).format(
            place=one.facility
        )
    if one.saving_a_year is not None:
        return _saving(one.best, one.saving_a_year)
    if one.unpriced:
        return ngettext(
            "What you pay now is not known in full: {n:,} message has no price",
            "What you pay now is not known in full: {n:,} messages have no price",
            one.unpriced,
        ).format(n=one.unpriced)
    free = not one.cost and not one.best.cost
    return _("These messages are free") if free else _("What you do now is the cheapest known way")


def _saving(best: Compared, saving: Decimal) -> str:
    words = {"provider": best.provider, "saving": money_words(saving)}
    kind = best.option.kind
    if kind == "pack":
        sentence = _("Packs of {units} at {provider} would save about {saving} a year")
        return sentence.format(units=f"{best.option.packs[0].units:,}", **words)
    if kind == "single":
        unit = best.option.price.unit if best.option.price else ""
        return {
            "stamp": _("Single stamps at {provider} would save about {saving} a year"),
            "message": _("Paying by the message at {provider} would save about {saving} a year"),
            "character": _("Paying by the character at {provider} would save about {saving} a year"),
            "page": _("Paying by the page at {provider} would save about {saving} a year"),
        }[unit].format(**words)
    return {
        "mix": _("The best mix of packs at {provider} would save about {saving} a year"),
        "month": _("A subscription by the month at {provider} would save about {saving} a year"),
        "week": _("A subscription by the week at {provider} would save about {saving} a year"),
        "free": _("What is free at {provider} would save about {saving} a year"),
    }[kind].format(**words)


def behind(one: Cheaper) -> str:
    """`97 messages in the last 90 days cost you $14.55.`, and what is enough where that saves something."""
    said = [_cost_words(one)]
    if one.best is not None and one.best.cost and one.saving_a_year is not None:
        sentence = _("{bought} would have been enough: {cost}.")
        if one.best.left_over:
            sentence = _("{bought} would have been enough: {cost}, with {left} left over.")
        said.append(
            sentence.format(bought=one.best.bought, cost=money_words(one.best.cost), left=one.best.left_over)
        )
    return " ".join(said)


def _cost_words(one: Cheaper) -> str:
    if not one.cost:
        sentence = _("{messages} in the last {days} days cost you nothing.")
        if one.unpriced:
            sentence = _("What you paid for {messages} in the last {days} days is not known.")
    elif one.unpriced:
        sentence = _("{messages} in the last {days} days cost you {cost} or more.")
    else:
        sentence = _("{messages} in the last {days} days cost you {cost}.")
    return sentence.format(
        messages=sent_words(one.messages, one.photos), days=one.days, cost=money_words(one.cost)
    )


def chart_title(one: Cheaper) -> str:
    """What the chart shows."""
    return _("What the same messages cost by each way, for {days} days").format(days=one.days)


def in_words(one: Cheaper, rows: Sequence[Compared], *, several: bool) -> str:
    """What the chart shows, as a sentence for who cannot see it."""
    return _("{title}. {now}. Cheapest first: {each}.").format(
        title=chart_title(one), now=now_words(one.cost, one.fees), each=each_words(rows, several=several)
    )
