"""What a cell says, taken to the letter or refused in plain words; instants as microseconds since 1970."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from storage.money import TEN_THOUSANDTHS
from storage.types import EPOCH, MICROSECOND
from tracker.amounts import CENTS, FINEST, NoAmountError, read_units
from tracker.checks import CLOCK_SLACK, EARLIEST, LATEST_DAY, MOST_COUNT, MOST_NAME, MOST_TEXT
from tracker.transfer.formula import guard, unguard
from tracker.wording import _

_NUMBER = re.compile(r"[0-9]{1,9}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadValueError(ValueError):
    """A cell that cannot be taken; its text says why, `column` which one where that was told."""

    column = ""


@contextmanager
def about(column: str) -> Iterator[None]:
    """Says which column a refusal inside is about."""
    try:
        yield
    except BadValueError as error:
        error.column = column
        raise


def refuse_if(wrong: object, why: str) -> None:
    """Raises BadValueError with the reason when something is wrong."""
    if wrong:
        raise BadValueError(why)


def text(cell: str, most: int = MOST_TEXT) -> str:
    """Text to the letter, without the quote that guards it from spreadsheets."""
    if cell.startswith("'"):
        cell = unguard(cell)
    if len(cell) > most:
        raise BadValueError(
            _("This has {length:,} characters; {most:,} is the most.").format(length=len(cell), most=most)
        )
    return cell


def name(cell: str) -> str:
    """A name to the letter, which is not empty."""
    if not cell.strip():
        raise BadValueError(_("A name is missing."))
    return text(cell, MOST_NAME)


def ref(cell: str) -> str:
    """A row's own name."""
    found = name(cell)
    if found.split() != [found]:
        raise BadValueError(_("A ref has no spaces, because `answers` separates refs by them."))
    return found


def refs(cell: str) -> list[str]:
    """Refs separated by spaces, each once."""
    return list(dict.fromkeys(part for part in text(cell).split(" ") if part))


def count(cell: str) -> int | None:
    """A whole number, zero or more; None for an empty cell."""
    if not cell:
        return None
    if _NUMBER.fullmatch(cell) and int(cell) <= MOST_COUNT:
        return int(cell)
    if cell.isascii() and cell.isdigit():
        raise BadValueError(_("This is more than {most:,}.").format(most=MOST_COUNT))
    if cell.startswith("-"):
        raise BadValueError(_("A count is not negative."))
    raise BadValueError(_("A count is a whole number in the digits 0 to 9 alone, like 12."))


def amount(cell: str, decimals: int = FINEST) -> int | None:
    """Dollars as whole ten-thousandths; None for an empty cell."""
    if not cell:
        return None
    try:
        return read_units(cell, decimals)
    except NoAmountError as error:
        raise BadValueError(str(error)) from error


def paid_amount(cell: str) -> int | None:
    """Dollars that were paid, which are whole cents, as whole ten-thousandths; None for an empty cell."""
    return amount(cell, CENTS)


def instant(cell: str, zone: ZoneInfo, latest: int) -> tuple[int, bool]:
    """An instant that has been, and whether its zone is `zone` because the cell says none.

    A local time that the clock shows twice is the first of the two. `latest` is the last instant taken.
    """
    found = _INSTANT.fullmatch(cell)
    if found is None:
        raise BadValueError(
            _("Write the time like 2026-11-24T17:52:00-05:00, or without the offset for your own zone.")
        )
    try:
        moment = datetime.fromisoformat(cell)
        bare = moment.tzinfo is None
        if bare:
            moment = moment.replace(tzinfo=zone)
        utc = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadValueError(_("There is no such day or time.")) from error
    if bare and utc.astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        sentence = _("The clocks in {zone} skipped this time when summer time began.")
        raise BadValueError(sentence.format(zone=zone.key))
    micros = (utc - EPOCH) // MICROSECOND
    if micros > latest:
        raise BadValueError(_("This time is in the future. Enter when it happened."))
    if utc < EARLIEST:
        raise BadValueError(_("This date is before 1970. Check the year."))
    return micros, bare


def latest_instant(now: datetime) -> int:
    """The last instant taken at `now`: clocks may be five minutes apart."""
    return (now + CLOCK_SLACK - EPOCH) // MICROSECOND


def day(cell: str) -> str | None:
    """A day as `2026-11-24`; None for an empty cell."""
    if not cell:
        return None
    if not _DAY.fullmatch(cell):
        raise BadValueError(_("Write the day like 2026-11-24."))
    try:
        found = date.fromisoformat(cell)
    except ValueError as error:
        raise BadValueError(_("There is no such day.")) from error
    if not EARLIEST.date() <= found <= LATEST_DAY:
        raise BadValueError(_("Check the year."))
    return cell


def word(cell: str, words: tuple[str, ...]) -> str | None:
    """One of these words; None for an empty cell."""
    if not cell:
        return None
    if cell not in words:
        raise BadValueError(_("This is one of: {words}.").format(words=", ".join(words)))
    return cell


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_name(cell: str) -> str | None:
    """The name of a time zone; None for an empty cell."""
    if cell and cell not in _zones():
        raise BadValueError(_("Write the time zone like America/New_York."))
    return cell or None


def instant_cell(micros: int) -> str:
    """`2026-11-24T22:52:00Z`, with the fraction of a second when there is one."""
    return (EPOCH + timedelta(microseconds=micros)).replace(tzinfo=None).isoformat() + "Z"


def moment_cell(moment: datetime) -> str:
    """The same for an aware instant."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def amount_cell(units: int) -> str:
    """`4.20`, or `0.0025` where cents do not hold it."""
    dollars, rest = divmod(units, TEN_THOUSANDTHS)
    decimals = f"{rest:04d}"
    return f"{dollars}.{decimals[:2] if decimals.endswith('00') else decimals.rstrip('0')}"


def text_cell(kept: str | None) -> str:
    """Text as it leaves, harmless to a spreadsheet."""
    return guard(kept) if kept else ""


def number_cell(kept: int | None) -> str:
    """`12`, or nothing."""
    return "" if kept is None else str(kept)
