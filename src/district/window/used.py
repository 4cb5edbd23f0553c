"""What the window did for an organisation: requests, and contacts at the desk under its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from district.accounts.models import Organisation, User
from district.openstats.services.used import Used
from district.window import queries
from district.window.clocks import local_day
from district.window.desklog import queries as desklog


def used(organisation: Organisation, *, user: User, on: date) -> Iterator[Used]:
    """Give the requests and contacts the person may see."""
    requests = queries.visible_to(user, on=on).filter(organisation=organisation).exclude(state="draft").order_by()
    last = requests.aggregate(last=Max("submitted_at"))["last"]
    yield Used(zh="服务请求", en="Service requests", count=requests.count(), last=local_day(last) if last else None)
    contacts = desklog.visible_to(user, on=on).filter(firm=organisation.name_zh).order_by()
    yield Used(
        zh="窗口咨询", en="Desk contacts", count=contacts.count(), last=contacts.aggregate(last=Max("on"))["last"]
    )
