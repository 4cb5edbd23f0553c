"""The mappings of unknown tables a home keeps: proposed, assumed, or confirmed by a person and from then on used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from patentry.corpus import Home
from patentry.offices.mapped_table import (
    MappingError,
    Proposal,
    TableMapping,
    check_names_patents,
    mapping_from_toml,
    mapping_to_toml,
)
from patentry.wording import Refusal

CONFIRMED = "confirmed"


def remembered(home: Home) -> dict[str, TableMapping]:
    """Answer the confirmed mappings by fingerprint. Raises `Refusal` for a file that was spoilt."""
    found = {}
    for path in sorted(home.mappings.glob("*.toml")):
        mapping, status = _read(path)
        if status == CONFIRMED:
            found[mapping.fingerprint] = mapping
    return found


def remember(home: Home, path: Path) -> TableMapping:
    """Keep a person's mapping as confirmed and answer it. Raises `Refusal` for a file that is none."""
    mapping, _ = _read(path)
    try:
        check_names_patents(mapping)
    except MappingError as error:
        raise _refusal(error, path) from None
    _write(home, mapping, CONFIRMED)
    return mapping


def noted(home: Home, fingerprint: str) -> TableMapping | None:
    """Answer the mapping written down for tables with these headings, whatever its status. Raises `Refusal`."""
    path = home.mappings / f"{fingerprint}.toml"
    return _read(path)[0] if path.is_file() else None


def confirm(home: Home, mapping: TableMapping) -> None:
    """Keep a mapping a person has made in place of what was proposed. Raises `MappingError` for one that is none."""
    mapping_from_toml(mapping_to_toml(mapping, status=CONFIRMED))
    _write(home, mapping, CONFIRMED)


def note(home: Home, proposals: Sequence[Proposal], *, status: str) -> tuple[tuple[Path, TableMapping], ...]:
    """Write proposals down where a person can correct them; answer each file and the mapping in it.

    A file that is there already stays as it is: somebody may be correcting it.
    """
    written = []
    for proposal in proposals:
        path, mapping = _path(home, proposal.mapping), proposal.mapping
        if path.exists():
            mapping, _ = _read(path)
        else:
            _write(home, mapping, status)
        written.append((path, mapping))
    return tuple(written)


def _path(home: Home, mapping: TableMapping) -> Path:
    return home.mappings / f"{mapping.fingerprint}.toml"


def _write(home: Home, mapping: TableMapping, status: str) -> None:
    home.mappings.mkdir(parents=True, exist_ok=True)
    path = _path(home, mapping)
    made = path.with_suffix(".part")
    made.write_text(mapping_to_toml(mapping, status=status), encoding="utf-8", errors="replace")
    made.replace(path)


def _read(path: Path) -> tuple[TableMapping, str]:
    try:
        return mapping_from_toml(path.read_text(encoding="utf-8"))
    except MappingError as error:
        raise _refusal(error, path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("ingest.mapping_unreadable", path=path, what=str(error)) from None


def _refusal(error: MappingError, path: Path) -> Refusal:
    return Refusal(f"ingest.{error.code}", path=path, what=error.value)
