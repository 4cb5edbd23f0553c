"""The user of the site."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who may sign in, once there is something to sign in to."""
