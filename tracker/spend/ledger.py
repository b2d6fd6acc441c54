"""The ledger: what was spent in some windows of time, added up per month, provider, contact and member."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from storage.queries import month_sums
from tracker.spend.counting import count_spend
from tracker.spend.days import Window, day_start, first_of, local_day, month_of, months_later
from tracker.spend.sums import Sums, sums_of

KEYS = ("provider", "contact", "member")


@dataclass(frozen=True, slots=True)
class Only:
    """Which spend counts: of one provider, contact or member, where these are given."""

    provider_id: int | None = None
    contact_id: int | None = None
    member_id: int | None = None

    def takes(self, provider_id: int, contact_id: int | None, member_id: int | None) -> bool:
        """Whether what has these keys counts."""
        keys = (provider_id, contact_id, member_id)
        return all(
            wanted is None or wanted == key for wanted, key in zip(self._keys().values(), keys, strict=True)
        )

    def given(self) -> list[tuple[str, int]]:
        """The keys that are given, by the name of their column."""
        return [(name, key) for name, key in self._keys().items() if key is not None]

    def _keys(self) -> dict[str, int | None]:
        return {
            "provider_id": self.provider_id,
            "contact_id": self.contact_id,
            "member_id": self.member_id,
        }


ALL = Only()


@dataclass(frozen=True, slots=True)
class Cell:
    """What was spent in a month, or a part of one; a key that was not asked for, or is of nobody, is None."""

    since: datetime
    month: str
    provider_id: int | None
    contact_id: int | None
    member_id: int | None
    sums: Sums

    def key(self, by: str) -> int | None:
        """The provider, contact or member."""
        return {"provider": self.provider_id, "contact": self.contact_id, "member": self.member_id}[by]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The cells of each window it was read for."""

    zone: str
    windows: Mapping[Window, tuple[Cell, ...]]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of all windows, which hold more than once what lies in several of them."""
        return tuple(cell for cells in self.windows.values() for cell in cells)

    def within(self, span: Window) -> Iterator[Cell]:
        """The cells of one of the windows the ledger was read for."""
        return iter(self.windows[span])


def read_ledger(
    session: Session,
    zone: str,
    windows: Sequence[Window],
    only: Only = ALL,
    by: Collection[str] = KEYS,
) -> Ledger:
    """Adds up what was spent in these windows; `by` names the keys that cells are told apart by.

    Whole months come from the kept sums, parts of months are counted from what happened in them.
    """
    return Ledger(zone, {window: tuple(_cells(session, zone, window, only, by)) for window in windows})


def _cells(session: Session, zone: str, window: Window, only: Only, by: Collection[str]) -> Iterator[Cell]:
    months, parts = months_and_parts(window, zone)
    columns = [f"{name}_id" for name in by]
    for row in month_sums.read(session, months, by=columns, where=only.given()):
        since = day_start(first_of(row.month), zone)
        keys = (row.provider_id, row.contact_id, row.member_id)
        yield Cell(since, row.month, *keys, sums_of(row.amounts))
    providers = None if only.provider_id is None else [only.provider_id]
    for found in count_spend(session, zone, parts, providers):
        if only.takes(found.provider_id, found.contact_id, found.member_id):
            yield Cell(
                found.since,
                month_of(found.since, zone),
                found.provider_id if "provider" in by else None,
                found.contact_id if "contact" in by else None,
                found.member_id if "member" in by else None,
                sums_of(found.amounts),
            )


def months_and_parts(window: Window, zone: str) -> tuple[list[tuple[str, str]], list[Window]]:
    """The whole months of a window, from one to another, and what is left of it before and after them."""
    first = local_day(window.since, zone).replace(day=1)
    if day_start(first, zone) < window.since:
        first = months_later(first, 1)
    end = local_day(window.until, zone).replace(day=1)
    since, until = day_start(first, zone), day_start(end, zone)
    if since >= until:
        return [], [window] if window.since < window.until else []
    last = end - timedelta(days=1)
    edges = [Window(window.since, since), Window(until, window.until)]
    return [(f"{first:%Y-%m}", f"{last:%Y-%m}")], [edge for edge in edges if edge.since < edge.until]
