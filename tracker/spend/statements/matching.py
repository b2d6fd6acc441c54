"""Which lines may be purchases that are there already; no purchase is more than one line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from tracker.spend.statements.model import Line, Paid

# A bank may book a charge days after it was made, and a family may log it days after that.
MOST_DAYS = 5
Key = tuple[int, Decimal, bool]


def same_purchases(
    lines: Sequence[Line], provider_ids: Mapping[str, Sequence[int]], purchases: Iterable[Paid]
) -> dict[str, Paid]:
    """The purchase that each line may be, by fingerprint: the same total at the same provider, 5 days apart.

    `provider_ids` are those that a merchant may be, by its name. The nearest in time find each other first;
    of two as near the earlier purchase is taken, since a bank is rather late.
    """
    free: dict[Key, dict[date, list[Paid]]] = defaultdict(lambda: defaultdict(list))
    for purchase in sorted(purchases, key=lambda row: row.id, reverse=True):
        key = (purchase.provider_id, purchase.total, purchase.kind == "refund")
        free[key][purchase.day].append(purchase)
    found: dict[str, Paid] = {}
    open_lines = [line for line in lines if any(_days(free, line, provider_ids))]
    for apart in range(MOST_DAYS + 1):
        for line in open_lines:
            same = _taken(free, line, provider_ids, apart)
            if same is not None:
                found[line.fingerprint] = same
        open_lines = [line for line in open_lines if line.fingerprint not in found]
    return found


def _days(
    free: Mapping[Key, dict[date, list[Paid]]], line: Line, provider_ids: Mapping[str, Sequence[int]]
) -> Iterable[dict[date, list[Paid]]]:
    keys = ((key, line.total, line.refund) for key in provider_ids.get(line.merchant.name, ()))
    return (free[key] for key in keys if key in free)


def _taken(
    free: Mapping[Key, dict[date, list[Paid]]],
    line: Line,
    provider_ids: Mapping[str, Sequence[int]],
    apart: int,
) -> Paid | None:
    """Takes a purchase so many days before the line, or after it."""
    for step in (-apart, apart):
        day = line.day + timedelta(days=step)
        for days in _days(free, line, provider_ids):
            if days.get(day):
                return days[day].pop()
    return None
