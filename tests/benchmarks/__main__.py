"""Runs every benchmark, or those named (`python -m tests.benchmarks serve`), into build/bench.json."""

import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import benchmarks

RESULT = Path("build", "bench.json")
COLUMNS = ("name", "value", "unit", "peer", "peer_value", "ratio")
PREFIX = "bench_"


def chosen(names: list[str]) -> list[str]:
    """The modules to run; all of them when none is named."""
    there = [
        module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name.startswith(PREFIX)
    ]
    unknown = set(names) - {module.removeprefix(PREFIX) for module in there}
    if unknown:
        sys.exit(f"There is no benchmark named {', '.join(sorted(unknown))}.")
    return [module for module in there if not names or module.removeprefix(PREFIX) in names]


def line(row: dict[str, Any]) -> str:
    """A row of the table; the goal, where a benchmark tells one, behind it."""
    cells = [f"{row['name']:<64.64}", f"{row['value']:>12}", f"{row['unit']:<10}", f"{row['peer']:<34.34}"]
    return "  ".join(
        [*cells, f"{row['peer_value']!s:>12}", f"{row['ratio']!s:>8}", str(row.get("goal", ""))]
    ).rstrip()


def main(names: list[str]) -> None:
    """Runs, prints and writes."""
    rows: list[dict[str, Any]] = []
    print(line({**dict.fromkeys(COLUMNS, ""), **{name: name for name in COLUMNS}, "goal": "goal"}))
    for module in chosen(names):
        for row in import_module(f"tests.benchmarks.{module}").run():
            rows.append(row)
            print(line(row), flush=True)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
