"""Two years of a family's messages and purchases, made up from a seed, as the files it would import."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from tracker.transfer.columns import LOG, LOG_OPTIONAL, PURCHASES, PURCHASES_OPTIONAL

Row = dict[str, str]
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Route:
    """How one contact was written to for a while; `cells` gives what a message says of its price."""

    contact: str
    facility: str
    state: str
    kind: str
    zone: str
    provider: str
    since: str
    until: str
    cells: tuple[Row, ...]


PLAIN: Row = {}
FREE: Row = {"cost_usd": "0.00"}
# Each provider in its own way; the same cells twice are twice as likely.
ROUTES = (
    Route(
        "My brother", "Attica Correctional Facility", "NY", "state", "America/New_York", "JPay",
        "2023-10-02", "2025-03-03",
        ({"cost_usd": "0.15"}, {"cost_usd": "0.30"}, PLAIN, PLAIN, {"stamps": "1"}, {"stamps": "3"}),
    ),
    Route(
        "My brother", "Attica Correctional Facility", "NY", "state", "America/New_York", "Securus eMessaging",
        "2025-03-03", "2025-10-01",
        ({"stamps": "1"}, {"stamps": "1"}, {"stamps": "2"}, {"stamps": "3"}, {"cost_usd": "0.47"}, PLAIN),
    ),
    Route(
        "Dad", "Lakeside County Jail", "OH", "county", "America/New_York", "GettingOut",
        "2023-10-02", "2024-08-12",
        ({"cost_usd": "0.06"}, {"cost_usd": "0.1825"}, {"cost_usd": "0.0025"}, {"stamps": "1"}, PLAIN),
    ),
    Route(
        "Dad", "Riverbend County Jail", "AZ", "county", "America/Phoenix", "HomeWAV",
        "2024-08-12", "2025-10-01",
        (PLAIN, PLAIN, PLAIN, FREE, {"cost_usd": "0.50"}, {"stamps": "1"}),
    ),
    Route(
        "Cousin", "FCI Elkton", "OH", "federal", "America/New_York", "CorrLinks",
        "2023-10-02", "2025-10-01", (FREE, FREE, PLAIN),
    ),
    Route(
        "Uncle", "MCI Norfolk", "MA", "state", "America/New_York", "Access Corrections",
        "2023-10-02", "2024-06-03", ({"cost_usd": "0.25"}, PLAIN, PLAIN),
    ),
    Route(
        "Uncle", "Anamosa State Penitentiary", "IA", "state", "America/Chicago", "CorrLinks (state systems)",
        "2024-06-03", "2025-10-01", ({"cost_usd": "0.27"}, PLAIN, PLAIN, {"stamps": "1"}),
    ),
)  # fmt: skip
# Where books go wrong: midnights of New York and Chicago, both 1:30s, the hour that is skipped.
EDGES = (
    "2023-12-01T04:59:59.999999Z", "2023-12-01T05:00:00Z", "2023-12-01T05:30:00Z", "2023-12-01T06:00:00Z",
    "2024-01-01T04:59:59Z", "2024-01-01T05:00:00Z", "2024-01-01T05:59:59Z", "2024-01-01T06:00:00Z",
    "2024-03-01T05:00:00Z", "2024-03-10T06:59:59Z", "2024-03-10T07:00:00Z", "2024-11-03T05:30:00Z",
    "2024-11-03T06:30:00Z", "2025-06-01T03:59:59Z", "2025-06-01T04:00:00Z", "2025-06-01T05:00:00Z",
)  # fmt: skip
ENDINGS = ("rejected", "returned", "closed")
OUTCOMES = ("",) * 16 + ("delivered", "read", "in review", *ENDINGS, *ENDINGS)
MEMBERS = ("Mom", "Aunt", "Me", "")


def write_family(folder: Path, seed: int, zone: str) -> tuple[Path, Path, Path]:
    """Writes the log and the purchases of one family in a zone, and a file without any purchases."""
    rng = Random(seed)
    log = list(_log(rng, zone))
    bought = list(_purchases(rng, log, zone))
    rng.shuffle(log)
    rng.shuffle(bought)
    files = folder / "log.csv", folder / "purchases.csv", folder / "nothing.csv"
    _write(files[0], (*LOG, *LOG_OPTIONAL), log, "M")
    _write(files[1], (*PURCHASES, *PURCHASES_OPTIONAL), bought, "P")
    _write(files[2], (*PURCHASES, *PURCHASES_OPTIONAL), [], "P")
    return files


def _write(path: Path, columns: tuple[str, ...], rows: list[Row], letter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({"ref": f"{letter}{number}", **row} for number, row in enumerate(rows))


def _day(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _log(rng: Random, zone: str) -> Iterator[Row]:
    for route in ROUTES:
        since, until = _day(route.since, route.zone), _day(route.until, route.zone)
        times = [datetime.fromisoformat(edge) for edge in EDGES]
        times += [since + (until - since) * rng.random() for _ in range((until - since).days // 3)]
        for at in sorted(time for time in times if since <= time < until):
            row = _sent(rng, route, at)
            yield row
            if rng.random() < 0.5:
                answered = at + timedelta(hours=rng.randrange(1, 90))
                yield _received(rng, route, answered) | {"ref": f"R-{row['ref']}"}
    # At the instant of the first pack nothing is from balance yet, a microsecond later it is.
    for at in (FIRST_PACK, FIRST_PACK + MICROSECOND):
        yield {**_about(ROUTES[0], at), "direction": "sent", "member": "Mom", "cost_usd": "0.45"}
    for at in (FIRST_STAMPS, FIRST_STAMPS + MICROSECOND):
        yield {**_about(ROUTES[1], at), "direction": "sent", "member": "Mom", "stamps": "7"}
    # Two weeks that lose an hour end by the clock on the wall, where the next period begins at once; and a
    # week of so many messages that what equal shares leave over is more than a cent.
    end, week = _day("2024-11-13T23:30", zone), _day("2025-02-21", zone)
    turn = [end - timedelta(minutes=30), end, end + MICROSECOND]
    for at in (*turn, *(week + n * timedelta(minutes=40) for n in range(139))):
        yield {**_about(ROUTES[3], at), "direction": "sent", "member": rng.choice(MEMBERS)}


def _about(route: Route, at: datetime) -> Row:
    return {
        "ref": f"M-{route.contact.split()[-1]}-{at:%Y%m%d%H%M%S%f}-{route.provider[:2]}",
        "contact": route.contact,
        "id_number": "12345-678",
        "facility": route.facility,
        "state": route.state,
        "kind": route.kind,
        "zone": route.zone,
        "provider": route.provider,
        "at": at.isoformat(),
        "photos": "0",
        "characters": "900",
    }


def _sent(rng: Random, route: Route, at: datetime) -> Row:
    row = {
        **_about(route, at),
        "direction": "sent",
        "member": rng.choice(MEMBERS),
        "paid": rng.choice(("",) * 8 + ("direct", "balance")),
        "characters": str(rng.choice((0, 800, 6_000, 6_001, 12_900, 13_001, 26_000))),
        "photos": str(rng.choice((0, 0, 0, 1, 2))) if route.provider == "JPay" else "0",
        "outcome": rng.choice(OUTCOMES),
        **rng.choice(route.cells),
    }
    if row["outcome"]:
        row["outcome_at"] = (at + timedelta(hours=rng.randrange(1, 200))).isoformat()
    if row["outcome"] in ENDINGS:
        row["refunded"] = rng.choice(("", "yes", "yes", "no"))
        row["reason"] = rng.choice(("", "never arrived")) if row["outcome"] == "closed" else ""
    return row


def _received(rng: Random, route: Route, at: datetime) -> Row:
    prices = ({}, {}, {}, {"cost_usd": "0.25"}, {"stamps": "1"}, {"cost_usd": "0.05", "paid": "direct"})
    return {**_about(route, at), "direction": "received", **rng.choice(prices)}


FIRST_PACK = datetime(2023, 12, 5, 14, 0, tzinfo=UTC)
FIRST_STAMPS = datetime(2025, 4, 2, 13, 30, tzinfo=UTC)
PACKS = (("10", "1.50"), ("30", "4.20"), ("60", "7.80"), ("100", "12.00"), ("35", "10.00"), ("", "5.00"))


def _purchases(rng: Random, log: list[Row], zone: str) -> Iterator[Row]:
    yield _bought("JPay", FIRST_PACK, "stamps", "4.20", units="30", unit="stamp")
    yield _bought("Securus eMessaging", FIRST_STAMPS, "stamps", "4.70", "3.00", units="10", unit="stamp")
    for number in range(40):
        at = FIRST_PACK + timedelta(days=12 * number + 3, minutes=rng.randrange(1440))
        units, amount = rng.choice(PACKS)
        yield _bought("JPay", at, "stamps", amount, units=units, unit="stamp", member=rng.choice(MEMBERS))
        units, amount = rng.choice(PACKS)
        at = FIRST_STAMPS + timedelta(days=4 * number + 3, minutes=rng.randrange(1440))
        yield _bought("Securus eMessaging", at, "stamps", amount, "3.00", units=units)
        at = datetime(2023, 12, 20, tzinfo=UTC) + timedelta(days=6 * number, minutes=rng.randrange(1440))
        yield _bought("GettingOut", at, "credit", "5.00", "3.00", unit="usd", member=rng.choice(MEMBERS))
        kind, amount = rng.choice((("fee", "1.95"), ("refund", "2.50")))
        provider = rng.choice(ROUTES).provider
        yield _bought(provider, at + timedelta(minutes=1), kind, amount, rng.choice(("", "0.30")))
    # Nobody ever writes there: what was bought is lost when it expires, at what it cost without the fee.
    unused = _bought("TextBehind", FIRST_PACK, "stamps", "7.00", "1.50", units="9", unit="stamp")
    yield {**unused, "expires": "2024-06-15"}
    yield from _subscriptions(rng, zone)
    yield from _refunds_of_messages(rng, log)


def _subscriptions(rng: Random, zone: str) -> Iterator[Row]:
    """Months and weeks one after another, some with a gap, from the 31st and across the change of clocks."""
    for start, units, unit, amount in (
        ("2024-08-31T23:30", "1", "month", "9.99"), ("2024-09-30T23:30", "1", "month", "9.99"),
        ("2024-10-30T23:30", "2", "week", "4.01"), ("2024-11-13T23:30", "3", "month", "25.00"),
        ("2025-02-20T08:00", "1", "week", "2.00"), ("2025-03-08T12:00", "1", "week", "2.00"),
        ("2025-04-01T00:00", "4", "month", "30.01"), ("2025-09-20T12:00", "1", "month", "9.99"),
    ):  # fmt: skip
        at = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
        fee = rng.choice(("", "1.00"))
        yield _bought("HomeWAV", at, "subscription", amount, fee, units=units, unit=unit, member="Mom")
    # Nobody sends anything in this one.
    yield _bought(
        "Pigeonly", datetime(2024, 1, 20, tzinfo=UTC), "subscription", "4.99", units="1", unit="month"
    )


def _refunds_of_messages(rng: Random, log: list[Row]) -> Iterator[Row]:
    """Refunds that name their message: refunded ones, which count once, and some that were not."""
    ended = [row for row in log if row.get("refunded")]
    for row in rng.sample(ended, min(60, len(ended))):
        at = datetime.fromisoformat(row["outcome_at"]) + timedelta(days=rng.randrange(40))
        yield {**_bought(row["provider"], at, "refund", "0.30"), "message": row["ref"]}


def _bought(provider: str, at: datetime, kind: str, amount: str, fee: str = "", **more: str) -> Row:
    own = {"provider": provider, "at": at.isoformat(), "kind": kind, "amount_usd": amount, "fee_usd": fee}
    return {**own, **more}
