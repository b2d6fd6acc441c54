"""Checks of what people type, each with one sentence that says what to do."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from storage.money import MOST_MONEY
from tracker.amounts import FINEST, decimals_words
from tracker.errors import InvalidInputError
from tracker.wording import _

CLOCK_SLACK = timedelta(minutes=5)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_DAY = date(2199, 12, 31)
MOST_NAME = 200
MOST_TEXT = 1_000_000
MOST_COUNT = 10_000_000


def kept_text(text: str, field: str, most: int = MOST_TEXT) -> str:
    """Text to keep to the letter. Raises InvalidInputError for what no database can keep."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidInputError(
            _("The text has a character that cannot be kept. Remove it and try again."), field=field
        )
    if len(text) > most:
        sentence = _("The text has {length:,} characters; {most:,} is the most. Shorten it.")
        raise InvalidInputError(sentence.format(length=len(text), most=most), field=field)
    return text


def kept_name(name: str, field: str) -> str:
    """A name to keep to the letter. Raises InvalidInputError when it is empty or too long."""
    if not name.strip():
        raise InvalidInputError(_("A name is missing. Type one."), field=field)
    return kept_text(name, field, MOST_NAME)


def kept_instant(at: datetime, now: datetime, field: str = "at") -> datetime:
    """An instant that has been. Raises InvalidInputError for one in the future or before 1970."""
    if at > now + CLOCK_SLACK:
        raise InvalidInputError(_("This time is in the future. Enter when it happened."), field=field)
    if at < EARLIEST:
        raise InvalidInputError(_("This date is before 1970. Check the year."), field=field)
    return at.astimezone(UTC)


def kept_amount(amount: Decimal | None, field: str, decimals: int = FINEST) -> Decimal | None:
    """An amount of dollars, not negative: prices have at most four decimals, what is paid has two."""
    if amount is None:
        return None
    if not amount.is_finite() or amount < 0 or amount > MOST_MONEY:
        raise InvalidInputError(_("An amount is zero or more dollars, like 4.20."), field=field)
    if amount != round(amount, decimals):
        raise InvalidInputError(decimals_words(decimals), field=field)
    return amount


def kept_count(count: int | None, field: str) -> int | None:
    """A whole number of things, zero or more."""
    if count is not None and not 0 <= count <= MOST_COUNT:
        raise InvalidInputError(_("A count is a whole number, zero or more."), field=field)
    return count
