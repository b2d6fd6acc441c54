"""What a bank writes for an amount of dollars, to the cent or refused in plain words."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from storage.money import MOST_MONEY, to_cents
from tracker.amounts import CENTS, decimals_words
from tracker.transfer.values import BadValueError
from tracker.wording import _

_MINUS = str.maketrans(dict.fromkeys("−‐‑‒–—﹣－", "-"))
# Spreadsheets are kept from changing a cell by writing it as ="text".
_SHIELDED = re.compile('="(.*)"', re.DOTALL)
_GUARDED = re.compile("'[-+=@(]")
# A dash stands for nothing in many a table.
_NOTHING = re.compile("[$ ]*[-−–—]+ *")
_BELOW_ZERO = re.compile("[-(−‐‑‒–—﹣－]")
_MARKS = (
    r"\s*(?:(?P<sign>[+-])|(?P<money>US\$|USD\s?\$?|\$)|(?P<said>CREDIT|DEBIT|CR|DR)\.?|(?P<round>[()]))\s*"
)
_FRONT, _BACK = re.compile(_MARKS, re.IGNORECASE), re.compile(_MARKS + "$", re.IGNORECASE)
_POINT = re.compile(r"([1-9][0-9]{0,2}(?:[, '’][0-9]{3})+|[0-9]*)(?:\.([0-9]*))?")
_COMMA = re.compile(r"([1-9][0-9]{0,2}(?:[. '’][0-9]{3})+|[0-9]*)(?:,([0-9]*))?")
_FORMS = {".": (_POINT, _COMMA), ",": (_COMMA, _POINT)}
_CENTS_AFTER = {sign: re.compile(rf"\{sign}[0-9]{{1,2}}(?![0-9.,])") for sign in ".,"}
MOST_DIGITS = 20


class Money(NamedTuple):
    """Dollars without their sign; `said` is `CR` or `DR` where the cell says so."""

    dollars: Decimal
    minus: bool
    said: str


def bare(cell: str) -> str:
    """A cell without the space around it and what shields it from spreadsheets; "" for a dash."""
    cell = cell.strip()
    if cell.startswith("="):
        shielded = _SHIELDED.fullmatch(cell)
        return shielded[1].strip() if shielded else cell
    if _GUARDED.match(cell):
        return cell[1:].strip()
    return "" if _NOTHING.fullmatch(cell) else cell


def below_zero(cell: str) -> bool:
    """Whether an amount has a sign or brackets that mean less than nothing."""
    return _BELOW_ZERO.search(cell) is not None and bool(bare(cell))


def read_money(cell: str, decimal: str = ".") -> Money | None:
    """The amount of a cell, None for an empty one. Raises BadValueError with what is wrong.

    `decimal` is the sign that this file has before cents; the other one is understood where there is no
    doubt.
    """
    text = " ".join(bare(cell).translate(_MINUS).split())
    if not text:
        return None
    minus, said, digits = _unmarked(text)
    dollars = _dollars(digits, decimal)
    if dollars > MOST_MONEY:
        raise BadValueError(_("This is more than a billion dollars. Check the amount."))
    return Money(dollars, minus, said)


def _unmarked(text: str) -> tuple[bool, str, str]:
    """Whether it is below zero, what is said of its direction, and the digits that are left."""
    found: dict[str, list[str]] = {"sign": [], "money": [], "said": [], "round": []}
    for marks in (_FRONT.match, _BACK.search):
        while mark := marks(text):
            kind = str(mark.lastgroup)
            found[kind].append(mark[kind].upper())
            text = text[mark.end() :] if mark.start() == 0 else text[: mark.start()]
    signs, said, brackets = found["sign"], found["said"], found["round"]
    if len(signs) > 1 or len(said) > 1 or len(found["money"]) > 1 or brackets not in ([], ["(", ")"]):
        raise BadValueError(_no_money())
    if signs and brackets:
        raise BadValueError(_no_money())
    return "-" in signs or bool(brackets), said[0][0] + "R" if said else "", text


def _dollars(digits: str, decimal: str) -> Decimal:
    if not digits.strip(".,") or len(digits) > MOST_DIGITS:
        raise BadValueError(_no_money())
    first, second = _FORMS[decimal]
    found = first.fullmatch(digits)
    if found is None:
        found = second.fullmatch(digits)
        if found is None or len(found[2] or "") not in (1, CENTS):
            raise BadValueError(_no_money())
    whole = "".join(digit for digit in found[1] if digit.isdigit())
    dollars = Decimal(f"{whole or 0}.{found[2] or 0}")
    if dollars != to_cents(dollars):
        raise BadValueError(decimals_words(CENTS))
    return to_cents(dollars)


def _no_money() -> str:
    return _("This is no amount of dollars. Check that the right column is chosen.")


def is_money(cell: str) -> bool:
    """Whether a cell is an amount, with either sign before the cents."""
    try:
        return read_money(cell) is not None
    except BadValueError:
        return False


def decimal_sign(cells: Iterable[str]) -> str:
    """What stands before the cents in these cells; a point where they do not tell."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        for sign, after in _CENTS_AFTER.items():
            votes[sign] += after.search(cell) is not None
    return "," if votes[","] > votes["."] else "."
