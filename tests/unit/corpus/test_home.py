from __future__ import annotations

from pathlib import Path

import pytest

from patentry.corpus import Home, HomeError, latest
from patentry.corpus.home import LAYOUT, MARK, READABLE


@pytest.mark.parametrize(
    ("layout", "code"),
    [(str(int(READABLE[0]) - 1), "home.older"), (str(int(LAYOUT) + 1), "home.newer"), ("x", "home.newer")],
)
def test_a_home_of_another_version_is_refused_in_words(tmp_path: Path, layout: str, code: str) -> None:
    home = Home(tmp_path / "home")
    home.create()
    assert latest(home).number == 0
    (home.path / MARK).write_text(layout, encoding="ascii")
    with pytest.raises(HomeError) as caught:
        latest(home)
    assert caught.value.code == code
    assert all(str(home.path) in caught.value.sentence(lang) for lang in ("zh", "en"))
