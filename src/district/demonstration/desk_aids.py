"""The demonstration's aids of the desk: a shared filter, checklists and answer templates. All fictional."""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib.resources import files


def ensure_desk_aids(*, at: datetime) -> bool:
    """Write them where there are none yet, as the head of the centre would; answer whether they were written."""
    from district.accounts.models import User
    from district.directory.models import ServiceItem, ServicePoint
    from district.window.checklists import actions as checklists
    from district.window.checklists.models import Before, Check
    from district.window.desklist import actions as desklist
    from district.window.desklist.filters import filter_of_query
    from district.window.replies import actions as replies

    head, center = User.objects.filter(username="head").first(), ServicePoint.objects.filter(code="center").first()
    if head is None or center is None or Check.objects.exists():
        return False
    told = tomllib.loads(files("district.demonstration").joinpath("tables", "desk_aids.toml").read_text("utf-8"))
    items = {item.code: item for item in ServiceItem.objects.filter(points=center)}
    for place, one in enumerate(told["check"], start=1):
        item = items.get(one.pop("item"))
        if item is not None:
            one["before"] = Before(one["before"])
            checklists.write(item=item, told=checklists.Told(**one, place=place), by=head, at=at)
    for one in told["template"]:
        item = items.get(one.pop("item", ""))
        text = {"topic": "", **{name: said.strip() for name, said in one.items()}}
        replies.write(told=replies.Text(**text, item=item, point=center), by=head, at=at)
    for one in told["filter"]:
        saved = desklist.save_filter(name=one["name"], chosen=filter_of_query(one["query"]), by=head, at=at)
        desklist.share_filter(saved=saved, point=center, by=head, at=at)
    return True
