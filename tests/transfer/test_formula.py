"""Text that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.transfer.formula import guard, unguard


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%x", "\tx", "\rx", "\nx", "＝1"])
def test_text_that_would_run_leaves_with_one_quote(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "'", "''", "'tis", "hello", " =1", "1-1", "'a=", "Dad"])
def test_other_text_leaves_as_it_is(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@pytest.mark.parametrize("text", ["'=1", "''=1", "'''-", "'\t"])
def test_a_text_that_already_has_a_quote_gets_one_more(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@given(st.text(alphabet=st.sampled_from("'=+-@|%\t\r\na ")) | st.text())
def test_every_text_comes_back_to_the_letter(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text(alphabet="'=-a", max_size=5), st.text(alphabet="'=-a", max_size=5))
def test_no_two_texts_leave_alike(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@given(st.text(alphabet=st.sampled_from("'=+-@|%\t\r\na")))
def test_nothing_that_leaves_starts_with_a_sign_that_runs(text: str) -> None:
    assert not guard(text).startswith(("=", "+", "-", "@", "|", "%", "\t", "\r", "\n"))
