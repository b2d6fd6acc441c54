"""Which column of a statement is what, by the words above the columns and by what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.spend.statements.amounts import bare, below_zero, decimal_sign, is_money
from tracker.spend.statements.dates import parts_of
from tracker.spend.statements.headings import rank, roles, says_other
from tracker.spend.statements.model import Columns
from tracker.spend.statements.rows import Row
from tracker.spend.statements.standing import tells_direction

LOOKED_AT = 200
# A head has at least a date or an amount beside another heading.
LEAST_ROLES = 2
MOSTLY = 0.6
# A column of texts has more letters a cell, one with the other.
LEAST_LETTERS = 2
# How many further columns are looked through for a provider.
MOST_ALSO = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """The head of a file and where its lines begin: `first` counts rows, 0 when it has no head."""

    heads: tuple[str, ...]
    first: int
    body: tuple[tuple[str, ...], ...]


def outline(rows: Sequence[Row]) -> Outline:
    """Finds the head among the first rows; account data above it is passed over."""
    place = _head_place([fields for _line, fields in rows])
    first = 0 if place is None else place + 1
    body = [fields for _line, fields in rows[first:]]
    data = [fields for fields in body if _is_line(fields)]
    heads = [] if place is None else rows[place][1]
    width = max(map(len, [heads, *(data or body)]), default=0)
    return Outline(headings(heads, width), first, tuple(_wide(fields, width) for fields in data))


def headings(fields: Sequence[str], width: int) -> tuple[str, ...]:
    """The names of so many columns by a row of headings, "" for one without."""
    return _wide([" ".join(name.split()) for name in fields[:width]], width)


def _head_place(rows: Sequence[Sequence[str]]) -> int | None:
    """The row of headings: by its words, else the one right above the lines if it has no numbers."""
    best = max(range(len(rows)), key=lambda n: (_head_score(rows[n]), -n), default=0)
    if rows and _head_score(rows[best]) >= LEAST_ROLES:
        return best
    above = next((n for n, fields in enumerate(rows) if _is_line(fields)), min(1, len(rows))) - 1
    return None if above < 0 or any(map(_has_digit, rows[above])) else above


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _head_score(fields: Sequence[str]) -> int:
    return 0 if _is_line(fields) else roles(fields)


def _is_line(fields: Sequence[str]) -> bool:
    return any(parts_of(cell) for cell in fields) and any(_is_amount(cell) for cell in fields)


def _is_amount(cell: str) -> bool:
    return is_money(cell) and parts_of(cell) is None


def _wide(fields: Sequence[str], width: int) -> tuple[str, ...]:
    return (*fields[:width], *[""] * (width - len(fields)))


def guess(found: Outline) -> Columns:
    """The columns of a file, None for each that cannot be told."""
    cells = list(zip(*found.body, strict=True)) if found.body else [()] * len(found.heads)
    date = _best(found.heads, cells, "date", _share_of(parts_of))
    direction = _direction(found.heads, cells)
    debit, credit = (_best(found.heads, cells, role, _share_of(_is_amount)) for role in ("debit", "credit"))
    amount = _best(found.heads, cells, "amount", _share_of(_is_amount))
    # A debit amount and a credit amount are a pair, and tell more than an amount beside them without a sign.
    if (
        debit is not None
        and credit is not None
        and (amount in (None, debit, credit) or _unsigned(cells, amount, debit, credit))
    ):
        amount = None
    elif amount is not None or debit is None:
        debit = credit = None
        if amount is None:
            amount = _unnamed_amount(found.heads, cells, date)
    money = [place for place in (amount, debit, credit) if place is not None]
    if direction is not None and (amount is None or any(map(below_zero, cells[amount]))):
        direction = None
    named = _descriptions(found.heads, cells, {date, direction, *money})
    return Columns(
        date=date,
        description=next(iter(named), None),
        amount=amount,
        debit=debit,
        credit=credit,
        direction=direction,
        decimal=decimal_sign(cell for place in money for cell in cells[place]),
        also=tuple(named[1 : 1 + MOST_ALSO]),
    )


def _unsigned(cells: Sequence[Sequence[str]], amount: int | None, *pair: int) -> bool:
    """Whether an amount never is below zero where a pair is used."""
    signed = amount is not None and any(map(below_zero, cells[amount]))
    return not signed and any(bare(cell) for place in pair for cell in cells[place])


def _descriptions(heads: Sequence[str], cells: Sequence[Sequence[str]], taken: set[int | None]) -> list[int]:
    """The columns that may say what a line is about, the likeliest first."""
    ranked = []
    for place, head in enumerate(heads):
        word, written = rank(head, "description"), _letters(cells[place])
        if place not in taken and (written > LEAST_LETTERS or word is not None):
            few = bool(cells[place]) and written <= LEAST_LETTERS
            ranked.append((few, word is None, word or 0, -written, place))
    return [place for *_rank, place in sorted(ranked)]


def _letters(cells: Sequence[str]) -> float:
    """How many letters a cell has, one with the other."""
    return sum(letter.isalpha() for cell in cells for letter in cell) / len(cells) if cells else 0


Share = Callable[[Sequence[str]], float]


def _share_of(fits: Callable[[str], object]) -> Share:
    def share(cells: Sequence[str]) -> float:
        filled = [cell for cell in cells if bare(cell)]
        return sum(bool(fits(cell)) for cell in filled) / len(filled) if filled else 1.0

    return share


def _best(heads: Sequence[str], cells: Sequence[Sequence[str]], role: str, share: Share) -> int | None:
    """The column whose heading says so and whose cells agree; a date is known by its cells alone too."""
    ranked = [
        (role == "date" and _filled(cells[place]) < MOSTLY, ranked_as, place)
        for place, head in enumerate(heads)
        if (ranked_as := rank(head, role)) is not None and share(cells[place]) >= MOSTLY
    ]
    if ranked or role != "date":
        return min(ranked)[2] if ranked else None
    shares = [(-share(column), place) for place, column in enumerate(cells) if any(map(bare, column))]
    best = min(shares, default=(0.0, 0))
    return best[1] if -best[0] >= MOSTLY else None


def _filled(cells: Sequence[str]) -> float:
    return sum(map(bool, map(bare, cells))) / len(cells) if cells else 1.0


def _unnamed_amount(heads: Sequence[str], cells: Sequence[Sequence[str]], date: int | None) -> int | None:
    """The first column of amounts with cents that no heading says is something else."""
    share = _share_of(lambda cell: _is_amount(cell) and any(sign in cell for sign in ".,"))
    for place, column in enumerate(cells):
        free = place != date and not says_other(heads[place])
        if free and any(map(bare, column)) and share(column) >= MOSTLY:
            return place
    return None


def _direction(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> int | None:
    """A column that says in words which way the money went."""
    ranked = [
        (ranked_as, place)
        for place, head in enumerate(heads)
        if (ranked_as := rank(head, "direction")) is not None and tells_direction(cells[place])
    ]
    return min(ranked)[1] if ranked else None
