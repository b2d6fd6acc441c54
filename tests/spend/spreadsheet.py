"""The books of a family as a spreadsheet keeps them: two files, a few columns, sums by month.

Reads the files themselves and shares nothing with what is checked but the rule in words. Amounts are exact:
fractions of a dollar, rounded half-even to cents at the very end.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

CENT = Decimal("0.01")
NAUGHT = Fraction(0)
BALANCE = ("stamps", "credit", "subscription")
COLUMNS = ("messages", "unpriced", "paid", "used", "fees", "lost")


@dataclass(frozen=True)
class Tariff:
    """What a message costs at a place: dollars for each block of characters begun and for each photo.

    `by_stamp` where stamps that the family tells are counted instead; `since` is the place's own day.
    """

    each: Fraction
    characters: int = 0
    photo: Fraction = NAUGHT
    tax: Fraction = NAUGHT
    by_stamp: bool = False
    since: date = date.min

    def cost(self, characters: str, photos: str, stamps: str) -> Fraction:
        blocks = -(-int(characters) // self.characters) if self.characters and int(characters) else 1
        cost = self.each * blocks + self.photo * int(photos)
        if self.by_stamp and stamps:
            cost = self.each * int(stamps)
        return cost * (1 + self.tax)


# The prices that were seen at the places of `tests.spend.family`; at all others none is known.
STAMP = Fraction("0.15")
TARIFFS = {
    ("Attica Correctional Facility", "JPay"): Tariff(STAMP, 6_000, photo=STAMP, by_stamp=True),
    ("FCI Elkton", "CorrLinks"): Tariff(NAUGHT),
    ("MCI Norfolk", "Access Corrections"): Tariff(NAUGHT, since=date(2023, 12, 1)),
    ("Anamosa State Penitentiary", "CorrLinks (state systems)"): Tariff(
        Fraction("0.25"), 13_000, tax=Fraction("0.06")
    ),
}


@dataclass(frozen=True)
class Books:
    """One line for each message, purchase, share of a subscription and expired pack: what it adds when."""

    messages: pd.DataFrame
    purchases: pd.DataFrame
    shares: pd.DataFrame
    expired: pd.DataFrame

    def months(self, first: str = "", last: str = "9999") -> dict[tuple[str, str], dict[str, Any]]:
        """The sums by provider and month of the days from one to another, lines of nothing left out."""
        lines = self._lines()
        lines = lines[(lines["day"] >= first) & (lines["day"] <= last)]
        sums = lines.groupby(["provider", "month"])[list(COLUMNS)].agg(lambda column: sum(column, NAUGHT))
        found = {key: rounded(row) for key, row in sums.to_dict("index").items() if any(row.values())}
        return {(str(provider), str(month)): row for (provider, month), row in found.items()}

    def total(self) -> dict[str, Any]:
        """The sums of everything."""
        lines = self._lines()
        return rounded({name: sum(lines[name], NAUGHT) for name in COLUMNS})

    def _lines(self) -> pd.DataFrame:
        return pd.concat([self.messages, self.purchases, self.shares, self.expired], ignore_index=True)


def rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Counts as whole numbers, dollars half-even to cents."""
    return {name: int(row[name]) if name in COLUMNS[:2] else cents(row[name]) for name in COLUMNS}


def cents(amount: Fraction) -> str:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return str(exact.quantize(CENT, ROUND_HALF_EVEN) + 0)


def read_books(log: Path, purchases: Path, zone: str) -> Books:
    """The books of a log and its purchases, in the months of a zone."""
    bought = _read(purchases, zone)
    first = bought[bought["kind"].isin(BALANCE)].groupby("provider")["time"].min()
    messages = _price(_read(log, zone), bought, dict(first))
    shares = _share(messages, bought[bought["kind"] == "subscription"], zone)
    return Books(_count(messages, shares), _count_purchases(bought, messages), shares, _expire(bought))


def _read(path: Path, zone: str) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table["time"] = pd.to_datetime(table["at"], utc=True, format="ISO8601").astype("datetime64[us, UTC]")
    return _dated(table, zone)


def _dated(table: pd.DataFrame, zone: str) -> pd.DataFrame:
    local = table["time"].dt.tz_convert(zone)
    return table.assign(month=local.dt.strftime("%Y-%m"), day=local.dt.strftime("%Y-%m-%d"))


def _price(sent: pd.DataFrame, bought: pd.DataFrame, first: dict[Any, Any]) -> pd.DataFrame:
    """Beside each message: whether it was paid directly, its quote, and the pack its stamps came from."""
    packs = bought[(bought["kind"] == "stamps") & (bought["units"] != "")]
    packs = packs[["provider", "time", "amount_usd", "units"]].rename(
        columns={"amount_usd": "pack_usd", "units": "pack_units"}
    )
    # The newest pack of the provider strictly before the message.
    table = pd.merge_asof(
        sent.sort_values("time"), packs.sort_values("time"),
        on="time", by="provider", allow_exact_matches=False,
    )  # fmt: skip
    said = zip(table["paid"], table["provider"], table["time"], strict=True)
    table["said"] = table["paid"]
    table["direct"] = [
        paid == "direct" or (paid == "" and not (provider in first and first[provider] < at))
        for paid, provider, at in said
    ]
    table["sent"] = table["direction"] == "sent"
    table["back"] = table["refunded"] == "yes"
    ended = table["outcome"].isin(["rejected", "returned"])
    never = (table["outcome"] == "closed") & (table["reason"] == "never arrived")
    table["gone"] = (ended | never) & ~table["back"]
    table["quote"] = [_quote(row) for row in table.to_dict("records")]
    return table


