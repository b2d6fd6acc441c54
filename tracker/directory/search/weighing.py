"""What a word tells, and what orders places whose names fit equally well."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tracker.directory.search.rows import Target
from tracker.directory.search.vocabulary import ASIDE, COMMON

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# A word of nearly every name tells little; one of a single name tells most.
COMMON_TELLS, LEAST, MOST = 0.3, 0.9, 2.0
OPEN_GAINS, THOUSANDS_GAIN = 0.005, 0.02


def weights(words: Sequence[str], entries: Ints, rows: int) -> Floats:
    """What each word tells, by how many rows have it."""
    having = np.maximum(np.bincount(entries, minlength=len(words)), 1)
    rare = np.clip(1 - np.log(having) / np.log(max(rows, 2)), 0, 1)
    return np.where(_among(words, COMMON), COMMON_TELLS, LEAST + (MOST - LEAST) * rare).astype(np.float32)


def missed(words: Sequence[str], tells: Floats) -> Floats:
    """What each word of a name tells by not having been typed."""
    return np.where(_among(words, ASIDE), np.float32(COMMON_TELLS), tells)


def likely(targets: Sequence[Target]) -> Floats:
    """What a place gains over names that fit nearly as well: it is open, and many people are there."""
    people = np.array([target.population for target in targets], dtype=np.float32)
    is_open = np.array([target.rank <= 1 for target in targets], dtype=np.bool_)
    gains = OPEN_GAINS + THOUSANDS_GAIN * np.log10(people + 1) / 4
    return np.where(is_open, gains, 0).astype(np.float32)


def order(targets: Sequence[Target]) -> Ints:
    """The place of each target among all when they fit equally well."""
    in_order = sorted(range(len(targets)), key=lambda number: _sorted_by(targets[number]))
    found = np.empty(len(targets), dtype=np.int64)
    found[in_order] = np.arange(len(targets))
    return found


def _sorted_by(target: Target) -> tuple[int, int, str, str]:
    return target.rank, -target.population, target.name.casefold(), target.state


def _among(words: Sequence[str], some: frozenset[str]) -> NDArray[np.bool_]:
    return np.fromiter((word in some for word in words), dtype=np.bool_, count=len(words))
