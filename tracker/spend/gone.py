"""The ledger with what is lost of balances: what expired, and what was written off."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from tracker.spend.balances.losses import Loss, losses
from tracker.spend.days import Window, month_of
from tracker.spend.ledger import ALL, KEYS, Cell, Ledger, Only, read_ledger
from tracker.spend.sums import Sums


def read_all_spend(
    session: Session,
    zone: str,
    now: datetime,
    windows: Sequence[Window],
    only: Only = ALL,
    by: Collection[str] = KEYS,
) -> Ledger:
    """What was spent in these windows, and what expired until now or was written off in them."""
    ledger = read_ledger(session, zone, windows, only, by)
    lost = [loss for loss in losses(session, zone, now) if only.takes(loss.provider_id, None, loss.member_id)]
    if not lost:
        return ledger
    cells = {window: (*cells, *_cells(lost, window, zone, by)) for window, cells in ledger.windows.items()}
    return replace(ledger, windows=cells)


def _cells(lost: Sequence[Loss], window: Window, zone: str, by: Collection[str]) -> Iterator[Cell]:
    for loss in lost:
        if loss.at in window:
            yield Cell(
                since=loss.at,
                month=month_of(loss.at, zone),
                provider_id=loss.provider_id if "provider" in by else None,
                contact_id=None,
                member_id=loss.member_id if "member" in by else None,
                sums=Sums(lost=loss.amount),
            )
