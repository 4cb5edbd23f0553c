"""`patentry backup`, `restore` and `upgrade`: taking a data folder along, whole, while the site is served.

The order makes the copy consistent without a lock: first the database, whose rows name only files already written;
then the uploads; of the tables first the logs, the snapshots' before all others, then the files the logs name.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from district.config import database, versions

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

MANIFEST = "manifest.json"
SQLITE, DUMP = "site/site.sqlite3", "site/postgresql.dump"
SINGLE = ("patentry-home", "site/secret-key", "site/version", "site/demonstration")
ANCHORS = "site/audit-anchors"
"""Copied before the database: where the log ended earlier is never beyond what is copied of it."""
FOLDERS = ("quarantine", "mappings", "rules", "maps", "site/uploads", "site/inbox")


class KeepingError(Exception):
    """It cannot be done; the text says in both languages what to do."""


def add_backup(subparsers: Subparsers) -> None:
    """Add `backup` to the command line."""
    parser = subparsers.add_parser("backup", help="copy the whole data folder into one file, while serving (备份)")
    parser.add_argument("file", type=Path, help="the file to write; it must not be there yet")
    parser.set_defaults(run=lambda args, _output: _said(lambda: backup(home=Path(args.home), file=args.file)))


def add_restore(subparsers: Subparsers) -> None:
    """Add `restore` to the command line."""
    parser = subparsers.add_parser("restore", help="put a backup into an empty data folder (恢复)")
    parser.add_argument("file", type=Path, help="a file that `backup` wrote")
    parser.set_defaults(run=lambda args, _output: _said(lambda: restore(home=Path(args.home), file=args.file)))


def add_upgrade(subparsers: Subparsers) -> None:
    """Add `upgrade` to the command line."""
    parser = subparsers.add_parser("upgrade", help="bring the site's database up to this version (升级)")
    parser.set_defaults(run=lambda args, _output: _said(lambda: upgrade(home=Path(args.home))))


def _said(act: Any) -> int:
    try:
        print(act())
    except KeepingError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def upgrade(*, home: Path) -> str:
    """Bring the database up to date; answers what was done. A folder a newer program wrote is refused."""
    from district.config.command import prepare
    from district.openstats.provider import has_corpus

    if not has_corpus(home):
        raise KeepingError(f"{home}: 不是数据目录 / not a data folder. patentry --home {home} init")
    if refused := versions.refusal(home=home) or prepare(home=home):
        raise KeepingError(refused)
    return f"{home}: 已是版本 / is of version {versions.VERSION}"


def backup(*, home: Path, file: Path) -> str:
    """Write the folder into a file; answers how many files it holds."""
    if not (home / "patentry-home").is_file():
        raise KeepingError(f"{home}: 不是数据目录 / not a data folder")
    if file.exists():
        raise KeepingError(f"{file}: 已存在，请换一个文件名 / is there already. Choose another name")
    part = file.with_name(f".{file.name}.part")
    digests: dict[str, str] = {}
    try:
        with tempfile.TemporaryDirectory(dir=file.parent.resolve()) as folder, part.open("xb") as out:
            os.chmod(part, 0o600)
            with tarfile.open(fileobj=out, mode="w") as tar:
                if (home / ANCHORS).is_file():
                    _put(tar, ANCHORS, home / ANCHORS, digests)
                copied = _copy_database(home, Path(folder))
                if copied is not None:
                    _put(tar, copied[0], copied[1], digests)
                for name in _names(home):
                    _put(tar, name, home / name, digests)
                told = json.dumps({"version": versions.VERSION, "files": digests}).encode()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(told)
                tar.addfile(entry, io.BytesIO(told))
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return f"{file}: {len(digests)} 个文件 / files"


def _copy_database(home: Path, folder: Path) -> tuple[str, Path] | None:
    """Copy the database as it is at one moment; answers its name in the backup and the copy."""
    address = os.environ.get("PATENTRY_DATABASE", "")
    if address:
        dump = folder / "dump"
        _postgresql("pg_dump", address, "--format=custom", "--no-owner", f"--file={dump}")
        return DUMP, dump
    if not (home / SQLITE).exists():
        return None
    copy = folder / "copy"
    source, target = sqlite3.connect(home / SQLITE, timeout=60), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return SQLITE, copy


def _postgresql(program: str, address: str, *words: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise KeepingError(f"{program}: 未安装，请安装 postgresql-client / not installed. Install postgresql-client")
    told = database.read(address, home=Path())
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    settings = {key: str(told[name]) for key, name in names.items() if told[name]}
    if program == "pg_restore":
        words = (*words, f"--dbname={told['NAME']}")
    done = subprocess.run([path, *words], env={**os.environ, **settings}, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise KeepingError(f"{program}: {done.stderr.decode(errors='replace').strip()[:400]}")


def _names(home: Path) -> Iterator[str]:
    """Give the files of the folder in the order that keeps a copy consistent."""
    corpus = home / "corpus"
    logs = sorted(corpus.glob("*/_delta_log"), key=lambda path: path.parent.name != "snapshots")
    taken = set[Path]()
    for path in [file for log in logs for file in sorted(log.rglob("*"))] + sorted(corpus.rglob("*")):
        if path.is_file() and path not in taken and (path.parent.name != "_delta_log" or path.parent in logs):
            taken.add(path)
            yield str(path.relative_to(home))
    for folder in FOLDERS:
        yield from (str(path.relative_to(home)) for path in sorted((home / folder).rglob("*")) if _is_whole(path))
    yield from (name for name in SINGLE if (home / name).is_file())


def _is_whole(path: Path) -> bool:
    return path.is_file() and path.suffix != ".part"


class _Hashing(io.RawIOBase):
    """Reads a file for the archive and hashes what it gives."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.digest.update(block)
        return block


