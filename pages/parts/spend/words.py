"""The sentences of the Spend page: its answer, and what its charts say."""

from decimal import Decimal

from pages.parts.figures import month_name
from pages.parts.message.names import contact_names, member_names, provider_names
from tracker.spend import MonthSoFar, Only, SpendView
from tracker.spend.charts import bar_measure
from tracker.spend.table import Figures
from tracker.spend.year.words import kind_words
from tracker.wording import _, day_words, listed, money_words, month_word, ngettext

MOST_LISTED = 3


def title(view: SpendView) -> str:
    """`$14.90 in November, $3.10 less than October`: paid this month against last."""
    return _title(view.month, view.this_month, view.last_month, used=view.measure == "used")


def household_title(month: MonthSoFar) -> str:
    """The same of everybody's spend."""
    return _title(month.month, month.now.paid or Decimal(0), month.before.paid or Decimal(0), used=False)


def _title(month: str, this: Decimal, last: Decimal, *, used: bool) -> str:
    number = int(month[5:])
    sentences = (
        _("{amount} in {month}, {change} less than {before}"),
        _("{amount} in {month}, as much as in {before}"),
        _("{amount} in {month}, {change} more than {before}"),
    )
    if used:
        sentences = (
            _("{amount} used in {month}, {change} less than {before}"),
            _("{amount} used in {month}, as much as in {before}"),
            _("{amount} used in {month}, {change} more than {before}"),
        )
    if not this and not last:
        nothing = (
            _("Nothing was used in {month} or {before}")
            if used
            else _("Nothing was paid in {month} or {before}")
        )
        sentences = (nothing,) * 3
    return _compared(this - last, sentences).format(
        amount=money_words(this),
        change=money_words(abs(this - last)),
        month=month_word(number),
        before=month_word((number - 2) % 12 + 1),
    )


def _compared(change: Decimal, sentences: tuple[str, str, str]) -> str:
    """The sentence for less, as much, or more."""
    return sentences[1 + (change > 0) - (change < 0)]


def about(view: SpendView) -> str:
    """The line under the title: whose, the period, and what is counted as nothing."""
    total = view.table.total
    first, last = day_words(view.from_day, year=True), day_words(view.to_day, year=True)
    used = money_words(total.used)
    if total.paid is None:
        words = _("From {first} to {last}: used {used}.").format(first=first, last=last, used=used)
    else:
        words = _("From {first} to {last}: paid {paid}, used {used}.").format(
            first=first, last=last, paid=money_words(total.paid), used=used
        )
    if total.unpriced:
        words += " " + ngettext(
            "{n} message is without a price and counts as $0.00.",
            "{n} messages are without a price and count as $0.00.",
            total.unpriced,
        ).format(n=total.unpriced)
    return f"{_only_words(view.only)} {words}".strip()


def _only_words(only: Only) -> str:
    """`Only with JPay, to Dad and by Mom.`, empty where everything counts."""
    told = [
        words.format(name=names()[key])
        for words, names, key in (
            (_("with {name}"), provider_names, only.provider_id),
            (_("to {name}"), contact_names, only.contact_id),
            (_("by {name}"), member_names, only.member_id),
        )
        if key is not None
    ]
    return _("Only {what}.").format(what=listed(told)) if told else ""


def bars_title(view: SpendView) -> str:
    """What the stacked bars say: who cost most."""
    used = bar_measure(view) == "used"
    found = [(row, row.figures.used if used else row.figures.paid or Decimal(0)) for row in view.keys]
    most = max((amount for _row, amount in found), default=Decimal(0))
    if most <= 0:
        return _("Nothing was used in this period") if used else _("Nothing was paid in this period")
    first = [row for row, amount in found if amount == most]
    if len(first) > 1:
        return _("{names} come first with {amount} each").format(
            names=_listed_few([row.name for row in first]), amount=money_words(most)
        )
    alone = sum(amount != 0 for _row, amount in found) == 1
    words = _cost_alone() if alone else _cost_most()
    by = view.table.by if first[0].key is not None else f"no {view.table.by}"
    return words[by, used].format(name=first[0].name, amount=money_words(most))


def _listed_few(names: list[str]) -> str:
    """Names in a row, or how many they are."""
    return listed(names) if len(names) <= MOST_LISTED else _("{n} of them").format(n=len(names))


def _cost_alone() -> dict[tuple[str, bool], str]:
    """What is said of the only one that cost anything, by grouping and whether `used` is told."""
    return {
        ("provider", False): _("{name} cost {amount}"),
        ("provider", True): _("{amount} was used with {name}"),
        ("contact", True): _("{amount} was used for {name}"),
        ("no contact", True): _("{amount} was used for nobody in particular"),
        ("member", False): _("{name} paid {amount}"),
        ("member", True): _("{amount} was used by {name}"),
        ("no member", False): _("{amount} was paid, with no member named"),
        ("no member", True): _("{amount} was used, with no member named"),
    }


