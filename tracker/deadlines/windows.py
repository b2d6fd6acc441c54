"""Office windows as they are typed and as they are kept: minutes since midnight."""

from datetime import time

from tracker.errors import InvalidInputError
from tracker.wording import _


def window_time(minutes: int) -> time:
    """Minutes since midnight as a time of day."""
    return time(minutes // 60, minutes % 60)


def minutes_of(opens: time, closes: time | None) -> tuple[int, int | None]:
    """A window as minutes since midnight. Raises InvalidInputError when it ends before it begins."""
    first = opens.hour * 60 + opens.minute
    last = None if closes is None else closes.hour * 60 + closes.minute
    if last is not None and last <= first:
        raise InvalidInputError(
            _("The window must close later than it opens. Check the two times."), field="closes"
        )
    return first, last
