"""Bank and card statements as banks write them, in as many dialects as they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

TODAY = date(2026, 11, 23)
HEAD = "Date,Description,Amount"
JPAY = "JPAY *MSG 800-574-5729 FL"


def csv_of(*lines: str, head: str = HEAD) -> bytes:
    """A statement of these lines below a head."""
    return "\n".join([head, *lines, ""]).encode()


@dataclass(frozen=True)
class Charge:
    """A line as it is meant; `total` went out, or with `refund` came back."""

    day: date
    total: Decimal
    refund: bool
    description: str


@dataclass(frozen=True)
class Dialect:
    """How a bank writes: one way for each thing."""

    order: str = "month"
    dates: str = "/"
    money: str = "minus"
    decimal: str = "."
    thousands: str = ","
    sign: str = ""
    separator: str = ","
    letters: str = "utf-8"
    end: str = "\r\n"
    above: int = 0
    below: int = 0
    head: bool = True

    def written(self, charges: Sequence[Charge]) -> bytes:
        """The file."""
        rows = [[f"Account {number}", "Checking"] for number in range(self.above)]
        if self.head:
            rows.append(self._heads())
        for number, charge in enumerate(charges):
            rows.append(["", self._day(charge.day), charge.description, *self._money(charge), f"{number}"])
            if number % 3 == 2:
                rows.append([""] * 5)
        rows += [["", "", "Total", self._dollars(Decimal("123456.78")), ""] for _row in range(self.below)]
        lines = [self.separator.join(self._cell(cell) for cell in row) for row in rows]
        return (self.end.join(lines) + self.end).encode(self.letters)

    def _heads(self) -> list[str]:
        money = {"pair": ["Debit", "Credit"], "column": ["Amount", "Type"]}.get(self.money, ["Amount"])
        return ["Card", "Date", "Description", *money, "Reference"]

    def _cell(self, text: str) -> str:
        quoted = any(sign in text for sign in (self.separator, '"', "\n", "\r")) or text != text.strip()
        return '"' + text.replace('"', '""') + '"' if quoted else text

    def _day(self, day: date) -> str:
        if self.dates == "letters":
            return (
                f"{day.day} {day:%b} {day.year}" if self.order == "day" else f"{day:%B} {day.day}, {day.year}"
            )
        parts = {"month": "%m{0}%d{0}%Y", "day": "%d{0}%m{0}%Y", "year": "%Y{0}%m{0}%d"}[self.order]
        return f"{day:{parts.format(self.dates)}}"

    def _dollars(self, amount: Decimal) -> str:
        whole, cents = f"{amount:,.2f}".split(".")
        return f"{self.sign}{whole.replace(',', self.thousands)}{self.decimal}{cents}"

    def _money(self, charge: Charge) -> list[str]:
        text, out = self._dollars(charge.total), not charge.refund
        if self.money == "pair":
            return [text, ""] if out else ["", text]
        if self.money == "column":
            return [text, "Debit" if out else "Credit"]
        if self.money == "words":
            return [f"{text} {'DR' if out else 'CR'}"]
        minus = {"minus": f"-{text}", "behind": f"{text}-", "brackets": f"({text})", "plus": text}[self.money]
        if self.money == "plus":
            return [text if out else f"-{text}"]
        return [minus if out else text]
