"""How well each row of the haystack fits what was typed."""

from collections.abc import Iterator, Sequence

import numpy as np

from tracker.directory.search.glued import glued_rows
from tracker.directory.search.haystack import Haystack, sums
from tracker.directory.search.likeness import likeness, number_of
from tracker.directory.search.weighing import COMMON_TELLS, Floats
from tracker.directory.search.words import meanings

# What a typed word that is nowhere takes from the whole, and what another meaning of a word counts.
UNKNOWN_TELLS, OTHER_MEANING = 1.6, np.float32(0.9)
GLUED = np.float32(0.97)
# How much of a score is that the name has no other words than those typed.
COVER = np.float32(0.2)


def scores(haystack: Haystack, words: Sequence[str]) -> Floats:
    """Of each row from 0 to 1: how much of the words it has, and a little, how much of its name they are."""
    typed = list(dict.fromkeys(words))
    table = likeness(haystack, typed, words[-1] if words.count(words[-1]) == 1 else "")
    fits = [_best_in_row(haystack, like) for like in table]
    for word, fit in zip(typed, fits, strict=True):
        for other in _other_meanings(haystack, word):
            np.maximum(fit, other, out=fit)
        fit[glued_rows(haystack, word)] = GLUED
    for (word, fit), (after, fit_after) in zip(
        zip(typed, fits, strict=True), zip(typed[1:], fits[1:], strict=True), strict=False
    ):
        as_one = _of_word(haystack, word + after)
        if as_one is not None:
            np.maximum(fit, as_one, out=fit)
            np.maximum(fit_after, as_one, out=fit_after)
    tells = np.array([_tells(haystack, like, fit) for like, fit in zip(table, fits, strict=True)])
    reached = sum(fit * tell for fit, tell in zip(fits, tells / tells.sum(), strict=True))
    return np.asarray(reached * (1 - COVER + COVER * _covered(haystack, typed, table)), dtype=np.float32)


def _best_in_row(haystack: Haystack, like: Floats) -> Floats:
    """Of each row the word that is most like it, by how much a word counts there."""
    fit = np.zeros(len(haystack.rows), dtype=np.float32)
    some = np.flatnonzero((like > 0)[haystack.entries])
    np.maximum.at(fit, haystack.in_row[some], like[haystack.entries[some]] * haystack.counts[some])
    return fit


def _of_word(haystack: Haystack, word: str) -> Floats | None:
    """The same for a word taken as it is written; None where no name has it."""
    number = number_of(haystack, word)
    if number is None:
        return None
    fit = np.zeros(len(haystack.rows), dtype=np.float32)
    some = np.flatnonzero(haystack.entries == number)
    np.maximum.at(fit, haystack.in_row[some], haystack.counts[some])
    return fit


def _other_meanings(haystack: Haystack, word: str) -> Iterator[Floats]:
    for way in meanings(word):
        parts = [fit for part in way if (fit := _of_word(haystack, part)) is not None]
        if len(parts) == len(way):
            yield np.asarray(OTHER_MEANING * np.mean(parts, axis=0), dtype=np.float32)


def _tells(haystack: Haystack, like: Floats, fit: Floats) -> float:
    """What a typed word tells: as much as the word it is most like."""
    nearest = int(like.argmax())
    if like[nearest] > 0:
        return float(haystack.tells[nearest])
    return COMMON_TELLS if fit.any() else UNKNOWN_TELLS


def _covered(haystack: Haystack, typed: Sequence[str], table: Floats) -> Floats:
    """The share of each row's name that was typed."""
    most = table.max(axis=0)
    for number in (number_of(haystack, part) for word in typed for way in meanings(word) for part in way):
        if number is not None:
            most[number] = max(most[number], OTHER_MEANING)
    some = np.flatnonzero((most > 0)[haystack.entries])
    values = most[haystack.entries[some]] * haystack.covers[some]
    return np.asarray(sums(haystack.in_row[some], values, len(haystack.rows)) / haystack.whole)
