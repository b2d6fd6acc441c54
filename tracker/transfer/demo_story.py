"""A year of made-up messages and purchases that ends now: the same every time, whatever the day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from tracker.business_hours import BusinessClock, PlaceCalendar, clock_for
from tracker.transfer.columns import LOG, LOG_OPTIONAL, PURCHASES, PURCHASES_OPTIONAL
from tracker.transfer.values import moment_cell

SEED = 20_000
DAYS = 365
# The last weeks are told one by one, so that on every weekday some messages are overdue and some wait.
TOLD_ONE_BY_ONE = 21
# Never in the answer itself: how long it takes, in business hours, with how often.
DELAYS = ((5, 12), (9, 20), (20, 30), (30, 20), (40, 10), (60, 6), (90, 2))
LETTERS = (
    "Thinking of you today. The kids ask when they can talk to you again.",
    "We got the photos you asked for printed. Two go out with this one.",
    "Grandma says hello. She made your favorite on Sunday and saved you the recipe.",
    "Did the money for the commissary arrive? Let us know.",
    "The dog learned to open the back door. Nobody is safe.",
    "I sent the book you wanted, it should be there next week.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One contact of the demo: where and through whom, how often they are written to, what it costs."""

    name: str
    id_number: str
    places: tuple[tuple[int, str, str, str], ...]  # from so many days ago: name, state, kind
    provider: str
    zone: str
    a_week: float
    cost: str
    stamped: bool = False
    buys: tuple[tuple[str, str], ...] = ()  # cells of what is bought whenever the balance would run out
    recent: tuple[tuple[float, str], ...] = ()


PEOPLE = (
    Person(
        "Dad", "12345-678", ((DAYS + 1, "FCI Elkton", "OH", "federal"),),
        "CorrLinks", "America/New_York", 3.0, "0.00",
        recent=((19, "answered"), (16, "answered"), (13, "answered"), (9, "waits"), (0.2, "waits")),
    ),
    Person(
        "My brother", "20-A-1234",
        (
            (DAYS + 1, "Clinton Correctional Facility", "NY", "state"),
            (160, "Attica Correctional Facility", "NY", "state"),
        ),
        "JPay", "America/New_York", 3.4, "0.15", True,
        (("kind", "stamps"), ("units", "10"), ("unit", "stamp"), ("amount_usd", "1.50"), ("fee_usd", "0.95")),
        recent=((18, "answered"), (14, "rejected"), (12, "answered"), (11, "delivered"), (0.8, "in review")),
    ),
    Person(
        "Cousin", "2026-0104123", ((DAYS + 1, "Cook County Jail", "IL", "county"),),
        "GettingOut", "America/Chicago", 2.2, "0.06", False,
        (("kind", "credit"), ("unit", "usd"), ("amount_usd", "1.00"), ("fee_usd", "3.00")),
        recent=((17, "answered"), (15, "closed"), (10, "read"), (1.1, "delivered")),
    ),
)  # fmt: skip
LOCKDOWN = ("Attica Correctional Facility", "NY", 95, 92, "Lockdown")


@dataclass(slots=True)
class Story:
    """Rows in the cells of the two CSV files."""

    log: list[tuple[str, ...]] = field(default_factory=list)
    purchases: list[tuple[str, ...]] = field(default_factory=list)


def tell(now: datetime, zone: str, prefix: str, names: Mapping[str, str]) -> Story:
    """The story up to `now`. Refs begin with `prefix`; `names` gives a person another name."""
    rng = Random(SEED)  # noqa: S311 - a story, not a secret
    minute = now.replace(second=0, microsecond=0)
    rows = [row for person in PEOPLE for row in _Person(person, rng, minute, ZoneInfo(zone), names).rows()]
    rows.sort(key=lambda row: row["at"])
    refs = {row["ref"]: f"{prefix}{number:04d}" for number, row in enumerate(rows, 1)}
    story = Story()
    for row in rows:
        row["answers"] = " ".join(refs[ref] for ref in row.get("answers", "").split())
        row["ref"] = refs[row["ref"]]
        story.log.append(tuple(row.get(column, "") for column in LOG + LOG_OPTIONAL))
    for number, row in enumerate(_purchases(rows, minute), 1):
        row["ref"] = f"{prefix}P{number:03d}"
        story.purchases.append(tuple(row.get(column, "") for column in PURCHASES + PURCHASES_OPTIONAL))
    return story


