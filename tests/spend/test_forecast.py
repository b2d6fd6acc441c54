"""What a month will come to: the rule on plain numbers, its laws, and how often its range is right."""

import calendar
import itertools
import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.spend.budgets import Forecast, MonthBefore, forecast
from tracker.spend.budgets.pace import HIGH, LOW, MIDDLE, days_left, percentile
from tracker.spend.budgets.words import ahead_words

F = Fraction

dollars = st.fractions(min_value=-500, max_value=500, max_denominator=10_000)
months_before = st.lists(
    st.builds(MonthBefore, st.sampled_from([28, 29, 30, 31]), dollars, st.none() | dollars), max_size=15
)
days = st.tuples(st.integers(1, 28), st.sampled_from([28, 29, 30, 31]))


def rests(*amounts: int) -> list[MonthBefore]:
    """Months that came to ten dollars more than on their last days."""
    return [MonthBefore(30, F(amount + 10), F(amount)) for amount in amounts]


def test_what_is_spent_and_the_middle_of_what_the_same_days_came_to() -> None:
    assert forecast(F(20), rests(5, 1, 9, 4), 20, 30) == Forecast(F(21), F("24.5"), F(29), 4)


def test_twelve_months_leave_out_about_the_lowest_and_the_highest() -> None:
    found = forecast(F(0), rests(*range(1, 13)), 10, 30)
    # The 1.3rd and the 11.7th of twelve.
    assert found == Forecast(F("1.3"), F("6.5"), F("11.7"), 12)


