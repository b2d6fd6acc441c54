"""The figures of spend: no markup from a name, few points however long the history, and colours that stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pages.parts.series import DARK, LIGHT, PATTERNS, colours, patterns
from pages.parts.spend.figure_bars import layer_group, paid_and_used, stacked
from pages.parts.spend.figure_ring import ring
from pages.parts.spend.figure_years import two_years
from tests.pages.conftest import add_contact, log_sent, provider_id
from tests.pages.spending import HOSTILE
from tracker.kitelog import Kitelog
from tracker.messages import Entry
from tracker.spend import Only, SpendRow, SpendTable, SpendView
from tracker.spend.charts import bars, parts
from tracker.spend.days import months_between
from tracker.spend.table import Figures
from tracker.spend.view import YearMonth

NOVEMBER = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
MOST_POINTS, MOST_BYTES = 2_000, 100_000
AMOUNT = Decimal("123456.78")
KINDS = ("stamps", "credit", "subscription", "messages", "fees")


def row(key: int | None, name: str, month: str) -> SpendRow:
    found = Figures(9_999, 9_999, 0, AMOUNT, AMOUNT, Decimal("1.05"), AMOUNT, AMOUNT, AMOUNT)
    return SpendRow(key, name, month, found)


def forty_years(by: str = "provider", providers: int = 30) -> SpendView:
    """Forty years of months with many providers, contacts or members of long names."""
    months = months_between("1986-12", "2026-11")
    names: dict[int | None, str] = {
        key: f"Provider {key} " + "of a long name " * 9 for key in range(providers)
    }
    rows = tuple(row(key, name, month) for month in months for key, name in names.items())
    total = row(None, "", "").figures
    return SpendView(
        only=Only(),
        measure="paid",
        table=SpendTable(by, rows, total, "America/New_York"),
        keys=tuple(row(key, name, "") for key, name in names.items()),
        months=tuple(row(None, "", month) for month in months),
        kinds=tuple((kind, AMOUNT) for kind in KINDS),
        names=names,
        year=2026,
        years=tuple(YearMonth(month, AMOUNT, AMOUNT) for month in range(1, 13)),
        month="2026-11",
        this_month=AMOUNT,
        last_month=AMOUNT,
        from_day=date(1986, 12, 1),
        to_day=date(2026, 11, 23),
    )


def figures_of(view: SpendView) -> Iterator[Any]:
    yield stacked(bars(view), view)
    yield paid_and_used(view.months)
    yield two_years(view)
    yield ring(parts(view.kinds))


def points(trace: Any) -> int:
    return len(trace.values if trace.type == "pie" else trace.x)


@pytest.mark.parametrize("by", ["provider", "contact", "member"])
@pytest.mark.parametrize("providers", [1, 30, 300])
def test_no_figure_is_heavy_with_many_providers_and_forty_years_of_months(by: str, providers: int) -> None:
    for figure in figures_of(forty_years(by, providers)):
        assert sum(points(trace) for trace in figure.data) <= MOST_POINTS
        assert len(figure.to_json().encode()) <= MOST_BYTES


def test_figures_are_svg_and_never_webgl() -> None:
    for figure in figures_of(forty_years()):
        assert {trace.type for trace in figure.data} <= {"bar", "scatter", "pie"}


def test_the_newest_months_are_those_that_are_drawn() -> None:
    chart = bars(forty_years())
    assert (chart.months[0], chart.months[-1]) == ("2016-12", "2026-11")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_figure_reads_no_markup_in_a_name(family: Kitelog, name: str) -> None:
    contact = add_contact(family, name, provider=name)
    family.messages.log_sent(Entry(contact, provider_id(family, name), NOVEMBER, cost=Decimal("0.30")))
    view = family.spend.view()
    drawn = stacked(bars(view), view).to_json()
    assert "<b>" not in drawn
    assert "<a " not in drawn
    assert "$x" not in drawn
    assert all("%{y}" not in trace.hovertemplate for trace in stacked(bars(view), view).data)


def test_each_layer_tells_the_browser_whose_it_is(family: Kitelog) -> None:
    log_sent(family, next(iter(family.contacts.names())), NOVEMBER, cost=Decimal(1))
    view = family.spend.view("member")
    assert [trace.legendgroup for trace in stacked(bars(view), view).data] == ["key.1"]
    layer = bars(view).layers[0]
    told = [layer_group(replace(layer, **change)) for change in ({"key": None}, {"kind": "others"})]
    assert told == ["key.none", "others"]


def test_a_provider_has_its_colour_whatever_the_filter(family: Kitelog) -> None:
    dad = next(iter(family.contacts.names()))
    second = family.contacts.add_provider("CorrLinks").id
    log_sent(family, dad, NOVEMBER, cost=Decimal(1))
    family.messages.log_sent(Entry(dad, second, NOVEMBER, cost=Decimal(2)))
    every, alone = family.spend.view(), family.spend.view(only=Only(provider_id=second))
    (shade,) = [trace.marker.color for trace in stacked(bars(alone), alone).data]
    whole = {trace.legendgroup: trace.marker.color for trace in stacked(bars(every), every).data}
    assert shade == whole[f"key.{second}"]


def test_what_is_nobodys_has_no_providers_colour() -> None:
    view = forty_years()
    bare = [paid_and_used(view.months), two_years(view), ring(parts(view.kinds))]
    assert not [colour for colour in (*LIGHT, *DARK) for figure in bare if colour in figure.to_json()]


def test_only_what_was_used_is_drawn_where_nobody_knows_what_was_paid() -> None:
    months = [SpendRow(None, "", one.month, replace(one.figures, paid=None)) for one in forty_years().months]
    assert [trace.name for trace in paid_and_used(months).data] == ["Used"]


def test_the_ring_names_each_part_with_its_dollars_and_the_whole() -> None:
    figure = ring(parts((("fees", Decimal(3)), ("stamps", Decimal("4.20")))))
    assert figure.data[0].text == ("Stamps<br>$4.20", "Fees<br>$3.00")
    assert figure.layout.annotations[0].text == "$7.20<br>paid"


def test_a_provider_keeps_its_colour_when_another_one_comes() -> None:
    before, after = colours([3, 5]), colours([5, 9, 3])
    assert {key: after[key] for key in (3, 5)} == {key: before[key] for key in (3, 5)}
    assert (before[3], before[5]) == LIGHT[:2]
    assert len(set(LIGHT)) == len(set(DARK)) == 8


def marked(figure: Any) -> list[tuple[str, str | None]]:
    """The colour and the pattern of each trace."""
    return [(trace.marker.color, trace.marker.pattern.shape) for trace in figure.data]


@pytest.mark.parametrize("providers", [9, 30, 48])
def test_no_two_layers_of_a_bar_look_alike(providers: int) -> None:
    view = forty_years(providers=providers)
    names = {None: "Nobody named", **view.names}
    # The last ones cost most, so that they are drawn; one row is of nobody.
    rows = [
        row(key, name, "2026-11") if key is None else scaled(row(key, name, "2026-11"), key + 1)
        for key, name in names.items()
        if key is None or key % 8 in (0, 1)
    ]
    view = replace(view, names=names, table=replace(view.table, rows=tuple(rows)))
    marks = marked(stacked(bars(view), view))
    assert len(set(marks)) == len(marks) > 2


def scaled(one: SpendRow, times: int) -> SpendRow:
    return replace(one, figures=replace(one.figures, paid=AMOUNT * times))


def test_keys_that_share_a_colour_keep_their_patterns_when_another_one_comes() -> None:
    before, after = patterns(range(20)), patterns([*range(20), 99])
    assert {key: after[key] for key in before} == before
    assert {key: shape for key, shape in before.items() if shape} == {
        **dict.fromkeys(range(8, 16), PATTERNS[1]),
        **dict.fromkeys(range(16, 20), PATTERNS[2]),
    }


def test_what_is_of_nobody_or_of_many_has_no_ones_colour() -> None:
    view = forty_years(providers=12)
    rows = (*view.table.rows, row(None, "Nobody named", "2026-11"))
    view = replace(view, names={None: "Nobody named", **view.names}, table=replace(view.table, rows=rows))
    layers = dict(
        zip(
            [trace.legendgroup for trace in stacked(bars(view), view).data],
            marked(stacked(bars(view), view)),
            strict=True,
        )
    )
    assert layers["others"][0] not in LIGHT


def test_the_names_of_many_layers_get_lines_of_their_own_below_the_months() -> None:
    few, many = (stacked(bars(view), view) for view in (forty_years(providers=1), forty_years()))
    assert (few.layout.height, many.layout.height) == (320, 320 + 6 * 16)
    assert (many.layout.legend.yref, many.layout.legend.y) == ("container", 0)


def test_steps_of_less_than_a_dollar_are_told_to_the_cent() -> None:
    for figure in (stacked(bars(forty_years()), forty_years()), paid_and_used(forty_years().months)):
        (cents,) = figure.layout.yaxis.tickformatstops
        assert (cents.dtickrange, cents.value) == ((None, 0.9), ".2f")
