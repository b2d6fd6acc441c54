"""The guard's laws: it never fails, more never takes a caution away, and what fits is never spoken of."""

from hypothesis import given
from hypothesis import strategies as st

from tests.directory.small import FACT, HINT, SMALL
from tests.directory.test_guard import (
    ANAMOSA,
    ATTICA,
    DATED,
    ELKTON,
    JAIL,
    SOME_JAIL,
    STILLWATER,
    held,
    rules,
    with_limit,
)
from tracker.directory.cards import PlaceFacts
from tracker.directory.catalogue.model import Limit
from tracker.directory.guard.rules import DOUBTFUL, cautions, room

PLACES = st.sampled_from([ATTICA, ELKTON, ANAMOSA, JAIL, SOME_JAIL, STILLWATER, None])
PROVIDERS = st.sampled_from([row.name for row in SMALL.providers]) | st.text(max_size=12)
CONNECTIONS = st.sampled_from(["", "not started", "connected", "nonsense", *DOUBTFUL])
NUMBERS = st.integers(0, 10_000_000)
LIMITS = st.lists(
    st.builds(
        Limit,
        st.sampled_from(["characters", "photos", "contacts"]),
        st.integers(0, 20_000),
        st.sampled_from([FACT, HINT, DATED]),
        st.sampled_from(["", "jpay", "gettingout", "corrlinks"]),
        st.sampled_from(["", "ny", "us-bop"]),
        st.sampled_from(["", "A note with {braces}."]),
    ),
    max_size=4,
)


@given(PLACES, PROVIDERS, CONNECTIONS, LIMITS, st.none() | NUMBERS, NUMBERS)
def test_it_never_fails_and_each_rule_speaks_once(
    place: PlaceFacts | None, name: str, state: str, limits: list[Limit], characters: int | None, photos: int
) -> None:
    found = held(place, name, connection=state, catalogue=with_limit(*limits))
    told = cautions(found, characters, photos)
    assert len({caution.rule for caution in told}) == len(told)
    assert all(caution.sentence.endswith(".") and "{n" not in caution.sentence for caution in told)


@given(PLACES, PROVIDERS, LIMITS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_more_text_or_photos_never_take_a_caution_away(
    place: PlaceFacts | None,
    name: str,
    limits: list[Limit],
    characters: int,
    photos: int,
    more_characters: int,
    more_photos: int,
) -> None:
    found = held(place, name, catalogue=with_limit(*limits))
    before = set(rules(found, characters, photos))
    assert before <= set(rules(found, characters + more_characters, photos + more_photos))


@given(st.sampled_from([(ATTICA, "JPay"), (ELKTON, "CorrLinks"), (JAIL, "GettingOut")]), LIMITS, st.data())
def test_within_all_limits_and_with_the_current_provider_it_is_silent(
    pair: tuple[PlaceFacts, str], limits: list[Limit], data: st.DataObject
) -> None:
    found = held(*pair, catalogue=with_limit(*limits))
    most = [limit.most if limit else 10**7 for limit in (found.characters, found.photos)]
    characters, photos = (data.draw(st.integers(0, n)) for n in most)
    assert cautions(found, characters, photos) == ()


@given(PLACES, PROVIDERS, LIMITS, NUMBERS)
def test_what_is_left_is_never_less_than_nothing(
    place: PlaceFacts | None, name: str, limits: list[Limit], characters: int
) -> None:
    found = held(place, name, catalogue=with_limit(*limits))
    taken = room(found, characters)
    assert taken.left is None or taken.left >= 0
    if taken.units is not None and found.fits:
        assert (taken.units - 1) * found.fits < max(characters, 1) <= taken.units * found.fits
