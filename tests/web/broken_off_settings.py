"""The site's settings with a table of very many rows behind every figure."""

from __future__ import annotations

from district.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1"]
PATENTRY_STATISTICS = "broken_off_server.open_statistics"