def _cost_most() -> dict[tuple[str, bool], str]:
    """What is said of the one of several that cost most."""
    return {
        ("provider", False): _("{name} cost most: {amount}"),
        ("provider", True): _("Most was used with {name}: {amount}"),
        ("contact", True): _("Most was used for {name}: {amount}"),
        ("no contact", True): _("Most was used for nobody in particular: {amount}"),
        ("member", False): _("{name} paid most: {amount}"),
        ("member", True): _("Most was used by {name}: {amount}"),
        ("no member", False): _("Most was paid with no member named: {amount}"),
        ("no member", True): _("Most was used with no member named: {amount}"),
    }


def behind(found: Figures) -> str:
    """What a chosen bar comes to: `24 messages sent, $4.80 used, $8.40 paid.`"""
    sent = ngettext("{n:,} message sent", "{n:,} messages sent", found.messages).format(n=found.messages)
    words = _("{sent}, {used} used.")
    if found.paid is not None:
        words = _("{sent}, {used} used, {paid} paid.")
        if found.fees:
            words = _("{sent}, {used} used, {paid} paid, {fees} of it fees.")
    return words.format(
        sent=sent,
        used=money_words(found.used),
        paid=money_words(found.paid or Decimal(0)),
        fees=money_words(found.fees or Decimal(0)),
    )


def used_title(view: SpendView) -> str:
    """`$92.23 was used, $221.78 paid`."""
    total = view.table.total
    if total.paid is None:
        return _("{used} was used").format(used=money_words(total.used))
    return _("{used} was used, {paid} paid").format(
        used=money_words(total.used), paid=money_words(total.paid)
    )


def prices_title(view: SpendView) -> str:
    """`A message cost $0.16, an answered one $0.24`."""
    total = view.table.total
    if total.per_message is None:
        return _("No message was sent in this period")
    if total.per_answered is None:
        return _("A message cost {each}; none was answered").format(each=money_words(total.per_message))
    return _("A message cost {each}, an answered one {answered}").format(
        each=money_words(total.per_message), answered=money_words(total.per_answered)
    )


def prices_about(view: SpendView) -> str:
    """What the price of a message is counted from."""
    total = view.table.total
    sent = ngettext("{n:,} message sent", "{n:,} messages sent", total.messages).format(n=total.messages)
    return _("What was used, over {sent} and {answered:,} answered.").format(
        sent=sent, answered=total.answered
    )


def kinds_title(view: SpendView) -> str:
    """`Most went on stamps: $36.40 of $99.20`; refunds can leave less in all than went on them."""
    kind, amount = max(view.kinds, key=lambda part: part[1], default=("", Decimal(0)))
    if amount <= 0:
        return _("Nothing was paid in this period")
    back = -sum((part for _kind, part in view.kinds if part < 0), Decimal(0))
    words = _("Most went on {kind}: {amount} of {paid}")
    if sum(part > 0 for _kind, part in view.kinds) == 1:
        words = _("All of it went on {kind}: {amount}")
    if back:
        words = _("Most went on {kind}: {amount}; {back} came back")
    return words.format(
        kind=kind_words(kind).lower(),
        amount=money_words(amount),
        back=money_words(back),
        paid=money_words(view.table.total.paid or Decimal(0)),
    )


def years_title(view: SpendView) -> str:
    """What was paid, or used, since January against the same months of last year."""
    row = next(row for row in reversed(view.years) if row.this_year is not None)
    this, last = row.this_year or Decimal(0), row.last_year or Decimal(0)
    sentences = (
        _("{amount} paid this year by {month}, {change} less than last year"),
        _("{amount} paid this year by {month}, as much as last year"),
        _("{amount} paid this year by {month}, {change} more than last year"),
    )
    if view.measure == "used":
        sentences = (
            _("{amount} used this year by {month}, {change} less than last year"),
            _("{amount} used this year by {month}, as much as last year"),
            _("{amount} used this year by {month}, {change} more than last year"),
        )
    if not last or view.years[0].last_year is None:
        # Of last year there is nothing to compare with, no more than zero, or only a part.
        alone = _("{amount} paid this year by {month}"), _("{amount} used this year by {month}")
        sentences = (alone[view.measure == "used"],) * 3
    return _compared(this - last, sentences).format(
        amount=money_words(this), month=month_word(row.month), change=money_words(abs(this - last))
    )


def begun_words(view: SpendView) -> str:
    """`Nothing was logged before November 2025.`; empty where last year is whole, or there is none of it."""
    first = next((row for row in view.years if row.last_year is not None), None)
    if first is None or first.month == 1:
        return ""
    return _("Nothing was logged before {month} {year}.").format(
        month=month_word(first.month), year=view.year - 1
    )


def fees_words(view: SpendView) -> str:
    """What went to fees; empty where it cannot be told."""
    fees, paid = view.table.total.fees, view.table.total.paid
    if not fees or not paid:
        return ""
    return _("{fees} of what was paid went to fees.").format(fees=money_words(fees))


def lost_title(view: SpendView) -> str:
    """What was lost."""
    lost = view.table.total.lost
    return _("{lost} was lost").format(lost=money_words(lost)) if lost else _("No money was lost")


def bar_words(month: str, name: str) -> str:
    """A bar in the select box: `November 2026, JPay`."""
    return _("{month}, {name}").format(month=month_name(month), name=" ".join(name.split()))
