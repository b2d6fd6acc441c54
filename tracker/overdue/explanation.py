"""Why a message is overdue, or not yet, in words a tired person understands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.business_hours import DayOff, clock_for, days_not_counted
from tracker.deadlines.rule import Allowance, Place, lateness
from tracker.wording import (
    _,
    allowance_words,
    day_words,
    instant_words,
    late_words,
    listed,
    ngettext,
    time_words,
    weekday_word,
)


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait of a message, with all that its explanation names. `zone` is the household's."""

    sent_at: datetime
    news_at: datetime
    news: str
    due_at: datetime | None
    still: str | None
    place: Place
    allowance: Allowance
    zone: str


def why(wait: Wait, now: datetime) -> str:
    """`Sent Fri 6 Nov, 3:10 PM. Saturday and Sunday did not count. 48 business hours ended ...`

    Names only the days that fell inside this wait. Times are those of the place; where its clock differs
    from the household's, the place's zone is named.
    """
    sentences = [_("Sent {when}.").format(when=_when(wait.sent_at, wait, now))]
    if wait.news_at > wait.sent_at:
        words = {"delivered": _("Delivered {when}."), "read": _("Read {when}.")}
        sentences.append(
            words.get(wait.news, _("Last news {when}.")).format(when=_when(wait.news_at, wait, now))
        )
    if wait.due_at is None:
        return " ".join([*sentences, _still(wait)])
    uncounted = days_words(days_not_counted(wait.place.calendar, wait.news_at, wait.due_at))
    if uncounted:
        sentences.append(_("{days} did not count.").format(days=uncounted))
    sentences += _window(wait)
    allowed = allowance_words(wait.allowance.amount, wait.allowance.unit)
    due = _when(wait.due_at, wait, now)
    if now > wait.due_at:
        late = late_words(lateness(wait.due_at, now, wait.place), clock_for(wait.place.calendar).day_length)
        sentences.append(_("{allowed} ended {due}.").format(allowed=allowed, due=due))
        sentences.append(_("It is {late} late.").format(late=late))
    else:
        sentences.append(_("{allowed} end {due}.").format(allowed=allowed, due=due))
    return " ".join(sentences)


def days_words(days: Sequence[DayOff]) -> str:
    """`Saturday, Sunday and Veterans Day`; a weekday that fell more than once is counted: `2 Saturdays`."""
    weekends = Counter(weekday_word(day.day) for day in days if day.reason == "weekend")
    words: list[str] = []
    for day in days:
        if day.reason == "weekend":
            name = weekday_word(day.day)
            number = weekends.pop(name, 0)
            if number:
                words.append(
                    name if number == 1 else _("{number} {weekday}s").format(number=number, weekday=name)
                )
        elif day.reason != "closure":
            words.append(day.reason)
    closed = [day.day for day in days if day.reason == "closure"]
    if closed:
        words.append(_closed_words(len(closed), day_words(closed[0]), day_words(closed[-1])))
    return listed(words)


def _closed_words(number: int, first: str, last: str) -> str:
    return ngettext("{first} (closed)", "{n} days closed ({first} to {last})", number).format(
        n=number, first=first, last=last
    )


def _window(wait: Wait) -> list[str]:
    calendar = wait.place.calendar
    if calendar.closes is None and calendar.opens.hour == calendar.opens.minute == 0:
        return []
    day = wait.sent_at.astimezone(ZoneInfo(calendar.zone))
    opens = time_words(day.replace(hour=calendar.opens.hour, minute=calendar.opens.minute))
    if calendar.closes is None:
        return [_("Only the hours from {opens} count.").format(opens=opens)]
    closes = time_words(day.replace(hour=calendar.closes.hour, minute=calendar.closes.minute))
    return [_("Only {opens} to {closes} counts.").format(opens=opens, closes=closes)]


def _still(wait: Wait) -> str:
    if wait.still == "in transit":
        return _("The clock stands still until the next facility is known.")
    since = wait.place.calendar.stands_still_from
    return _("The clock stands still since {day}: the facility is closed, and no end is known.").format(
        day=day_words(since) if since else ""
    )


def _when(instant: datetime, wait: Wait, now: datetime) -> str:
    zone = wait.place.calendar.zone
    words = instant_words(instant, zone, now)
    if instant.astimezone(ZoneInfo(zone)).utcoffset() == instant.astimezone(ZoneInfo(wait.zone)).utcoffset():
        return words
    return _("{when} ({city} time)").format(when=words, city=zone.rsplit("/", 1)[-1].replace("_", " "))
