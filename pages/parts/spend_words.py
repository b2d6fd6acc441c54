"""The sentences of the Spend page: its answer, and what its charts say."""

from decimal import Decimal

from pages.parts.figures import month_name
from tracker.spend import SpendView
from tracker.wording import _, day_words, money_words, month_word, ngettext


def title(view: SpendView) -> str:
    """`$14.90 in November, $3.10 less than October`: paid this month against last."""
    month = int(view.month[5:])
    words = {"month": month_word(month), "before": month_word((month - 2) % 12 + 1)}
    change = view.this_month - view.last_month
    sentence = _("{paid} in {month}, as much as in {before}")
    if change < 0:
        sentence = _("{paid} in {month}, {change} less than {before}")
    elif change > 0:
        sentence = _("{paid} in {month}, {change} more than {before}")
    return sentence.format(paid=money_words(view.this_month), change=money_words(abs(change)), **words)


def about(view: SpendView) -> str:
    """The line under the title: the period, and what is counted as nothing."""
    words = _("From {first} to {last}: paid {paid}, used {used}.").format(
        first=day_words(view.from_day, year=True),
        last=day_words(view.to_day, year=True),
        paid=money_words(view.table.total.paid or Decimal(0)),
        used=money_words(view.table.total.used),
    )
    number = view.table.total.unpriced
    if number:
        words += " " + ngettext(
            "{n} message is without a price and counts as $0.00.",
            "{n} messages are without a price and count as $0.00.",
            number,
        ).format(n=number)
    return words


def bars_title(view: SpendView) -> str:
    """What the stacked bars say: who cost most."""
    used = view.table.by == "contact"
    keys = [(row.figures.used if used else row.figures.paid or Decimal(0), row.name) for row in view.keys]
    amount, name = max(keys, default=(Decimal(0), ""))
    if amount <= 0:
        return _("Nothing was paid in this period")
    words = _("{name} used most: {amount}") if used else _("{name} cost most: {amount}")
    return words.format(name=name, amount=money_words(amount))


def used_title(view: SpendView) -> str:
    """`$92.23 of $221.78 paid was used`."""
    total = view.table.total
    return _("{used} was used, {paid} paid").format(
        used=money_words(total.used), paid=money_words(total.paid or Decimal(0))
    )


def prices_title(view: SpendView) -> str:
    """`A message cost $0.16, an answered one $0.24`; with how many there were."""
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
    sent = ngettext("{n} message sent", "{n} messages sent", total.messages).format(n=total.messages)
    return _("What was used, over {sent} and {answered} answered.").format(sent=sent, answered=total.answered)


def years_title(view: SpendView) -> str:
    """What was paid since January against the same months of last year."""
    row = next(row for row in reversed(view.years) if row.this_year is not None)
    this, last = row.this_year or Decimal(0), row.last_year
    words = _("{paid} this year by {month}, as much as last year")
    if this < last:
        words = _("{paid} this year by {month}, {change} less than last year")
    elif this > last:
        words = _("{paid} this year by {month}, {change} more than last year")
    return words.format(
        paid=money_words(this), month=month_word(row.month), change=money_words(abs(this - last))
    )


def lost_words(view: SpendView) -> str:
    """What was lost and what went to fees."""
    total = view.table.total
    return _(
        "Lost: {lost}, on messages that were rejected or returned without refund or never arrived."
        " Fees: {fees}."
    ).format(lost=money_words(total.lost), fees=money_words(total.fees or Decimal(0)))


def bar_words(month: str, name: str) -> str:
    """A bar in the select box: `November 2026, JPay`."""
    return _("{month}, {name}").format(month=month_name(month), name=" ".join(name.split()))
