"""A second, slow reading of what spend means: message by message, in fractions, without SQL."""

from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

Row = dict[str, Any]
EMPTY: dict[str, Any] = {"messages": 0, "unpriced": 0, "paid": 0, "used": 0, "fees": 0, "lost": 0}


def naive_table(
    messages: list[Row], purchases: list[Row], zone: str
) -> dict[tuple[int, str], dict[str, Any]]:
    """Counts and exact dollars per provider and month, months without anything left out."""
    messages = [row for row in messages if row["deleted_at"] is None]
    purchases = [row for row in purchases if row["deleted_at"] is None]
    table: dict[tuple[int, str], dict[str, Any]] = defaultdict(lambda: dict(EMPTY))

    def line(row: Row, at: datetime) -> dict[str, Any]:
        return table[row["provider_id"], at.astimezone(ZoneInfo(zone)).strftime("%Y-%m")]

    def direct(message: Row) -> bool:
        if message["paid"]:
            return bool(message["paid"] == "direct")
        return not any(
            row["provider_id"] == message["provider_id"]
            and row["kind"] in ("stamps", "credit", "subscription")
            and row["at"] < message["at"]
            for row in purchases
        )

    def add(message: Row, value: Fraction) -> None:
        """A value counts as used, as paid when direct, as lost when lost."""
        found = line(message, message["at"])
        found["used"] += value
        found["paid"] += value if direct(message) else 0
        found["lost"] += value if message["lost"] else 0

    covered = _subscriptions(messages, purchases, zone, direct, line, add)
    for message in messages:
        sent = message["direction"] == "sent"
        line(message, message["at"])["messages"] += sent
        if message["refunded"] or (not sent and message["cost"] is None):
            continue
        value = _value(message, purchases)
        if message["ref"] in covered and message["cost"] is None:
            continue
        if value is None:
            line(message, message["at"])["unpriced"] += 1
        else:
            add(message, value)
    _add_purchases(purchases, line)
    return {key: found for key, found in table.items() if any(found.values())}


def _value(message: Row, purchases: list[Row]) -> Fraction | None:
    """What a message is worth by itself: its cost, its quote, or its stamps at the newest earlier pack."""
    for amount in (message["cost"], message.get("quoted")):
        if amount is not None:
            return Fraction(amount)
    packs = [
        row
        for row in purchases
        if row["provider_id"] == message["provider_id"] and row["kind"] == "stamps"
        and row["units"] and row["at"] < message["at"]
    ]  # fmt: skip
    if not message["stamps"] or not packs:
        return None
    newest = max(packs, key=lambda row: row["at"])
    return message["stamps"] * Fraction(newest["amount"]) / newest["units"]


def _subscriptions(messages, purchases, zone, direct, line, add):  # type: ignore[no-untyped-def]
    covered = set()
    for row in (row for row in purchases if row["kind"] == "subscription"):
        start = row["at"].astimezone(ZoneInfo(zone))
        step = (
            relativedelta(weeks=row["units"]) if row["unit"] == "week" else relativedelta(months=row["units"])
        )
        end = (start + step).astimezone(ZoneInfo("UTC"))
        own = [
            message
            for message in messages
            if message["provider_id"] == row["provider_id"] and message["direction"] == "sent"
            and row["at"] < message["at"] < end and not direct(message) and not message["refunded"]
            and not message["cost"] and not message["stamps"]
        ]  # fmt: skip
        whole = int(row["amount"] * 10_000)
        if not own:
            line(row, end - timedelta(microseconds=1))["used"] += Fraction(row["amount"])
            continue
        covered |= {message["ref"] for message in own}
        own.sort(key=lambda message: message["at"])
        for number, message in enumerate(own):
            share = whole // len(own) + (whole % len(own) if number == 0 else 0)
            add(message, Fraction(share, 10_000))
    return covered


def _add_purchases(purchases, line):  # type: ignore[no-untyped-def]
    for row in purchases:
        found = line(row, row["at"])
        found["fees"] += Fraction(row["fee"]) + (Fraction(row["amount"]) if row["kind"] == "fee" else 0)
        found["paid"] += Fraction(row["fee"])
        found["paid"] += Fraction(row["amount"]) * (-1 if row["kind"] == "refund" else 1)