def _put(tar: tarfile.TarFile, name: str, path: Path, digests: dict[str, str]) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:  # given up while the backup ran
        return
    with file:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
        hashing = _Hashing(file)
        tar.addfile(entry, hashing)
        digests[name] = hashing.digest.hexdigest()


def restore(*, home: Path, file: Path) -> str:
    """Put a backup into an empty folder, all of it or nothing; answers how many files it held."""
    if home.exists() and any(home.iterdir()):
        raise KeepingError(f"{home}: 不是空目录 / is not empty. Restore into a new folder")
    if not file.is_file():
        raise KeepingError(f"{file}: 没有这个文件 / there is no such file")
    beside = home.with_name(f".{home.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True, mode=0o700)
    try:
        count = _unpack(file, beside)
        if refused := versions.refusal(home=beside):
            raise KeepingError(refused)
        _put_database_back(beside)
        if home.exists():
            home.rmdir()
        beside.replace(home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return f"{home}: {count} 个文件 / files"


def _unpack(file: Path, folder: Path) -> int:
    try:
        with tarfile.open(file, mode="r:") as tar:
            tar.extractall(folder, filter="data")
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (tarfile.TarError, OSError, ValueError, KeyError):
        raise KeepingError(f"{file}: 不是完整的备份 / is no whole backup") from None
    (folder / MANIFEST).unlink()
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    if found.keys() != told.keys() or any(_digest(path) != told[name] for name, path in found.items()):
        raise KeepingError(f"{file}: 内容与清单不符 / does not hold what its list says")
    return len(found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


HOLD = "UPDATE notices_delivery SET fate = 'uncertain', fault = 'restored' WHERE fate IN ('waiting', 'sending')"
"""What waited to be sent when the backup was taken has most likely gone out since: it is not sent again."""


def _put_database_back(folder: Path) -> None:
    address, dump = os.environ.get("PATENTRY_DATABASE", ""), folder / DUMP
    if bool(address) != dump.exists() and (dump.exists() or (folder / SQLITE).exists()):
        raise KeepingError("PATENTRY_DATABASE: 与备份的数据库不同 / names another kind of database than the backup's")
    if dump.exists():
        _postgresql("pg_restore", address, "--exit-on-error", "--single-transaction", "--no-owner", str(dump))
        _postgresql("psql", address, "--no-psqlrc", "--quiet", f"--command={HOLD}")
        dump.unlink()
    elif (folder / SQLITE).exists():
        copied = sqlite3.connect(folder / SQLITE)
        try:
            if copied.execute("SELECT 1 FROM sqlite_master WHERE name = 'notices_delivery'").fetchone():
                with copied:
                    copied.execute(HOLD)
        finally:
            copied.close()
