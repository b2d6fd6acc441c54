"""The figures of spend: no markup from a name, few points, and colours that stay."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pages.parts.figures import paid_and_used, stacked, two_years
from pages.parts.series import DARK, LIGHT, colours
from tests.pages.conftest import add_contact, log_sent, provider_id
from tests.pages.test_spend_page import HOSTILE
from tracker.kitelog import Kitelog
from tracker.messages import Entry
from tracker.spend.charts import bars

NOVEMBER = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)


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


def test_figures_are_svg_with_few_points(family: Kitelog) -> None:
    log_sent(family, next(iter(family.contacts.names())), NOVEMBER, cost=Decimal(1))
    view = family.spend.view()
    for figure in (stacked(bars(view), view), paid_and_used(view.months), two_years(view)):
        assert {trace.type for trace in figure.data} <= {"bar", "scatter"}
        assert sum(len(trace.x) for trace in figure.data) <= 2_000


def test_a_provider_keeps_its_colour_when_another_one_comes() -> None:
    before, after = colours([3, 5]), colours([5, 9, 3])
    assert {key: after[key] for key in (3, 5)} == {key: before[key] for key in (3, 5)}
    assert (before[3], before[5]) == LIGHT[:2]
    assert len(set(LIGHT)) == len(set(DARK)) == 8
