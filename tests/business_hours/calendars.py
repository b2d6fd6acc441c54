"""Random calendars and instants for property tests."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from tracker.business_hours import BusinessClock

# Changes by an hour, by half an hour, at midnight; offsets of 30 and 45 minutes; a lost day; no change.
ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Phoenix",
    "America/Los_Angeles",
    "Pacific/Honolulu",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Europe/Dublin",
    "UTC",
]
FIRST = date(2010, 1, 1)
DAYS = 18 * 365

days = st.integers(0, DAYS).map(lambda number: FIRST + timedelta(days=number))
# Days around which something is known to happen: changes of the clocks, Samoa's lost day, leap days.
notable = st.sampled_from(
    [
        date(2026, 3, 8),
        date(2026, 11, 1),
        date(2011, 12, 30),
        date(2018, 2, 18),
        date(2018, 11, 4),
        date(2026, 3, 29),
        date(2026, 4, 5),
        date(2026, 10, 4),
        date(2012, 2, 29),
        date(2024, 2, 29),
        date(2020, 12, 31),
        date(2010, 11, 7),
    ]
)
starts = st.builds(
    lambda day, minute: datetime.combine(day, time(0), UTC) + timedelta(minutes=minute),
    days | notable,
    st.integers(-1440, 2880),
)
exact_starts = st.builds(
    lambda start, micro: start + timedelta(microseconds=micro), starts, st.integers(0, 10**8)
)
spans = st.integers(0, 40 * 86_400 * 10**6).map(lambda micro: timedelta(microseconds=micro))
weeks = st.sets(st.integers(0, 6), min_size=1).map(sorted)
windows = st.one_of(
    st.just((time(0), None)),
    st.just((time(9), time(17))),
    st.just((time(1, 30), time(2, 30))),
    st.lists(st.integers(0, 1439), min_size=2, max_size=2, unique=True).map(
        lambda pair: (_at(min(pair)), _at(max(pair)))
    ),
    st.integers(1, 1439).map(lambda minute: (_at(minute), None)),
)


def _at(minute: int) -> time:
    return time(minute // 60, minute % 60)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, object]:
    """Keyword arguments of a clock; few enough holidays that no closed time is long."""
    opens, closes = draw(windows)
    return {
        "zone": draw(st.sampled_from(ZONES)),
        "holidays": draw(st.frozensets(days | notable, max_size=8)),
        "opens": opens,
        "closes": closes,
        "weekdays": draw(weeks),
    }


clocks = rules().map(lambda rule: BusinessClock(**rule))  # type: ignore[arg-type]
