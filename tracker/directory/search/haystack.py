"""Every searched name as columns of numbers: its words, how much each counts, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.queries.directory_search import Searchable
from tracker.directory.catalogue.model import Catalogue
from tracker.directory.search.rows import Row, all_rows
from tracker.directory.search.weighing import Floats, Ints, likely, missed, order, weights

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Haystack:
    """The names as they are searched, immutable: any thread reads it as it is.

    Of each distinct word, in alphabetical order: its `lengths` and what it `tells`. Of each word of a name,
    and each beside one: its number (`entries`), the row it is in, how much it `counts` there, and how much of
    the row's `whole` name it `covers`. Of each row: the row of its target's own name (`own`), its place among
    equal matches (`order`), what it gains (`likely`), its state, whether it is for the `young`.
    """

    words: tuple[str, ...]
    lengths: Ints
    tells: Floats
    entries: Ints
    in_row: Ints
    counts: Floats
    covers: Floats
    rows: tuple[Row, ...]
    whole: Floats
    own: Ints
    order: Ints
    likely: Floats
    states: NDArray[np.str_]
    young: Flags
    same_words: dict[str, tuple[int, ...]]
    glued: str
    glued_starts: Ints


def build(catalogue: Catalogue, facilities: Sequence[Searchable]) -> Haystack:
    """All that can be found: the stored facilities, and the catalogue's agencies and places."""
    targets = list(all_rows(catalogue, facilities))
    rows = [row for found in targets for row in found]
    sizes = [len(found) for found in targets]
    numbers: dict[str, int] = {}
    named = [word for row in rows for word in row.words]
    beside = [word for row in rows for word, _counts in row.beside]
    numbered = [numbers.setdefault(word, len(numbers)) for words in (named, beside) for word in words]
    words = sorted(numbers)
    alphabetical = np.empty(len(words), dtype=np.int64)
    alphabetical[[numbers[word] for word in words]] = np.arange(len(words))
    entries = alphabetical[np.array(numbered, dtype=np.int64)]
    words_of_rows = [len(row.words) for row in rows], [len(row.beside) for row in rows]
    in_row = np.concatenate([np.repeat(np.arange(len(rows)), counted) for counted in words_of_rows])
    tells = weights(words, entries, len(rows))
    covers = missed(words, tells)[entries]
    covers[len(named) :] = 0
    glued = ["".join(row.words) for row in rows]
    return Haystack(
        words=tuple(words),
        lengths=np.array([len(word) for word in words], dtype=np.int64),
        tells=tells,
        entries=entries,
        in_row=in_row,
        counts=np.array([1.0] * len(named) + [counts for row in rows for _word, counts in row.beside], "f4"),
        covers=covers,
        rows=tuple(rows),
        whole=np.maximum(sums(in_row, covers, len(rows)), np.float32(0.01)),
        own=np.repeat(np.cumsum([0, *sizes])[:-1], sizes),
        order=np.repeat(order([found[0].target for found in targets]), sizes),
        likely=np.repeat(likely([found[0].target for found in targets]), sizes),
        states=np.array([row.target.state for row in rows], dtype=np.str_),
        young=np.array([row.target.young for row in rows], dtype=np.bool_),
        same_words=_same_words(rows),
        glued="\n".join(glued),
        glued_starts=np.cumsum([0, *(len(text) + 1 for text in glued)])[:-1],
    )


def sums(rows: Ints, values: Floats, count: int) -> Floats:
    """The sum of the values of each row."""
    return np.bincount(rows, weights=values, minlength=count).astype(np.float32)


def _same_words(rows: Sequence[Row]) -> dict[str, tuple[int, ...]]:
    """The rows of each name, word for word."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for words in (row.words, row.in_full):
            if words:
                found.setdefault(" ".join(words), []).append(number)
    return {text: tuple(numbers) for text, numbers in found.items()}
