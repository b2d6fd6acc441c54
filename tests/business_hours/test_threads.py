"""One clock, many threads: pages and the scheduler ask it at the same time."""

import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import holidays
import pytest

from tracker.business_hours import BusinessClock

SPAN = timedelta(hours=48)
YEARS = range(1960, 2040)


@pytest.fixture
def _hasty() -> Iterator[None]:
    """Threads change places as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def answers(clock: BusinessClock, years: list[int]) -> dict[int, tuple[datetime, timedelta]]:
    """What a clock says about the days before Thanksgiving of some years."""
    found = {}
    for year in years:
        start = datetime(year, 11, 20, 15, tzinfo=UTC)
        found[year] = clock.add(start, SPAN), clock.between(start, start + timedelta(days=30))
    return found


@pytest.mark.usefixtures("_hasty")
def test_eight_threads_that_ask_different_years_agree_with_one() -> None:
    expected = answers(
        BusinessClock("America/New_York", holidays.country_holidays("US", subdiv="NY")), list(YEARS)
    )
    shared = holidays.country_holidays("US", subdiv="NY")  # two clocks on one list that fills itself
    pair = [BusinessClock("America/New_York", shared) for _ in range(2)]
    gate = Barrier(8)

    def ask(number: int) -> dict[int, tuple[datetime, timedelta]]:
        gate.wait()
        years = list(YEARS)[number:] + list(YEARS)[:number]
        return answers(pair[number % 2], years[:: -1 if number % 3 else 1])

    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(ask, range(8)):
            assert found == expected


def test_a_clock_can_be_pickled() -> None:
    clock = BusinessClock("America/New_York", {datetime(2026, 11, 11, tzinfo=UTC).date()})
    start = datetime(2026, 11, 10, 15, tzinfo=UTC)
    due = clock.add(start, SPAN)
    assert pickle.loads(pickle.dumps(clock)).add(start, SPAN) == due