class _Person:
    """Tells the messages to and from one person."""

    def __init__(
        self, person: Person, rng: Random, now: datetime, zone: ZoneInfo, names: Mapping[str, str]
    ) -> None:
        self._person, self._rng, self._now, self._zone = person, rng, now, zone
        self._name = names.get(person.name, person.name)
        self._count = 0

    def rows(self) -> Iterator[dict[str, str]]:
        """Cells by column; `ref` and `answers` name rows of this person by number."""
        open_refs: list[str] = []
        for days in range(DAYS, TOLD_ONE_BY_ONE, -1):
            if self._rng.random() < self._person.a_week / 7:
                yield from self._one(self._evening(days), self._fate(), open_refs)
        for ago, fate in self._person.recent:
            yield from self._one(self._now - timedelta(days=ago), fate, open_refs)

    def _evening(self, days: int) -> datetime:
        day = self._now.astimezone(self._zone).date() - timedelta(days=days)
        clock = datetime.combine(day, datetime.min.time(), self._zone)
        return clock.replace(hour=self._rng.randrange(7, 23), minute=self._rng.randrange(60))

    def _fate(self) -> str:
        chance = self._rng.random()
        if chance < 0.22:
            return "answered with the next"
        for fate, share in (("rejected", 0.26), ("returned", 0.275), ("closed", 0.3)):
            if chance < share:
                return fate
        return "answered"

    def _one(self, at: datetime, fate: str, open_refs: list[str]) -> Iterator[dict[str, str]]:
        """A sent message, and the reply that it and those left open before it may get."""
        row = self._row("sent", at)
        row |= self._price(row)
        if self._rng.random() < 0.3:
            row["body"] = self._rng.choice(LETTERS)
        if fate in ("rejected", "returned", "closed"):
            row |= self._ending(at, fate)
        elif fate in ("in review", "delivered", "read"):
            row |= {"outcome": fate, "outcome_at": moment_cell(at + (self._now - at) / 8)}
        elif fate.startswith("answered"):
            open_refs.append(row["ref"])
        yield row
        if fate != "answered":
            return
        hours = self._rng.choices([delay for delay, _ in DELAYS], [often for _, often in DELAYS])[0]
        wait = timedelta(hours=hours, minutes=self._rng.randrange(60))
        answered_at = self._clock_at(at).add(at, wait if at < self._now - timedelta(days=20) else wait / 6)
        reply = self._row("received", answered_at)
        reply["answers"] = " ".join(open_refs)
        open_refs.clear()
        yield reply

    def _price(self, row: Mapping[str, str]) -> dict[str, str]:
        """What it costs; where stamps are charged, each photo takes one beside that of the text."""
        if not self._person.stamped:
            return {"cost_usd": self._person.cost, "stamps": ""}
        stamps = 1 + int(row["photos"])
        return {"cost_usd": str(Decimal(self._person.cost) * stamps), "stamps": str(stamps)}

    def _ending(self, at: datetime, fate: str) -> dict[str, str]:
        after = self._clock_at(at).add(at, timedelta(hours=self._rng.randrange(20, 70)))
        cells = {"outcome": fate, "outcome_at": moment_cell(min(after, self._now))}
        if fate == "rejected":
            cells |= {"reason": "staff review", "refunded": self._rng.choice(("yes", "no"))}
        if fate == "closed":
            cells["reason"] = "never arrived"
        return cells

    def _row(self, direction: str, at: datetime) -> dict[str, str]:
        self._count += 1
        days_ago = (self._now - at) / timedelta(days=1)
        place = next(place for place in reversed(self._person.places) if days_ago <= place[0])
        return {
            "ref": f"{self._person.name}-{self._count}".replace(" ", "-"),
            "contact": self._name,
            "id_number": self._person.id_number,
            "facility": place[1],
            "state": place[2],
            "kind": place[3],
            "provider": self._person.provider,
            "member": self._rng.choice(("Mom", "Mom", "Me")),
            "direction": direction,
            "at": moment_cell(at),
            "characters": str(self._rng.randrange(200, 2600)),
            "photos": str(self._rng.choice((0, 0, 0, 1, 2))) if direction == "sent" else "0",
        }

    def _clock_at(self, at: datetime) -> BusinessClock:
        days_ago = (self._now - at) / timedelta(days=1)
        place = next(place for place in reversed(self._person.places) if days_ago <= place[0])
        return clock_for(PlaceCalendar(self._person.zone, place[2], federal=place[3] == "federal"))


def _purchases(rows: Sequence[Mapping[str, str]], now: datetime) -> Iterator[dict[str, str]]:
    """What each member bought to send these rows, always shortly before a balance would have run out."""
    buys = {person.provider: dict(person.buys) for person in PEOPLE if person.buys}
    left: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        provider, member = row["provider"], row["member"]
        if row["direction"] != "sent" or provider not in buys:
            continue
        taken = Decimal(row["stamps"] or row["cost_usd"])
        if left[provider, member] < taken:
            bought = buys[provider]
            at = datetime.fromisoformat(row["at"]) - timedelta(minutes=20)
            yield {"provider": provider, "member": member, "at": moment_cell(at), **bought}
            left[provider, member] += Decimal(bought.get("units", bought["amount_usd"]))
        left[provider, member] -= taken
    yield {
        "provider": "JPay", "member": "Mom", "kind": "refund", "at": moment_cell(now - timedelta(days=40)),
        "amount_usd": "0.15", "note": "A stamp for a photo that was turned away",
    }  # fmt: skip
