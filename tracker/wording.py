"""Words that screens and reports share: instants, money and durations, in the household's language."""

import gettext
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from storage.money import to_cents

_translations = gettext.translation("kitelog", Path(__file__).parent / "locale", fallback=True)
_ = _translations.gettext
ngettext = _translations.ngettext

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def weekday_word(day: date) -> str:
    """`Saturday`."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def month_word(month: int) -> str:
    """`November` for 11."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return names[month - 1]


def day_words(day: date, *, year: bool = False) -> str:
    """`Tue 10 Nov`, with the year where asked."""
    words = f"{weekday_word(day)[:3]} {day.day} {month_word(day.month)[:3]}"
    return f"{words} {day.year}" if year else words


def time_words(local: datetime) -> str:
    """`3:10 PM`."""
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"


def instant_words(instant: datetime, zone: str, now: datetime | None = None) -> str:
    """`Tue 10 Nov, 3:10 PM` in a zone; with the year when `now` lies in another one."""
    local = instant.astimezone(ZoneInfo(zone))
    other_year = now is not None and now.astimezone(ZoneInfo(zone)).year != local.year
    return f"{day_words(local.date(), year=other_year)}, {time_words(local)}"


def money_words(amount: Decimal) -> str:
    """`$4.20`, rounded half-even to cents; `-$4.20` below zero."""
    cents = to_cents(amount)
    return f"-${-cents:,.2f}" if cents < 0 else f"${cents:,.2f}"


def late_words(late: timedelta, day_length: timedelta) -> str:
    """Lateness: minutes under an hour, whole hours under 48, then business days of `day_length`."""
    if late < HOUR:
        minutes = late // MINUTE
        return ngettext("{n} business minute", "{n} business minutes", minutes).format(n=minutes)
    if late < 48 * HOUR:
        hours = late // HOUR
        return ngettext("{n} business hour", "{n} business hours", hours).format(n=hours)
    days = late // day_length
    return ngettext("{n} business day", "{n} business days", days).format(n=days)


def allowance_words(amount: Decimal, unit: str) -> str:
    """`48 business hours`, `10 business days`."""
    number = f"{amount.normalize():f}"
    if unit == "days":
        return ngettext("{n} business day", "{n} business days", 1 if amount == 1 else 2).format(n=number)
    return ngettext("{n} business hour", "{n} business hours", 1 if amount == 1 else 2).format(n=number)


def listed(words: list[str]) -> str:
    """`Saturday, Sunday and Veterans Day`."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
