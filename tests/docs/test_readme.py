"""The README's own commands run: its block "with your own files" against a tiny register written here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.written import ROOT, text_of

RUN = "run by tests/docs/test_readme.py"
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```sh\n(?P<commands>.*?)```", re.DOTALL)

REGIONS = """\
region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,示例市,Example City,city,示例市,,,
zone,city,开发区,Development Zone,zone,开发区,,,
core,zone,核心区,Core area,core_area,开发区+荣华路[1-99],,,
"""
POPULATIONS = """\
region,date,value,unit,kind,source,published_on,supersedes
core,2022-12-31,0.4,万人,常住,示例统计公报,2023-04-15,
"""
PATENTS = """\
序号,申请号,专利类型,发明名称,申请日,授权公告日,申请人,地址
1,201810000011.8,发明专利,一种显示面板,2018-01-08,2020-03-10,示例显示有限公司,示例市开发区荣华路8号
2,201910000022.0,发明专利,一种刻蚀方法,2019-02-11,2022-05-17,示例芯片有限公司,示例市开发区荣华路15号
3,202010000033.1,发明专利,一种电池,2020-03-02,2023-06-13,示例电池有限公司,示例市开发区荣华路120号
"""
EVENTS = """\
number,date,effective_date,code,text,holder,address
201810000011.8,2023-09-05,2023-01-08,CF01,未缴年费专利权终止,,
"""
PUBLISHED = """\
region,figure,date,value,unit,source,published_on
city,inventions_per_10k,2022-12-31,5,件/万人,示例年报,2023-03-01
"""


def _blocks() -> list[tuple[str, str]]:
    return [(block["mark"] or "", block["commands"]) for block in BLOCK.finditer(text_of(ROOT / "README.md"))]


def _commands_run() -> str:
    return "".join(commands for mark, commands in _blocks() if mark == RUN)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a tiny register in `my-files`, and a `patentry` on the path that is this interpreter's."""
    files = tmp_path / "my-files"
    files.mkdir()
    tables = {"regions": REGIONS, "populations": POPULATIONS, "patents": PATENTS, "events": EVENTS}
    for name, text in (tables | {"published": PUBLISHED}).items():
        (files / f"{name}.csv").write_text(text, encoding="utf-8")
    command = tmp_path / "bin" / "patentry"
    command.parent.mkdir()
    start = "import sys; from patentry.cli import main; sys.exit(main())"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def _run(desk: Path, commands: str) -> str:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    source = f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    shell = shutil.which("sh")
    assert shell is not None
    done = subprocess.run(
        [shell, "-eu", "-c", commands],
        cwd=desk,
        env={**os.environ, "PATH": path, "PYTHONPATH": source, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_block_of_the_readme_says_whether_it_is_run() -> None:
    blocks = _blocks()
    assert len(blocks) == text_of(ROOT / "README.md").count("```sh")
    for mark, commands in blocks:
        assert mark == RUN or mark.startswith("not run by the tests: "), commands
    assert RUN in [mark for mark, _ in blocks]


def test_the_readmes_commands_take_files_and_answer_the_figure(desk: Path) -> None:
    printed = _run(desk, _commands_run())
    assert "my-files/patents.csv (cnipa_table): 3 documents, 3 kept, 0 rejected" in printed
    assert re.search(r"^2023-12-31\*\s+core\s+1\s", printed, re.MULTILINE)
    # One invention over 0.4 ten-thousands of people, beside the city's five.
    assert re.search(r"^2023-12-31\*\s+core\s+2\.5\s.*city 2022-12-31 5 ", printed, re.MULTILINE)
    assert "CN201810000011.8: not counted" in printed
    assert "announced 2023-09-05" in printed


def test_the_bench_section_has_its_marks() -> None:
    measured = text_of(ROOT / "README.md").split("## Measured")[1].split("\n## ")[0]
    assert measured.index("<!-- bench -->") < measured.index("<!-- /bench -->")
