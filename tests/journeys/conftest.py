"""The demonstration, built and served as the README says, and a browser in front of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.walking import PATIENCE as PAGE_PATIENCE
from tests.journeys.walking import Stage, Walk

CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE = 300.0
expect.set_options(timeout=PAGE_PATIENCE)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration."""
    return tmp_path_factory.mktemp("demonstration") / "home"


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of a served demonstration district."""
    port = _free_port()
    program = Path(sys.executable).with_name("patentry")
    command = [str(program), "--home", str(home), "demo", "--port", str(port)]
    log = home.parent / "demo.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=_environment(), start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process, log)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _environment() -> dict[str, str]:
    """The machine's, without what a test run sets for the settings."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PATENTRY_"))}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/zh/", timeout=30).read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    pytest.fail(f"the demonstration did not come up:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def stage(site: str, home: Path) -> Stage:
    """The district readied for the walks, everybody signed in."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.stage", str(home)],
        env=_environment(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return Stage(site, **json.loads(told.stdout))


@pytest.fixture
def walk(
    stage: Stage, browser: Browser, lang: str, size: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Walk]:
    """A walk through the site in a language, at a size; its pages are photographed where the test fails."""
    walked = Walk(stage, browser, lang, size)
    yield walked
    if getattr(request.node, "failed", False):
        for picture in walked.photograph(tmp_path):
            print(f"picture: {picture}")
    walked.close()
    assert walked.complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
