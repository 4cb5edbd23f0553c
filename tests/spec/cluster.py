"""A Spark standalone cluster on this machine: one master and two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

PATIENCE_SECONDS = 240
_DEFAULTS = """spark.sql.shuffle.partitions 2
spark.executor.memory 512m
spark.driver.memory 512m
spark.ui.enabled false
spark.cores.max 2
spark.driver.host 127.0.0.1
spark.log.level ERROR
"""


@contextmanager
def standalone(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Answer the master's address and the environment a driver needs; at the end every process is gone."""
    environment = _environment(folder)
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(_started(folder, "master", environment, "master.Master", "--port", "0", "--webui-port", "0"))
        address = _told(folder / "master.log", r"Starting Spark master at (spark://\S+)")
        for name in ("worker1", "worker2"):
            terms = ("--cores", "1", "--memory", "600m", "--webui-port", "0", "--work-dir", str(folder / name), address)
            started.append(_started(folder, name, environment, "worker.Worker", *terms))
        for name in ("worker1", "worker2"):
            _told(folder / f"{name}.log", r"(Successfully registered with master)")
        yield address, environment
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment(folder: Path) -> dict[str, str]:
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "spark-defaults.conf").write_text(_DEFAULTS, encoding="ascii")
    found = find_spec("pyspark")
    assert found is not None
    assert found.submodule_search_locations is not None
    # A session with Sail leaves its address in the environment, and a driver would go there.
    own = {name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}
    return own | {
        "SPARK_HOME": found.submodule_search_locations[0],
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "PYSPARK_PYTHON": sys.executable,
    }


def _started(folder: Path, name: str, environment: dict[str, str], main: str, *terms: str) -> subprocess.Popen[bytes]:
    command = [f"{environment['SPARK_HOME']}/bin/spark-class", f"org.apache.spark.deploy.{main}", "--host", "127.0.0.1"]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [*command, *terms], env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )


def _told(log: Path, pattern: str) -> str:
    """What a process says in its log once it is up."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"{log.name}: {log.read_text(errors='replace')[-2000:]}")
