"""Numbers of stamps, messages and dollars in words."""

from decimal import Decimal

from tracker.spend.balances.accounts import Number, as_shown
from tracker.wording import _, money_words, ngettext


def number_words(number: Number, unit: str) -> str:
    """`12 stamps`, `1 message`, `$4.20`."""
    if unit == "usd":
        return money_words(Decimal(number))
    if unit == "message":
        return ngettext("{n:,} message", "{n:,} messages", int(number)).format(n=number)
    return ngettext("{n:,} stamp", "{n:,} stamps", int(number)).format(n=number)


def only_words(number: Number, unit: str) -> str:
    """Why no more than what is left can be given away or given up."""
    if as_shown(number) <= 0:
        return _("Nothing is left there. Count it again if there is more.")
    if unit == "usd":
        sentence = _("There is only {left}. Enter that or less, or count it again.")
    elif number == 1:
        sentence = _("There is only {left}. Enter 1, or count again what is there.")
    else:
        sentence = _("There are only {left}. Enter that or less, or count again what is there.")
    return sentence.format(left=number_words(number, unit))
