"""Log lines for programs tell where something failed, never about whom."""

from __future__ import annotations

import json
import logging
import sys

from district.config.logs import JsonLines


def test_a_line_is_json_without_personal_data() -> None:
    try:
        raise ValueError("Key (mobile)=(+8613800000001) of 李一 already exists")
    except ValueError:
        fault = sys.exc_info()
    words = "Not Found: %s"
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, words, ("/zh/x li@example.cn 13800000001?q=李一",), fault
    )
    line = JsonLines().format(record)
    told = json.loads(line)
    assert (told["fault"], told["said"]) == ("ValueError", "Not Found: /zh/x … …")
    assert "test_logs.py" in told["places"][0]
    assert "李一" not in line
    assert "138000" not in line
