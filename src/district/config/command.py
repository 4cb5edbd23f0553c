"""`patentry serve`: bring the site's database up to date and serve the pages."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

STACK = 16 << 20
"""Bytes of stack of each thread that answers."""

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add(subparsers: Subparsers) -> None:
    """Add `serve` to the command line."""
    parser = subparsers.add_parser("serve", help="serve the site in a browser (地址打印在屏幕上)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--processes", type=int, default=1, help="how many processes answer (default: 1)")
    parser.add_argument("--no-worker", action="store_true", help="serve pages only; run `patentry worker` beside it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _output: object) -> int:
    """Serve the data folder named by `--home` until interrupted; answers the exit code."""
    has_worker = not args.no_worker
    return serve(home=Path(args.home), host=args.host, port=args.port, has_worker=has_worker, processes=args.processes)


def is_taken(*, host: str, port: int) -> bool:
    """Answer whether something listens on the port already; the server itself would wait for it in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def prepare(*, home: Path) -> str:
    """Point the site at this data folder, make its key and bring its database up to date.

    Answers "" or, in words, why this program must leave a folder alone that a newer one has opened.
    """
    from district.config import secret, versions

    if refused := versions.refusal(home=home):
        return refused

    os.environ["PATENTRY_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "district.config.settings")
    secret.ensure(home=home.resolve())
    if os.environ.get("PATENTRY_DEMONSTRATION") == "1":
        (home / "site" / "demonstration").touch()
    import django
    from django.core.management import call_command

    django.setup()
    if unknown := versions.unknown_migrations():
        return f"{home}: 数据库由较新的版本升级过 / the database is of a newer version ({unknown[0]})"
    from district.casework.workdays import check_own_table

    if wrong := check_own_table():
        return wrong
    call_command("migrate", verbosity=0, interactive=False)
    if (home / "site" / "demonstration").exists():
        from district.demonstration.furnishing import furnish

        furnish(home=home)
    versions.write(home=home)
    return ""


def serve(*, home: Path, host: str, port: int, has_worker: bool = True, processes: int = 1) -> int:
    """Serve, with a worker process beside the pages, until SIGINT or SIGTERM. A process of the pages that dies is begun
    again.

    Answers 1 where the folder is no data folder or the port is taken.
    """
    from district.openstats.provider import has_corpus

    if not has_corpus(home):
        print(f"{home}: 不是数据目录 / not a data folder. patentry --home {home} init", file=sys.stderr)
        return 1
    if is_taken(host=host, port=port):
        print(f"{host}:{port}: 端口已被占用 / the port is taken. patentry serve --port {port + 1}", file=sys.stderr)
        return 1
    if host not in {"localhost", "127.0.0.1", "::1"}:
        hosts = "*" if host in {"0.0.0.0", "::"} else f"{host},localhost,127.0.0.1"
        os.environ.setdefault("PATENTRY_ALLOWED_HOSTS", hosts)
    if refused := prepare(home=home):
        print(refused, file=sys.stderr)
        return 1
    # The server's own threads have 2 MiB of stack, which the linear algebra of a search overruns.
    os.environ.setdefault("RUST_MIN_STACK", str(STACK))
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from district.config.worker import Companion

    if (home / "site" / "demonstration").exists():
        _tell_accounts()
    print(f"http://{host}:{port}/", flush=True)
    server = Granian(
        "district.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
    )
    companion = Companion()
    if has_worker:
        companion.start()
    try:
        server.serve()
    finally:
        companion.stop()
    return 0


def _tell_accounts() -> None:
    from district.demonstration import people

    print("演示账号 / accounts of the demonstration (/zh/account/login/):")
    for one in people.accounts():
        second = " + 2FA" if one.has_second_factor else ""
        print(f"  {one.username:14} {one.name}  {one.role}{' @ ' + one.place if one.place else ''}{second}")
    print(f"  密码 / password: {people.password()}")
    print(f"  动态口令密钥 / key of the authenticator app: {people.secret()} (登录页会显示 / the page shows its code)")
