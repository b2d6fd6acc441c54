"""Which holidays and which time zones the calendars were worked out from."""

import zoneinfo
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_PROBE = Path("America/New_York")


def calendar_versions() -> dict[str, str]:
    """The versions of `holidays` and of the time zones in use; when one changes, so may every `due_at`.

    `zoneinfo` prefers the system's zones to the `tzdata` package (PEP 615), so both are named.
    """
    zones = f"package {version('tzdata')}"
    system = _system_zones()
    if system is not None:
        zones += f", system {_release(system)}"
    return {"holidays": version("holidays"), "tzdata": zones}


def _system_zones() -> Path | None:
    return next((Path(folder) for folder in zoneinfo.TZPATH if (Path(folder) / _PROBE).is_file()), None)


def _release(folder: Path) -> str:
    """The release of a folder of zones, such as 2026f; without a note of it, a digest of American zones."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with (folder / name).open(encoding="utf-8") as file:
                return file.readline().removeprefix("# version").strip()
        except OSError:
            continue
    digest = sha256()
    for zone in sorted((folder / "America").rglob("*")):
        if zone.is_file():
            digest.update(zone.read_bytes())
    return digest.hexdigest()[:12]
