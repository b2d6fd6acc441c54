"""Reads a GeoJSON file feature by feature, so that only one of them is unfolded at a time."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NoReturn

from tracker.transfer.facilities.columns import KNOWN, REQUIRED, folded, unknown_among
from tracker.transfer.facilities.outline import middle
from tracker.transfer.reading import MOST_BYTES
from tracker.transfer.report import Rejections, UnreadableError, shortened
from tracker.transfer.values import BadValueError
from tracker.wording import _

_BLANK = re.compile(r"[ \t\r\n]*")
_FROM_GEOMETRY = ("LATITUDE", "LONGITUDE")


class Features:
    """The features of one file. Rows are numbered by line, or by feature where two share a line."""

    def __init__(self, file: BinaryIO, told: Callable[[int], None]) -> None:
        self.read = 0
        self.by = "line"
        self._walk = _Walk(_text(file.read(MOST_BYTES + 1)), told)
        self._names: dict[str, str] = {}
        self._located = False

    @property
    def present(self) -> frozenset[str]:
        """The known columns that any feature has."""
        found = set(self._names.values()) & set(KNOWN)
        return frozenset(found | set(_FROM_GEOMETRY) if self._located else found)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The properties that Kitelog has no use for."""
        return unknown_among(self._names)

    def rows(self, rejections: Rejections) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Each feature's number and cells."""
        for line, feature in self._numbered():
            self.read += 1
            column = "feature"
            try:
                cells = self._properties(feature)
                column = "geometry"
                latitude, longitude = middle(feature.get("geometry"))
            except BadValueError as error:
                rejections.add(line, error.column or column, "", str(error))
                continue
            if latitude:
                self._located = True
                cells["LATITUDE"], cells["LONGITUDE"] = latitude, longitude
            yield line, tuple(cells.get(name, "") for name in KNOWN)
        missing = [name for name in REQUIRED if name not in self._names.values()]
        if self.read and missing:
            raise UnreadableError(1, missing[0], "", _("This column is missing."))

    def _numbered(self) -> Iterator[tuple[int, Any]]:
        """Each feature with its line, or with its number from 1 when the second one shares the first's."""
        features = self._walk.features()
        first = next(features, None)
        second = next(features, None)
        if first is not None and second is not None and first[0] == second[0]:
            self.by = "feature"
        listed = (found for found in (first, second) if found is not None)
        number = 0
        for several in (listed, features):
            for line, feature in several:
                number += 1
                yield (number if self.by == "feature" else line), feature

    def _properties(self, feature: Any) -> dict[str, str]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise BadValueError(_("This is no feature with properties. Save the list as GeoJSON."))
        for key in properties:
            if key not in self._names:
                self._names[key] = folded(key)
        named = ((self._names[key], value) for key, value in properties.items())
        return {name: _cell(name, value) for name, value in named if name in KNOWN}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    wrong = BadValueError(_("This is text or a number."))
    wrong.column = name
    raise wrong


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise UnreadableError(1, "", "", _("The file grew while it was read. Try again."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = f"\\x{content[error.start]:02x}"
        raise UnreadableError(
            line, "", value, _("This is not UTF-8 text. Save the file in UTF-8.")
        ) from error


class _Walk:
    """Goes through the text of a FeatureCollection once, counting lines as it goes."""

    def __init__(self, text: str, told: Callable[[int], None]) -> None:
        self._text = text
        self._told = told
        self._decoder = json.JSONDecoder()
        self._at = 0
        self._counted = 0
        self._line = 1

    def features(self) -> Iterator[tuple[int, Any]]:
        """Each feature with the line it starts on. Raises UnreadableError where the text is no such file."""
        self._take("{", _("This is not GeoJSON: a FeatureCollection begins with a brace."))
        found = False
        while self._next() != "}":
            key = self._value()
            self._take(":", _("This is not JSON."))
            if key == "features":
                found = True
                yield from self._list()
            else:
                self._value()
            if self._next() != "}":
                self._take(",", _("This is not JSON."))
        self._at += 1
        if self._next():
            self._fault(_("Something follows the end of the collection."))
        if not found:
            raise UnreadableError(1, "features", "", _("There are no features. Save the list as GeoJSON."))

    def _list(self) -> Iterator[tuple[int, Any]]:
        self._take("[", _("The features are a list."))
        while self._next() != "]":
            line = self._line_now()
            yield line, self._value()
            self._told(self._at)
            if self._next() != "]":
                self._take(",", _("This is not JSON."))
        self._at += 1

    def _next(self) -> str:
        """The next sign that is not blank, empty at the end."""
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str, why: str) -> None:
        if self._next() != sign:
            self._fault(why)
        self._at += 1

    def _value(self) -> Any:
        self._next()
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            starts, self._at = self._at, error.pos
            if error.msg.startswith("Unterminated string"):
                # Told where the string begins; nothing follows it.
                self._at = starts
                self._fault(_broken_off())
            self._fault(_("This is not JSON."))
        except RecursionError:
            self._fault(_("The values lie too deep in one another. This is not the list."))
        except ValueError:
            self._fault(_("A number is too long."))
        return value

    def _fault(self, why: str) -> NoReturn:
        if not self._text[self._at :].strip():
            why = _broken_off()
        value = shortened(self._text[self._at : self._at + 100])
        raise UnreadableError(self._line_now(), "", value, why)

    def _line_now(self) -> int:
        if self._at >= self._counted:
            self._line += self._text.count("\n", self._counted, self._at)
            self._counted = self._at
        return self._line


def _broken_off() -> str:
    return _("The file breaks off here. Download it again.")
