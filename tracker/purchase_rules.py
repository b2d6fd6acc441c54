"""What a purchase can be: the same rules, in the same words, for a form, a file and a statement."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.checks import LATEST_DAY
from tracker.periods import Period, period_end
from tracker.wording import _, month_word

LENGTHS = ("week", "month")
# What the units of a purchase are; a subscription's are its length.
COUNTED = {"stamps": ("stamp", "message"), "subscription": LENGTHS}
COUNTED_ELSE = ("stamp", "message", "usd")
MOST_PERIODS = 520
EXPIRING = ("stamps", "credit")


def no_message() -> str:
    """Why a refund cannot name a message."""
    return _("This message is not there, or went with another provider.")


def refunded_already() -> str:
    """Why a message cannot have another refund: each would count."""
    return _("This message has a refund already. Correct that one, or name no message.")


class Fault(NamedTuple):
    """The first rule that a purchase breaks: the field, and a sentence that says what to do."""

    field: str
    sentence: str


def fault(
    kind: str, units: int | None, unit: str | None, day: date, expires: date | None = None
) -> Fault | None:
    """What is wrong with a purchase made on a day of the household's zone; None when it can be."""
    return _units_fault(kind, units, unit) or _expiry_fault(kind, day, expires)


def _units_fault(kind: str, units: int | None, unit: str | None) -> Fault | None:
    if units == 0:
        return Fault("units", _("Enter at least one, or leave it empty."))
    if kind == "subscription" and units is None:
        return Fault("units", _("A subscription lasts some weeks or months. Say how many."))
    if kind == "subscription" and unit not in LENGTHS:
        return Fault("unit", _("A subscription lasts weeks or months. Say which."))
    if kind == "subscription" and units is not None and units > MOST_PERIODS:
        return Fault("units", _("A subscription this long cannot be. Check how many weeks or months."))
    if units is not None and unit not in (None, *COUNTED.get(kind, COUNTED_ELSE)):
        return Fault("unit", _("Say what the units are: stamps or messages."))
    return None


def _expiry_fault(kind: str, day: date, expires: date | None) -> Fault | None:
    if expires is None:
        return None
    if kind not in EXPIRING:
        return Fault("expires", _("Only stamps and credit expire. Leave this day empty."))
    if expires < day:
        return Fault("expires", _("This is before the day of the purchase. Enter that day or a later one."))
    if expires > LATEST_DAY:
        return Fault("expires", _("This day is too far away. Check the year."))
    return None


def usual_unit(kind: str, units: int | None, unit: str | None) -> str | None:
    """The unit of a purchase that names none: credit is dollars, and what is counted of stamps is stamps."""
    if unit is None and kind == "credit" and units is None:
        return "usd"
    return "stamp" if unit is None and kind == "stamps" and units is not None else unit


def term(at: datetime, units: int, unit: str, zone: str, line: int = 0) -> Period:
    """The days of a subscription; on the day it ends the next one may begin, at whatever time."""
    place = ZoneInfo(zone)
    until = period_end(at, units, unit, zone).astimezone(place).date()
    return Period(at.astimezone(place).date(), until, line)


def overlap_words(other: Period, today: date) -> str:
    """Names the subscription that another would overlap, with the year where it is not this one."""
    years = {other.since.year, other.until.year} != {today.year}
    since, until = (_day_words(day, year=years) for day in other[:2])
    if other.line:
        words = _(
            "This overlaps the subscription of {since} to {until} on line {line}."
            " Change the day or correct that one."
        )
        return words.format(since=since, until=until, line=other.line)
    words = _("This overlaps the subscription of {since} to {until}. Change the day or correct that one.")
    return words.format(since=since, until=until)


def _day_words(day: date, *, year: bool) -> str:
    words = f"{day.day} {month_word(day.month)[:3]}"
    return f"{words} {day.year}" if year else words
