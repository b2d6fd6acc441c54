"""A second, slow reading of balances: one event after another, lot by lot, without SQL."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

Row = dict[str, Any]
Key = tuple[int, int | None, str]  # provider, member, unit
PREFERRED = ("stamp", "message", "usd")
INSTANT = timedelta(microseconds=1)
NEVER = datetime.max.replace(tzinfo=UTC)
EXPIRES, COUNTED, BOUGHT, OUT, WRITTEN_OFF = range(5)


@dataclass
class Naive:
    """One account as it goes."""

    zone: str
    lots: list[Row] = field(default_factory=list)
    short: Any = 0
    months: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    gone: list[tuple[datetime, Fraction]] = field(default_factory=list)

    @property
    def left(self) -> Any:
        return sum(lot["left"] for lot in self.lots) - self.short

    def worth(self) -> Fraction:
        return sum((Fraction(lot["left"]) * lot["price"] for lot in self.lots), Fraction(0))

    def note(self, at: datetime, name: str, number: Any) -> None:
        self.months[at.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m")][name] += number

    def put(self, number: Any, price: Fraction, ends: datetime | None, key: tuple[datetime, int]) -> None:
        paid = min(self.short, number)
        self.short -= paid
        self.lots.append({"left": number - paid, "price": price, "ends": ends, "key": key})

    def take(self, number: Any) -> Fraction:
        """Takes them out, and tells what was paid for them."""
        worth = Fraction(0)
        for lot in sorted(self.lots, key=lambda lot: (lot["ends"] or NEVER, lot["key"])):
            taken = min(number, lot["left"])
            lot["left"] -= taken
            number -= taken
            worth += Fraction(taken) * lot["price"]
        self.short += number
        return worth


def naive_balances(
    messages: list[Row],
    purchases: list[Row],
    entries: list[Row],
    shared: dict[int, int],
    zone: str,
    now: datetime,
) -> dict[Key, Naive]:
    """Every account after all that happened."""
    messages = [row for row in messages if row["deleted_at"] is None]
    purchases = [row for row in purchases if row["deleted_at"] is None]
    entries = [row for row in entries if row["deleted_at"] is None]
    firsts = _firsts(purchases, entries)
    drawn = [(row, *_drawn(row, purchases, zone)) for row in messages if _from_balance(row, purchases)]
    events: dict[Key, list[tuple[Any, ...]]] = defaultdict(list)
    for number, row in enumerate(purchases):
        key = _key_of_purchase(row)
        if row["kind"] == "refund":
            if key in firsts and _lowers(row, messages, purchases):
                events[key].append((row["at"], OUT, number, "refund", row))
        elif key is not None:
            # What is missing is first taken from what expires first.
            order = (_ends(row, zone) if row["expires"] else NEVER, number)
            events[key].append((row["at"], BOUGHT, order, "bought", row))
            if row["expires"] is not None and _ends(row, zone) <= now:
                events[key].append((max(_ends(row, zone), row["at"]), EXPIRES, number, "expires", row))
    for number, row in enumerate(entries):
        order = {"given": OUT, "written off": WRITTEN_OFF}.get(row["kind"], COUNTED)
        events[row["provider_id"], row["member_id"], row["unit"]].append(
            (row["at"], order, number, row["kind"], row)
        )
    usual = {
        row["provider_id"]: "usd" if any(d for other, _u, d in drawn if _same(other, row)) else "stamp"
        for row, units, dollars in drawn
    }
    for number, (row, units, dollars) in enumerate(drawn):
        key = _route(row, firsts, shared, usual)
        used = dollars if key[2] == "usd" else units
        if used:
            events[key].append((row["at"], OUT, number, "used", used))
    return {key: _run(found, purchases, zone, key) for key, found in events.items()}


def _same(one: Row, other: Row) -> bool:
    return bool(one["provider_id"] == other["provider_id"])


def _run(events: list[tuple[Any, ...]], purchases: list[Row], zone: str, key: Key) -> Naive:
    account = Naive(zone, short=Decimal(0) if key[2] == "usd" else 0)
    for at, _order, number, what, row in sorted(events, key=lambda event: event[:3]):
        if what == "bought":
            many = row["amount"] if key[2] == "usd" else row["units"]
            ends = _ends(row, zone) if row["expires"] else None
            account.note(at, "bought", many)
            dead = ends is not None and ends <= at
            price = Fraction(row["amount"]) / Fraction(many) if many else Fraction(0)
            if dead:
                account.note(at, "lost", many)
                account.gone.append((at, Fraction(row["amount"])))
            else:
                account.put(many, price, ends, (at, number[1]))
        elif what == "expires":
            for lot in account.lots:
                if lot["ends"] is not None and lot["ends"] <= at and lot["left"]:
                    account.note(at - INSTANT, "lost", lot["left"])
                    account.gone.append((at - INSTANT, Fraction(lot["left"]) * lot["price"]))
                    lot["left"] = 0
        elif what == "refund":
            many = row["amount"] if key[2] == "usd" else row["units"]
            account.take(many)
            account.note(at, "bought", -many)
        elif what == "used":
            account.take(row)
            account.note(at, "used", row)
        else:
            _entry(account, what, at, number, row, purchases)
    return account


def _entry(account: Naive, what: str, at: datetime, number: int, row: Row, purchases: list[Row]) -> None:
    many = row["amount"] if row["unit"] == "usd" else row["units"]
    if what in ("opening", "correction"):
        have = account.left
        account.note(at, "corrected", many - have)
        if many > have:
            price = Fraction(1) if row["unit"] == "usd" else _stamp_price(purchases, row["provider_id"], at)
            account.short = account.short * 0
            account.put(many - max(have, 0), price, None, (at, -1_000 + number))
        else:
            account.take(have - many)
    elif what == "given":
        account.take(many)
        account.note(at, "given", many)
    else:
        worth = account.take(many)
        account.note(at, "lost", many)
        account.gone.append((at, worth))


def _stamp_price(purchases: list[Row], provider_id: int, at: datetime) -> Fraction:
    packs = [
        row
        for row in purchases
        if row["provider_id"] == provider_id and row["kind"] == "stamps" and row["units"] and row["at"] < at
    ]
    if not packs:
        return Fraction(0)
    newest = max(packs, key=lambda row: (row["at"], purchases.index(row)))
    return Fraction(newest["amount"]) / newest["units"]


def _ends(row: Row, zone: str) -> datetime:
    day = row["expires"] + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _key_of_purchase(row: Row) -> Key | None:
    if row["kind"] == "credit":
        return row["provider_id"], row["member_id"], "usd"
    if row["kind"] == "stamps" and row["units"]:
        return row["provider_id"], row["member_id"], row["unit"]
    if row["kind"] == "refund":
        return row["provider_id"], row["member_id"], row["unit"] if row["units"] else "usd"
    return None


def _firsts(purchases: list[Row], entries: list[Row]) -> dict[Key, datetime]:
    firsts: dict[Key, datetime] = {}
    found = [(_key_of_purchase(row), row["at"]) for row in purchases if row["kind"] != "refund"]
    found += [((row["provider_id"], row["member_id"], row["unit"]), row["at"]) for row in entries]
    for key, at in found:
        if key is not None:
            firsts[key] = min(at, firsts.get(key, at))
    return firsts


def _from_balance(row: Row, purchases: list[Row]) -> bool:
    if row["refunded"] or (row["direction"] != "sent" and row["cost"] is None):
        return False
    if row["paid"]:
        return bool(row["paid"] == "balance")
    return _bought_before(row, purchases)


def _bought_before(row: Row, purchases: list[Row]) -> bool:
    return any(
        _same(one, row) and one["kind"] in ("stamps", "credit", "subscription") and one["at"] < row["at"]
        for one in purchases
    )


def _lowers(row: Row, messages: list[Row], purchases: list[Row]) -> bool:
    if row["message_id"] is None:
        return True
    for one in messages:
        if one.get("id") == row["message_id"]:
            paid = one["paid"] or ("balance" if _bought_before(one, purchases) else "direct")
            return bool(one["refunded"] and paid == "balance")
    return False


def _drawn(row: Row, purchases: list[Row], zone: str) -> tuple[int, Decimal]:
    """Units and dollars; a message that a running subscription covers draws nothing."""
    if row["direction"] == "sent" and not row["cost"] and not row["stamps"]:
        for one in purchases:
            if _same(one, row) and one["kind"] == "subscription" and one["at"] < row["at"]:
                start = one["at"].astimezone(ZoneInfo(zone))
                weeks = one["unit"] == "week"
                step = relativedelta(weeks=one["units"]) if weeks else relativedelta(months=one["units"])
                if row["at"] < (start + step).astimezone(UTC):
                    return 0, Decimal(0)
    units = next((row[name] for name in ("stamps", "quoted_units") if row[name] is not None), 1)
    dollars = next((row[name] for name in ("cost", "quoted") if row[name] is not None), Decimal(0))
    return units, dollars


def _route(row: Row, firsts: dict[Key, datetime], shared: dict[int, int], usual: dict[int, str]) -> Key:
    provider_id, member_id, at = row["provider_id"], row["member_id"], row["at"]
    there = {key: first for key, first in firsts.items() if key[0] == provider_id}
    if any(key[1] == member_id and first <= at for key, first in there.items()):
        holder = member_id
    elif provider_id in shared:
        holder = shared[provider_id]
    elif any(key[1] is None for key in there):
        holder = None
    else:
        holder = member_id
    own = {key[2]: first for key, first in there.items() if key[1] == holder}
    open_ = [unit for unit in PREFERRED if unit in own and own[unit] <= at]
    if open_:
        unit = open_[0]
    elif own or there:
        firsts_of = [(first, PREFERRED.index(name)) for name, first in own.items()] or [
            (first, PREFERRED.index(key[2])) for key, first in there.items()
        ]
        unit = PREFERRED[min(firsts_of)[1]]
    else:
        unit = usual[provider_id]
    return provider_id, holder, unit
