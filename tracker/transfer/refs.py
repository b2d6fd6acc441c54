"""An index of refs that stays small: sixteen bytes a ref, whatever its length."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
_WIDTH = 16


class RefIndex:
    """Which row has which ref. Two refs share a digest once in 10^38 pairs, so it stands for the ref."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._sorted: npt.NDArray[np.bytes_] = np.empty(0, dtype=f"S{_WIDTH}")
        self._order: Rows = np.empty(0, dtype=np.int64)

    def add(self, ref: str) -> None:
        """Gives the next row this ref."""
        self._digests += _digest(ref)

    def seal(self, most: int) -> dict[int, int]:
        """Ends the adding; gives rows that repeat a ref, at most so many, each with the first row of it."""
        digests = np.frombuffer(self._digests, dtype=f"S{_WIDTH}")
        self._order = np.argsort(digests, kind="stable").astype(np.int64)
        self._sorted = digests[self._order]
        again = np.flatnonzero(self._sorted[1:] == self._sorted[:-1])[:most] + 1
        firsts = np.searchsorted(self._sorted, self._sorted[again], side="left")
        return dict(zip(self._order[again].tolist(), self._order[firsts].tolist(), strict=True))

    def find(self, refs: Sequence[str]) -> list[int]:
        """The first row of each ref; -1 for a ref that no row has."""
        if not len(self._sorted) or not refs:
            return [-1] * len(refs)
        wanted = np.frombuffer(b"".join(map(_digest, refs)), dtype=f"S{_WIDTH}")
        places = np.minimum(np.searchsorted(self._sorted, wanted, side="left"), len(self._sorted) - 1)
        found = np.where(self._sorted[places] == wanted, self._order[places], -1)
        return [int(row) for row in found]


def _digest(ref: str) -> bytes:
    return blake2b(ref.encode(), digest_size=_WIDTH).digest()
