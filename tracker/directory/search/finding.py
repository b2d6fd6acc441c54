"""The search: the best rows of the haystack, and the typed name where none is good enough."""

from collections.abc import Iterator

import numpy as np

from tracker.directory.search.haystack import Haystack
from tracker.directory.search.hits import Hit
from tracker.directory.search.query import Query, read_query
from tracker.directory.search.scoring import scores
from tracker.directory.search.weighing import Floats, Ints

# Below SURE the typed name is offered too, below GOOD it comes first. A row below LEAST, or far below the
# best, is no result.
SURE, GOOD, LEAST, OF_BEST = 0.65, 0.55, 0.42, 0.62
# While no facility is stored, what the catalogue has may be another place of a like name.
GOOD_UNSTORED = 0.75
# Rows whose scores fall into one step match equally. Only the same words, word for word, reach the last one.
STEP, NOT_THE_SAME, THE_SAME = np.float32(0.005), np.float32(0.95), np.float32(1)
# What a place for the young loses when nothing typed asks for one.
NOT_YOUNG = np.float32(0.06)
# By how much another name must fit better than the own one, to be told.
CLEARLY = np.float32(0.03)
ANY_JAIL = 0.99
# The most names that one target has, about: that many rows are sorted for each hit.
NAMES = 20


def search(haystack: Haystack, text: str, state: str = "", limit: int = 10) -> list[Hit]:
    """The best matches of a text, best first; equal ones by status, population and name.

    `state` keeps the places of one state and the agencies of the whole country. A text that nothing fits well
    comes back as a `typed` hit; only an empty one finds nothing.
    """
    query = read_query(text)
    if not query.text:
        return []
    where = state or query.state
    only = where if query.any_jail and not query.names_county else state
    hits = _hits(haystack, query, only, limit) if query.words and haystack.rows else []
    return _with_typed(hits, query, where, limit)[:limit]


def _with_typed(hits: list[Hit], query: Query, where: str, limit: int) -> list[Hit]:
    """The hits with what the text itself answers: any jail of a state, or the name as it was typed."""
    any_jail = [Hit("agency", f"county:{where}:", ANY_JAIL, state=where)] if where and query.any_jail else []
    same = len([hit for hit in hits if hit.score == 1])
    if any_jail and not query.names_county:
        return [*hits[:same], *any_jail, *hits[same:]]
    typed = Hit("typed", query.text, GOOD, state=where)
    stored = any(hit.kind == "facility" for hit in hits)
    if not hits or hits[0].score < (GOOD if stored else GOOD_UNSTORED) or (query.is_common and not stored):
        return [typed, *any_jail, *hits]
    first = max(same, 1)
    found = [*hits[:first], *any_jail, *hits[first:]][:limit]
    exactly = same > 0 and hits[0].kind != "place"
    sure = SURE if stored or exactly or hits[0].kind == "agency" else 2
    return found if hits[0].score >= sure else [*found[: limit - 1], typed]


def _hits(haystack: Haystack, query: Query, state: str, limit: int) -> list[Hit]:
    found = scores(haystack, query.words) * NOT_THE_SAME
    if not query.for_young:
        found[haystack.young] -= NOT_YOUNG
    found[list(haystack.same_words.get(" ".join(query.words), ()))] = THE_SAME
    if state:
        found[(haystack.states != state) & (haystack.states != "")] = 0
    rows = np.flatnonzero(found >= max(LEAST, OF_BEST * float(found.max())))
    return list(_of_targets(haystack, found, _ranked(haystack, found, rows, limit * NAMES), limit))


def _ranked(haystack: Haystack, found: Floats, rows: Ints, most: int) -> Ints:
    """The first rows, best first."""
    # The same words stay above every other name, whatever that gains.
    gained = np.where(found[rows] < THE_SAME, found[rows] + haystack.likely[rows], THE_SAME + THE_SAME)
    steps = np.round(gained / STEP).astype(np.int64)
    place = (haystack.order[rows] - steps * len(haystack.rows)) * 2 + (haystack.own[rows] != rows)
    if len(rows) > most:
        first = np.argpartition(place, most)[:most]
        rows, place = rows[first], place[first]
    return np.asarray(rows[np.argsort(place)])


def _of_targets(haystack: Haystack, found: Floats, ranked: Ints, limit: int) -> Iterator[Hit]:
    """Each target once, by its best row; another name is told where its own would not have done as well."""
    seen: set[int] = set()
    for row in ranked:
        own = int(haystack.own[row])
        if own in seen:
            continue
        seen.add(own)
        target = haystack.rows[row].target
        told = own != row and target.kind != "agency" and found[own] < found[row] - CLEARLY
        matched = haystack.rows[row].name if told else ""
        yield Hit(target.kind, target.key, float(found[row]), matched, target.state)
        if len(seen) == limit:
            return
