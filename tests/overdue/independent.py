"""A count of what is overdue that shares nothing with Kitelog: the CSV, `workclock` and `holidays` alone."""

import csv
from datetime import datetime, time, timedelta
from pathlib import Path

import holidays
from workclock import Holidays, Schedule, WorkDay

ZONES = {
    "NY": "America/New_York",
    "OH": "America/New_York",
    "IL": "America/Chicago",
    "CA": "America/Los_Angeles",
}
YEARS = range(2024, 2029)
NEWS = ("delivered", "read")
ENDINGS = ("rejected", "returned", "closed")


def overdue_refs(file: Path, at: datetime) -> set[str]:
    """The refs of a log that are past 48 business hours at an instant, by the steps known then."""
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    ended = {
        ref
        for row in rows
        if row["direction"] == "received" and datetime.fromisoformat(row["at"]) <= at
        for ref in row["answers"].split()
    }
    return {row["ref"] for row in rows if row["ref"] not in ended and _late(row, at)}


def _late(row: dict[str, str], at: datetime) -> bool:
    sent = datetime.fromisoformat(row["at"])
    if row["direction"] != "sent" or sent > at:
        return False
    news = sent
    if row["outcome"] and datetime.fromisoformat(row["outcome_at"]) <= at:
        if row["outcome"] in ENDINGS:
            return False
        if row["outcome"] in NEWS:
            news = datetime.fromisoformat(row["outcome_at"])
    federal = "FCI" in row["facility"].split()
    return at > _schedule(row["state"], federal).add(news, timedelta(hours=48))


_schedules: dict[tuple[str, bool], Schedule] = {}


def _schedule(state: str, federal: bool) -> Schedule:
    if (state, federal) not in _schedules:
        days = holidays.US(years=YEARS) if federal else holidays.US(subdiv=state, years=YEARS)
        whole = WorkDay(time(0), time(0), days=[0, 1, 2, 3, 4])
        _schedules[state, federal] = Schedule([whole, Holidays(list(days))], time_zone=ZONES[state])
    return _schedules[state, federal]
