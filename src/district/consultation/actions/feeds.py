"""The secret of a person's calendar feed."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from district.accounts.models import User
from district.audit.actions import record
from district.consultation.models import Feed


@transaction.atomic
def renew_feed(*, by: User, at: datetime) -> Feed:
    """Give somebody a feed, or a new address for it; the old address answers nothing from then on."""
    feed, _ = Feed.objects.update_or_create(user=by, defaults={"secret": secrets.token_urlsafe(32), "made_at": at})
    record(action="feed.renew", subject=f"user:{by.pk}", by=by, at=at)
    return feed
