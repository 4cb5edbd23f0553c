"""`python -m tests.postgresql COMMAND …` runs a command with `PATENTRY_DATABASE` naming a throwaway PostgreSQL.

The server is Debian's (package postgresql), run as an unprivileged user on a socket in a folder of its own, and gone
afterwards. Where it is not installed the command is left out and said so, or fails if `PATENTRY_REQUIRE` has
`postgresql`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOW = "PostgreSQL: install the Debian package postgresql"
DURABLE = ("listen_addresses=", "max_connections=60")
FAST = (*DURABLE, "fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path | None:
    """Answer the folder of the newest server's programs, None where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not found and (path := shutil.which("initdb")):
        found = [Path(path).resolve().parent]
    return max(found, key=lambda path: int(path.parent.name.split(".")[0]), default=None)


@contextmanager
def cluster(*, bin_folder: Path, options: tuple[str, ...] = FAST) -> Iterator[str]:
    """Give the address of a database in a fresh cluster, and remove it all afterwards."""
    # The server refuses to run as root.
    user = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="patentry-pg-", dir="/tmp"))
    try:
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data, log = folder / "data", folder / "log"
        made = ("-U", "patentry", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        _run(user, folder, bin_folder / "initdb", "-D", data, *made)
        settings = " ".join([f"-k {folder}", *(f"-c {option}" for option in options)])
        control = (bin_folder / "pg_ctl", "-D", data, "-w", "-l", log)
        _run(user, folder, *control, "-o", settings, "start")
        try:
            _run(user, folder, bin_folder / "createdb", "-h", folder, "-U", "patentry", "patentry")
            yield f"postgresql://patentry@/patentry?host={folder}"
        finally:
            _run(user, folder, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str | None, folder: Path, *words: object) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        user=user,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if "start" not in words else subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{words[0]}: {(done.stderr or b'').decode(errors='replace')}")


def main(command: list[str]) -> int:
    """Run the command; answers its exit code."""
    bin_folder = programs()
    if bin_folder is None:
        is_required = "postgresql" in os.environ.get("PATENTRY_REQUIRE", "").split(",")
        print(f"{'required and not there' if is_required else 'left out on this machine'}: {HOW}")
        return int(is_required)
    with cluster(bin_folder=bin_folder) as address:
        print(f"on PostgreSQL ({bin_folder.parent.name})", flush=True)
        return subprocess.run(command, env={**os.environ, "PATENTRY_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
