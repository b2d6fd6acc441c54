"""A digest by which a line of a statement is known again, from whichever file it comes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

RULE = "1"


class Told(NamedTuple):
    """What a line says, whatever file and account it stands in; `letters` are those of its description."""

    day: date
    total: Decimal
    refund: bool
    letters: str


def fingerprints(lines: Sequence[Told]) -> Iterator[str]:
    """The digest of each line, in their order.

    Equal lines are numbered, so that two real charges of one day are two. The sign is left out, so that
    lines read with the wrong one are known all the same; charges are numbered before refunds.
    """
    keys = [f"{RULE}|{line.day}|{line.total:.2f}|{line.letters}" for line in lines]
    charges = Counter(key for key, line in zip(keys, lines, strict=True) if not line.refund)
    seen: Counter[tuple[str, bool]] = Counter()
    for key, line in zip(keys, lines, strict=True):
        seen[key, line.refund] += 1
        number = seen[key, line.refund] + (charges[key] if line.refund else 0)
        yield sha256(f"{key}|{number}".encode()).hexdigest()
