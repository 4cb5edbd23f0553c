"""One patent and the concordances: which row, symbol and keyword put it where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from patentry.classes import Level, fold_text, match_row, parse_ipc
from patentry.corpus import DuckEngine
from patentry.statistics.industries.derivation import concordance_of, open_lists, records_of_patents
from patentry.status.tenures import Tenures

_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A branch a patent falls under. `moved`: only a move between editions of the IPC brings it there, and it is
    `coarse` where that move is coarser than the row."""

    scheme: str
    version: str
    branch: str
    branch_name: str
    row: int
    level: Level
    symbol: str
    keyword: str | None
    moved: bool
    coarse: bool


def findings_of(tenures: Tenures, patent: int) -> tuple[Finding, ...]:
    """Answer the branches of every concordance one patent falls under, each by its surest row, the surest first."""
    engine = DuckEngine(memory_limit="512MB", threads=1)
    tenures.open(engine)
    open_lists(engine, tenures, ("records", "concordances", "symbol_moves"))
    told = engine.sql(
        f"SELECT ipc, title, abstract, claims FROM ({records_of_patents(tenures)}) WHERE id = {int(patent)}"
    ).to_pylist()
    symbols = list(dict.fromkeys(found for row in told for text in row["ipc"] or () if (found := parse_ipc(text))))
    texts = [part["text"] for row in told for name in ("title", "abstract", "claims") for part in row[name] or ()]
    text = fold_text(*(text or "" for text in texts))
    best: dict[tuple[str, str, str], Finding] = {}
    for compiled in concordance_of(engine).candidates(symbols):
        match = match_row(compiled, symbols, text)
        if match.symbol is None:
            continue
        row = compiled.row
        finding = Finding(
            scheme=row.scheme,
            version=row.version,
            branch=row.branch,
            branch_name=row.branch_name,
            row=row.row,
            level=match.level,
            symbol=match.symbol,
            keyword=match.keyword,
            moved=match.moved,
            coarse=match.coarse,
        )
        key = row.scheme, row.version, row.branch
        if key not in best or _rank(finding) < _rank(best[key]):
            best[key] = finding
    return tuple(sorted(best.values(), key=lambda found: (_rank(found), found.branch)))


def _rank(finding: Finding) -> tuple[int, bool]:
    return _ORDER.index(finding.level), finding.coarse
