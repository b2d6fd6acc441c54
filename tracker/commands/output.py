"""How commands speak: answers on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracker.wording import _

if TYPE_CHECKING:
    from tracker.kitelog import Kitelog
    from tracker.transfer.report import Progress


def print_json(document: Any) -> None:
    """One JSON document on standard output, in signs that every terminal and pipe can take."""
    sys.stdout.write(json.dumps(document, indent=2) + "\n")


def tell(text: str) -> None:
    """A line of a command's answer, on standard output; signs the terminal lacks are written out."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def say(text: str) -> None:
    """A message or a refusal, on standard error."""
    sys.stderr.write(text + "\n")


@contextmanager
def opened() -> Iterator["Kitelog"]:
    """The household's Kitelog as the environment says, closed when the block ends.

    Raises SettingsError or StorageError with one sentence.
    """
    # Loaded here because `kitelog --help` needs none of it.
    from tracker.kitelog import open_kitelog  # noqa: PLC0415
    from tracker.settings import read_settings  # noqa: PLC0415

    kitelog = open_kitelog(read_settings())
    try:
        yield kitelog
    finally:
        kitelog.close()


@contextmanager
def bar() -> Iterator["Progress | None"]:
    """A progress bar on standard error, where somebody sees it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only an import that somebody watches needs it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Importing"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