def test_only_the_newest_twelve_months_count() -> None:
    assert forecast(F(0), rests(*[900] * 5, *range(1, 13)), 10, 30) == forecast(
        F(0), rests(*range(1, 13)), 10, 30
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_than_three_months_are_too_few_to_say(number: int) -> None:
    assert forecast(F(20), rests(*[5] * number), 20, 30) is None


def test_months_without_anything_count_as_nothing() -> None:
    assert forecast(F(20), rests(-10, -10, -10), 20, 30) == Forecast(F(20), F(20), F(20), 3)


def test_what_comes_back_counts_as_nothing() -> None:
    refunds = [MonthBefore(30, F(-30)), MonthBefore(30, F(-10), F(-5)), MonthBefore(30, F(8), F(-2))]
    assert forecast(F(4), refunds, 10, 30) == Forecast(F(4), F(4), F(4), 3)


def test_a_month_with_more_back_than_paid_goes_on_from_there() -> None:
    assert forecast(F(-6), rests(2, 2, 2), 10, 30) == Forecast(F(-4), F(-4), F(-4), 3)


@pytest.mark.parametrize(
    ("day", "share"), [(1, F(1)), (15, F(16, 30)), (30, F(1, 30))], ids=["first", "middle", "last"]
)
def test_where_only_totals_are_known_the_days_that_are_left_have_their_share(day: int, share: F) -> None:
    months = [MonthBefore(30, F(60))] * 3
    assert forecast(F(7), months, day, 30) == Forecast(*[F(7) + 60 * share] * 3, 3)


def test_the_share_is_that_of_each_months_own_days() -> None:
    february = MonthBefore(28, F(28))
    assert forecast(F(0), [february] * 3, 2, 31) == Forecast(*[F(27)] * 3, 3), "all but the first"
    assert forecast(F(0), [MonthBefore(31, F(31))] * 3, 1, 28) == Forecast(*[F(31)] * 3, 3)
    assert forecast(F(0), [MonthBefore(31, F(31))] * 3, 28, 28) == Forecast(*[F(1)] * 3, 3)


@pytest.mark.parametrize("days", [28, 29, 30, 31])
@pytest.mark.parametrize("others", [28, 29, 30, 31])
def test_the_days_left_are_all_on_the_first_and_one_on_the_last_of_months_of_any_length(
    days: int, others: int
) -> None:
    left = [days_left(day, days, others) for day in range(1, days + 1)]
    assert (left[0], left[-1]) == (others, 1)
    assert all(0 <= before - after <= 2 for before, after in itertools.pairwise(left))
    assert days != others or left == list(range(others, 0, -1))


def test_what_was_paid_today_is_the_beginning_of_the_days_that_are_left() -> None:
    first = rests(20, 20, 20)
    assert forecast(F(20), first, 1, 30, F(20)) == Forecast(F(20), F(20), F(20), 3), "bought as always"
    assert forecast(F(5), first, 1, 30, F(5)) == Forecast(F(20), F(20), F(20), 3)
    assert forecast(F(50), first, 30, 30, F(50)) == Forecast(F(50), F(50), F(50), 3), "more than ever"
    assert forecast(F(17), first, 9, 30, F(-3)) == Forecast(F(37), F(37), F(37), 3), "a refund begins nothing"


@given(dollars, dollars, months_before, days)
def test_a_forecast_is_never_below_what_is_spent_whatever_was_paid_today(
    spent: F, today: F, months: list[MonthBefore], when: tuple[int, int]
) -> None:
    found, without = forecast(spent, months, *when, today), forecast(spent, months, *when)
    if found is not None and without is not None:
        assert spent <= found.low <= without.low
        assert found.likely <= found.high <= without.high


@given(dollars, st.fractions(0, 100, max_denominator=10_000), months_before, days)
def test_more_spent_is_a_higher_forecast_by_as_much(
    spent: F, more: F, months: list[MonthBefore], when: tuple[int, int]
) -> None:
    lower, higher = forecast(spent, months, *when), forecast(spent + more, months, *when)
    if lower is None or higher is None:
        assert len(months) < 3
        return
    assert (higher.low, higher.likely, higher.high) == (
        lower.low + more,
        lower.likely + more,
        lower.high + more,
    )


@given(dollars, months_before, days)
def test_a_forecast_lies_between_what_is_spent_and_the_most_that_ever_followed(
    spent: F, months: list[MonthBefore], when: tuple[int, int]
) -> None:
    found = forecast(spent, months, *when)
    if found is not None:
        most = max((month.total if month.rest is None else month.rest) for month in months)
        assert spent <= found.low <= found.likely <= found.high <= spent + max(most, F(0))
        assert found.months == min(len(months), 12)


@given(dollars, months_before, days, st.randoms())
def test_the_order_of_a_years_months_says_nothing(
    spent: F, months: list[MonthBefore], when: tuple[int, int], chance: random.Random
) -> None:
    months = months[-12:]
    shuffled = months[:]
    chance.shuffle(shuffled)
    assert forecast(spent, shuffled, *when) == forecast(spent, months, *when)


@given(st.lists(dollars, min_size=1, max_size=40), st.sampled_from([LOW, MIDDLE, HIGH]))
def test_a_percentile_has_its_share_of_the_values_at_either_side(values: list[F], share: F) -> None:
    ordered = sorted(values)
    found = percentile(ordered, share)
    assert ordered[0] <= found <= ordered[-1]
    assert sum(value < found for value in ordered) <= share * (len(ordered) + 1)
    assert sum(value > found for value in ordered) <= (1 - share) * (len(ordered) + 1)


def test_the_words_of_a_wide_range_are_whole_dollars_that_hold_it() -> None:
    coming = Forecast(F("31.60"), F("37.40"), F("43.20"), 12)
    assert ahead_words(coming, "2026-11", F("24.10")) == (
        "$31 to $44 by the end of November at your own pace, $37 most likely (from 12 whole months)."
    )


def test_the_words_never_tell_less_than_is_spent() -> None:
    coming = Forecast(F("31.60"), F("31.60"), F("1243.20"), 12)
    assert ahead_words(coming, "2026-11", F("31.55")).startswith("$31.60 to $1,244 by the end of November")
    assert "$31.60 most likely" in ahead_words(coming, "2026-11", F("31.55"))
    coming = Forecast(F("31.40"), F("31.40"), F("43.20"), 12)
    assert "$31.40 most likely" in ahead_words(coming, "2026-11", F("31.40"))


def test_the_words_of_a_narrow_range_have_cents_and_those_of_none_one_number() -> None:
    assert ahead_words(Forecast(F(3), F(4), F("5.125"), 5), "2026-02", F(3)) == (
        "$3.00 to $5.12 by the end of February at your own pace, $4.00 most likely (from 5 whole months)."
    )
    assert ahead_words(Forecast(F(-3), F(-3), F(-3), 3), "2026-02", F(-3)) == (
        "-$3.00 by the end of February at your own pace (from 3 whole months)."
    )


def test_the_words_of_too_few_months_say_what_is_missing() -> None:
    assert ahead_words(None, "2026-11", F(3)) == (
        "It is too early to say how November will end: that takes 3 whole months before it."
    )


KINDS = ("each message", "packs", "subscription", "weekly", "seldom")
FAMILIES = 100


def family(chance: random.Random, kind: str, lengths: Sequence[int]) -> list[list[int]]:
    """Made-up cents for each day of some months: calm and busy months, payments small, large or dated."""
    a_day, uneven = chance.uniform(1, 20) / 7, chance.choice([0, 0.2, 0.4])
    price, (pack, amount) = (
        chance.choice([20, 35, 50, 100]),
        chance.choice([(10, 500), (20, 800), (35, 1000)]),
    )
    due, left = chance.randint(1, 28), 0
    months = []
    for length in lengths:
        busy = a_day * chance.lognormvariate(0, uneven)
        month = []
        for day in range(1, length + 1):
            cents = 0
            if kind in ("each message", "packs"):
                messages = sum(chance.random() < busy / 8 for _ in range(8))
                cents = messages * price
                if kind == "packs":
                    bought = max(-(-(messages - left) // pack), 0)
                    left += bought * pack - messages
                    cents = bought * amount
            elif kind == "subscription":
                cents = 2_000 * (day == due) + 500 * (chance.random() < 0.05)
            elif kind == "weekly":
                cents = chance.choice([500, 1_000, 1_000, 2_000]) * (day % 7 == due % 7)
            else:
                cents = chance.choice([1_000, 2_000]) * (chance.random() < 0.02)
            month.append(cents)
        months.append(month)
    return months


def held(kind: str, before: int, *, rests_known: bool = True) -> float:
    """How often the range held the real end of the month, on random days of random families."""
    chance, hits = random.Random(f"{kind} {before}"), []
    for _ in range(FAMILIES):
        first = chance.randrange(12)
        lengths = [calendar.monthrange(2025, (first + n) % 12 + 1)[1] for n in range(before + 1)]
        *history, present = family(chance, kind, lengths)
        for day in chance.sample(range(1, lengths[-1] + 1), 4):
            months = [
                MonthBefore(
                    len(month),
                    F(sum(month), 100),
                    F(sum(month[-days_left(day, lengths[-1], len(month)) :]), 100) if rests_known else None,
                )
                for month in history
            ]
            # Before what the day brings, or after it.
            spent, today = F(sum(present[: day - 1]), 100), F(0)
            if chance.choice([True, False]):
                today = F(present[day - 1], 100)
            found = forecast(spent + today, months, day, lengths[-1], today if rests_known else F(0))
            assert found is not None
            hits.append(found.low <= F(sum(present), 100) <= found.high)
    return sum(hits) / len(hits)


def test_the_range_holds_the_real_end_of_the_month_in_about_four_of_five_cases() -> None:
    """Of 400 random days of each kind of family, with a year known: 81 to 95 of 100, 89 on the whole.

    With nine months or more the rule promises 80 for amounts that never repeat; amounts that do give more.
    With six months known it was 76 to 93 of 100, with three 57 to 85.
    """
    year = {kind: held(kind, 12) for kind in KINDS}
    assert all(0.72 <= share <= 0.97 for share in year.values()), year
    assert 0.8 <= sum(year.values()) / len(year) <= 0.92, year


def test_where_only_totals_are_known_the_range_holds_less_often() -> None:
    """Why the days themselves are counted where they can be: their share of the totals held 60 of 100."""
    year = {kind: held(kind, 12, rests_known=False) for kind in KINDS}
    assert sum(year.values()) / len(year) < 0.7
