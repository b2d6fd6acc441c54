"""Contracts of the past: a provider that is wrong today was right while its own contract ran."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tracker.directory.cards import Answer, ToldContract
from tracker.directory.catalogue import lookup
from tracker.directory.catalogue.model import Catalogue, Contract

_DATED = re.compile(r"((?:19|20)[0-9]{2})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")


def was_right(catalogue: Catalogue, answer: Answer, account: str, day: date) -> bool:
    """Whether a contract of this account that has ended still ran at the place on a day."""
    own = lookup.place_for(catalogue, answer.place.name, answer.place.state)
    for key in [key for key in (own.key if own else "", answer.agency) if key]:
        for row in lookup.contracts_at(catalogue, key):
            known = lookup.provider(catalogue, row.provider)
            if row.role != "ended" or known is None or (known.account or known.slug) != account:
                continue
            last = last_day(row)
            if last is not None and day <= last and (row.from_day is None or row.from_day <= day):
                return True
    return False


def turning_days(catalogue: Catalogue, told: Iterable[ToldContract]) -> tuple[date, ...]:
    """The days from which on another provider may be right somewhere; between two of them nothing changes."""
    rows: list[Contract | ToldContract] = [*catalogue.contracts, *told]
    listed = [row for row in rows if row.service == "messages"]
    begun = {row.from_day for row in listed if row.from_day}
    over = {last_day(row) for row in listed}
    return tuple(sorted(begun | {day + timedelta(days=1) for day in over if day}))


def last_day(row: Contract | ToldContract) -> date | None:
    """A contract's last day; of one that ended nobody knows when, the day before its source says so."""
    if row.to_day is not None or row.role != "ended" or isinstance(row, ToldContract):
        return row.to_day
    dated = _DATED.match(row.fact.source_date)
    if dated is None:
        return None
    year, month, day = (int(part or 1) for part in dated.groups())
    # Every month has a 28th, whatever the source's date may be.
    return date(year, month, min(max(day, 1), 28)) - timedelta(days=1)
