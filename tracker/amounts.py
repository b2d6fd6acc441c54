"""Dollars as people write them: digits with a point, and one clear sentence for whatever else it is."""

import re
from unicodedata import category

from storage.money import MOST_MONEY, TEN_THOUSANDTHS
from tracker.wording import _

CENTS, FINEST = 2, 4
_AMOUNT = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,4}))?")
_MANY_DECIMALS = re.compile(r"[0-9]+\.[0-9]+")
_MANY_DIGITS = re.compile(r"[0-9]{11,}(\.[0-9]*)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")


class NoAmountError(ValueError):
    """A text that is no amount of dollars; its words say what to write instead."""


def read_units(text: str, decimals: int = FINEST) -> int:
    """Dollars as whole ten-thousandths: digits and a point alone, with at most so many decimals.

    Raises NoAmountError for anything else: `4.205` may as well be four thousand written with a point.
    """
    found = _AMOUNT.fullmatch(text)
    if found is None or len(found[2] or "") > decimals:
        raise NoAmountError(_why(text, decimals))
    units = int(found[1]) * TEN_THOUSANDTHS + int((found[2] or "").ljust(FINEST, "0"))
    if units > MOST_MONEY * TEN_THOUSANDTHS:
        raise NoAmountError(_too_much())
    return units


def decimals_words(decimals: int) -> str:
    """How exact an amount may be."""
    if decimals == CENTS:
        return _("An amount has at most two decimals, like 4.20.")
    return _("An amount has at most four decimals, like 0.0025.")


def _why(text: str, decimals: int) -> str:
    why = _("An amount is dollars in the digits 0 to 9 alone, like 4.20.")
    if text.startswith("-"):
        why = _("An amount is not negative. Log money that came back as a refund.")
    elif _THOUSANDS.fullmatch(text):
        why = _("Write the dollars without a comma between thousands, like 1250.00.")
    elif "," in text:
        why = _("Write the dollars with a point and no comma, like 1.50.")
    elif _MANY_DIGITS.fullmatch(text):
        why = _too_much()
    elif _MANY_DECIMALS.fullmatch(text):
        why = decimals_words(decimals)
    elif any(category(letter) == "Sc" for letter in text):
        why = _("Write the dollars without a currency sign, in the digits 0 to 9 alone, like 4.20.")
    return why


def _too_much() -> str:
    return _("This is more than a billion dollars. Check the amount.")
