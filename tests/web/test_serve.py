"""`patentry serve` refuses what it cannot serve, and keeps its key to itself."""

from __future__ import annotations

import socket
import stat

from district.config import command, secret


def test_folder_that_is_no_data_folder_is_refused(tmp_path, capsys):
    assert command.serve(home=tmp_path, host="127.0.0.1", port=0) == 1
    assert "not a data folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_taken_port_is_noticed():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert command.is_taken(host="127.0.0.1", port=server.getsockname()[1])


def test_key_is_made_once_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv(secret.ENVIRONMENT, raising=False)
    secret.ensure(home=tmp_path)
    key = secret.read(home=tmp_path)
    secret.ensure(home=tmp_path)
    assert secret.read(home=tmp_path) == key
    assert len(key) >= 50
    assert stat.S_IMODE(secret.key_file(home=tmp_path).stat().st_mode) == 0o600


def test_reading_the_key_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.delenv(secret.ENVIRONMENT, raising=False)
    assert secret.read(home=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_operators_key_comes_first(tmp_path, monkeypatch):
    secret.ensure(home=tmp_path)
    monkeypatch.setenv(secret.ENVIRONMENT, "given")
    assert secret.read(home=tmp_path) == "given"
