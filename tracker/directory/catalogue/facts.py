"""Every fact with its age: what was read long ago, or bears no date, wants to be read again."""

import json
import re
from collections.abc import Iterator
from datetime import date

from tracker.directory.catalogue.keys import canonical, keyed
from tracker.directory.catalogue.model import Agency, Catalogue, Fact, Place, Provider
from tracker.directory.catalogue.words import name_of, row_words
from tracker.wording import _

# "2024-05-01", "2024-05" and "2024"; of a span such as "2017-2023" each year stands for itself.
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
# "2024-25" are two years, as 25 is no month; "2011-12" stays a December.
_SHORT_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)-(1[3-9]|[2-9]\d)(?!\d)")


def facts(catalogue: Catalogue) -> Iterator[tuple[str, str, Fact]]:
    """Key, words and source of every statement; an agency's mail rule is a statement of its own."""
    names = catalogue_names(catalogue)
    for key, row in keyed(catalogue):
        words = row_words(key, json.loads(canonical(row)), names)
        yield key, words, row.fact
        if isinstance(row, Agency) and row.mail is not None:
            yield f"mail:{row.code}", _("{place}: where letters go").format(place=words), row.mail.fact


def catalogue_names(catalogue: Catalogue) -> dict[str, str]:
    """The names of providers, agencies and places, by the key of their row."""
    return {
        key: name_of(key, {"name": row.name, "state": "" if isinstance(row, Provider) else row.state})
        for key, row in keyed(catalogue)
        if isinstance(row, Provider | Agency | Place)
    }


def old_facts(catalogue: Catalogue, today: date, years: int = 2) -> list[tuple[str, str, Fact]]:
    """The facts whose own date is more than `years` ago, and those that bear none, the oldest first.

    The day a page was read says nothing about when it was written, so it does not count.
    """
    since = _years_before(today, years)
    found = [(stated_day(row[2].source_date), row) for row in facts(catalogue)]
    old = [(day or date.min, row) for day, row in found if day is None or day < since]
    return [row for _day, row in sorted(old, key=lambda pair: (pair[0], pair[1][0]))]


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def stated_day(words: str) -> date | None:
    """The newest day that a date in words names, at its earliest: "about 2021" is 1 January 2021.

    Several dates belong to several sources of one fact, and the newest bears it out. None without one.
    """
    spelled = _SHORT_SPAN.sub(lambda span: f"{span[1]} {span[1][:2]}{span[2]}", words)
    days = [_day_of(*found) for found in _DAY.findall(spelled)]
    return max((day for day in days if day is not None), default=None)


def _day_of(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # 31 June
        return None