def _quote(row: dict[Any, Any]) -> Fraction | None:
    tariff = TARIFFS.get((row["facility"], row["provider"]))
    if not row["sent"] or tariff is None:
        return None
    if row["time"].tz_convert(row["zone"]).date() < tariff.since:
        return None
    return tariff.cost(row["characters"], row["photos"], row["stamps"])


def _share(messages: pd.DataFrame, subscriptions: pd.DataFrame, zone: str) -> pd.DataFrame:
    """What each subscription's messages have of it: equal whole ten-thousandths, the rest to the oldest."""
    lines: list[dict[str, Any]] = []
    for row in subscriptions.to_dict("records"):
        start = row["time"].tz_convert(zone)
        end = start + pd.DateOffset(**{f"{row['unit']}s": int(row["units"])})
        free = (messages["cost_usd"] == "") | (messages["cost_usd"].str.strip("0.") == "")
        during = (messages["time"] > start) & (messages["time"] < end)
        drawn = messages["sent"] & ~messages["direct"] & ~messages["back"]
        bare = drawn & free & (messages["stamps"] == "")
        own = messages[(messages["provider"] == row["provider"]) & during & bare].sort_values("time")
        line = {"provider": row["provider"], "messages": 0, "unpriced": 0, "paid": NAUGHT, "fees": NAUGHT}
        whole = int(Decimal(row["amount_usd"]) * 10_000)
        if own.empty:
            last = end.tz_convert("UTC") - pd.Timedelta(microseconds=1)
            used = Fraction(row["amount_usd"])
            lines.append({**line, "ref": "", "time": last, "used": used, "lost": NAUGHT})
        for number, message in enumerate(own.to_dict("records")):
            used = Fraction(whole // len(own) + (whole % len(own) if number == 0 else 0), 10_000)
            lost = used if message["gone"] else NAUGHT
            lines.append({**line, "ref": message["ref"], "time": message["time"], "used": used, "lost": lost})
    columns = ["provider", "ref", "time", *COLUMNS]
    table = pd.DataFrame(lines, columns=columns)
    table["time"] = pd.to_datetime(table["time"], utc=True)
    return _dated(table, zone)


def _count(messages: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """What each message adds: its cost, else its quote, else its stamps, else nothing and no price."""
    covered = set(shares["ref"]) - {""}
    values, unpriced = [], []
    for row in messages.to_dict("records"):
        value: Fraction | None = None
        if row["cost_usd"]:
            value = Fraction(row["cost_usd"])
        elif row["sent"] and row["ref"] not in covered:
            value = row["quote"]
            if value is None and row["stamps"] and isinstance(row["pack_usd"], str):
                value = int(row["stamps"]) * Fraction(row["pack_usd"]) / int(row["pack_units"])
        counts = row["sent"] and row["ref"] not in covered and not row["back"]
        unpriced.append(int(counts and value is None))
        values.append(NAUGHT if value is None or row["back"] else value)
    table = messages.assign(
        messages=messages["sent"].astype(int), unpriced=unpriced, used=values, fees=NAUGHT
    )
    table["paid"] = [v if direct else NAUGHT for v, direct in zip(values, table["direct"], strict=True)]
    table["lost"] = [v if gone else NAUGHT for v, gone in zip(values, table["gone"], strict=True)]
    return table


def _count_purchases(bought: pd.DataFrame, messages: pd.DataFrame) -> pd.DataFrame:
    """What each purchase adds; the refund of a refunded message that was paid directly is counted there."""
    counted = set(messages["ref"][messages["back"] & messages["direct"]])
    amounts = [Fraction(amount) for amount in bought["amount_usd"]]
    fees = [Fraction(fee or 0) for fee in bought["fee_usd"]]
    paid, wholly = [], []
    for kind, message, amount, fee in zip(bought["kind"], bought["message"], amounts, fees, strict=True):
        back = kind == "refund"
        paid.append(fee + (NAUGHT if back and message in counted else -amount if back else amount))
        wholly.append(fee + amount if kind == "fee" else fee)
    return bought.assign(messages=0, unpriced=0, paid=paid, used=NAUGHT, fees=wholly, lost=NAUGHT)


def _expire(bought: pd.DataFrame) -> pd.DataFrame:
    """What each pack lost after its last day; only packs of which nothing was used expire here."""
    packs = bought[bought["expires"] != ""]
    days = packs["expires"]
    none = {name: [NAUGHT] * len(packs) for name in ("paid", "used", "fees")}
    lost = [Fraction(amount) for amount in packs["amount_usd"]]
    return packs.assign(month=days.str[:7], day=days, messages=0, unpriced=0, lost=lost, **none)
