"""Text that a spreadsheet would run as a formula, made harmless and brought back to the letter."""

import re

# OWASP "CSV Injection": = + - @, tab, CR, LF and the full-width signs; | and % as in defusedcsv.
_STARTS = "=+\\-@|%\t\r\n＝＋－＠"
_RUNS = re.compile(f"'*[{_STARTS}]")
_GUARDED = re.compile(f"'+[{_STARTS}]")


def guard(text: str) -> str:
    """The text as it leaves: one `'` before it when a spreadsheet would run it.

    A text that already starts with `'` and such a sign gets one too, so that no two texts leave alike and
    `unguard(guard(text)) == text` for every text.
    """
    return f"'{text}" if _RUNS.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`: exactly the one `'` that guards it is taken off."""
    return text[1:] if _GUARDED.match(text) else text
