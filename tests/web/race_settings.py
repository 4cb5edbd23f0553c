"""The site's settings on the database of a race: `RACE_POSTGRES` names the socket folder of a test cluster."""

from __future__ import annotations

import os

from district.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1"]
if os.environ.get("RACE_POSTGRES"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": os.environ["RACE_POSTGRES_USER"],
            "HOST": os.environ["RACE_POSTGRES"],
        }
    }
