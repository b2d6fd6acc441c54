"""What people typed is shown to the letter."""

import re
from datetime import UTC, datetime

import pytest

from pages.parts.text import figure_text, literal, shortened, when
from tracker.kitelog import Kitelog

HOSTILE = (
    "**bold**", "$x^2$ and $y$", ":red[x]", ":red-badge[x]", "![a](http://x.example/t.png)", "<b>x</b>",
    "`code`", "[link](http://x.example)", ":material/home:", ":tada: :+1:", "a -> b <= c", "www.example.org",
    "mom@example.org", "# Title", "1. one", "- item", "> quote", "| a | b |", "~~gone~~", "\\", "&amp; &#42;",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_literal_escapes_every_mark_and_loses_no_letter(typed: str) -> None:
    shown = literal(typed)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown).replace("\u2060", "") == typed
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`$\[<!#|~&]", shown.replace("\\\\", ""))


@pytest.mark.parametrize(
    "typed", [":material/home:", ":tada:", "WWW.example.org", "MOM@example.org", "a -> b", "a <= b"]
)
def test_what_is_found_after_markdown_was_read_is_kept_apart(typed: str) -> None:
    bare = literal(typed).replace("\\", "")
    assert typed not in bare
    assert bare.replace("\u2060", "") == typed


def test_line_breaks_become_spaces_in_a_label() -> None:
    assert literal("one\n\n# two\u2028three") == r"one \# two three"


def test_a_figure_shows_tags_and_entities_as_typed() -> None:
    assert figure_text("<b>x</b> &amp; $y$") == "&lt;b&gt;x&lt;/b&gt; &amp;amp; &#36;y&#36;"


def test_a_long_note_is_cut_to_one_line() -> None:
    assert shortened("word " * 50, 20) == "word word word word…"
    assert shortened("two\nlines") == "two lines"


def test_the_place_s_time_stands_beside_ours_where_its_clock_differs(kitelog: Kitelog) -> None:
    instant = datetime(2026, 11, 23, 18, 1, tzinfo=UTC)
    assert when(instant, "America/New_York") == "Mon 23 Nov, 1:01 PM"
    assert when(instant, "America/Los_Angeles") == "Mon 23 Nov, 1:01 PM (10:01 AM in Los Angeles)"
    assert when(instant, "America/Detroit") == "Mon 23 Nov, 1:01 PM"


def test_another_year_is_named(kitelog: Kitelog) -> None:
    assert when(datetime(2025, 3, 2, 17, 0, tzinfo=UTC)) == "Sun 2 Mar 2025, 12:00 PM"
