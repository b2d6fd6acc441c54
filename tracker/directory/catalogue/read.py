"""Reads the catalogue from its files: every `*.toml` of a folder, a table named after the kind of row."""

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.directory.catalogue.model import Catalogue
from tracker.errors import KitelogError
from tracker.wording import _

# The table of a row -> the part of the catalogue it belongs to.
PARTS = {
    "provider": "providers",
    "agency": "agencies",
    "place": "places",
    "contract": "contracts",
    "rate": "rates",
    "limit": "limits",
    "other_name": "other_names",
}
FOLDER = Path(__file__).parent
Rows = dict[str, list[tuple[str, int, Any]]]


class CatalogueError(KitelogError):
    """A file of the catalogue cannot be read; the sentence names file, row and field."""


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with Kitelog, read once."""
    return read(FOLDER)


def catalogue_version() -> str:
    """The version of the catalogue that comes with Kitelog, without reading its rows."""
    return _version(_files(FOLDER))


def read(folder: Path) -> Catalogue:
    """The catalogue of a folder. Raises CatalogueError for what does not fit the model."""
    files = _files(folder)
    rows: Rows = {part: [] for part in PARTS.values()}
    for name, content in files.items():
        _sort(name, _table(name, content), rows)
    return _checked(rows, _version(files))


def _files(folder: Path) -> dict[str, bytes]:
    files = {file.name: file.read_bytes() for file in sorted(folder.glob("*.toml"))}
    if not files:
        raise CatalogueError(_("There is no catalogue in {folder}.").format(folder=folder))
    return files


def _version(files: dict[str, bytes]) -> str:
    digest = sha256()
    for name, content in files.items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


def _table(name: str, content: bytes) -> dict[str, Any]:
    try:
        # Prices stay the text they are until they become a Decimal.
        return tomllib.loads(content.decode(), parse_float=str)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = _("{file} cannot be read as TOML: {reason}.")
        raise CatalogueError(sentence.format(file=name, reason=error)) from error


def _sort(name: str, table: dict[str, Any], rows: Rows) -> None:
    for kind, found in table.items():
        if kind not in PARTS or not isinstance(found, list):
            sentence = _("{file} has {kind}, which is none of the kinds of row: {kinds}.")
            raise CatalogueError(sentence.format(file=name, kind=kind, kinds=", ".join(PARTS)))
        rows[PARTS[kind]].extend((name, number, row) for number, row in enumerate(found, 1))


def _checked(rows: Rows, version: str) -> Catalogue:
    """The rows as the model has them; as JSON, in which a list may be a tuple and yet no word a number."""
    plain = {part: [row for _file, _number, row in found] for part, found in rows.items()}
    try:
        adapter = TypeAdapter(Catalogue)
        return adapter.validate_json(json.dumps({"version": version, **plain}, default=str), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        part, index, *field = first["loc"]
        file, number, row = rows[str(part)][int(index)]
        sentence = _("{file}, row {number} ({row}), {field}: {reason}.")
        raise CatalogueError(
            sentence.format(
                file=file, number=number, row=_title(row), field=_path(field), reason=first["msg"].lower()
            )
        ) from error


def _title(row: Any) -> str:
    """What a reader finds the row by: the values it begins with."""
    if not isinstance(row, dict):
        return str(row)
    return ", ".join([value for value in row.values() if isinstance(value, str)][:3])


def _path(field: Iterable[str | int]) -> str:
    return ".".join(str(step) for step in field) or _("the row")
