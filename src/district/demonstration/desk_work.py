"""The demonstration's desk work: contacts of two months, a return in two states, a list to check. All fictional."""

from __future__ import annotations

from datetime import datetime, timedelta

CALLS = (
    ("专利年费减缴怎么办理", "phone", 6, "已告知材料和网上办理入口"),
    ("专利转让后多久能查到登记", "walk_in", 9, "已说明公告时间并演示查询"),
    ("商品被电商平台投诉侵权", "chat", 14, "已说明申诉步骤，建议预约咨询日"),
    ("开放许可声明如何填写", "email", 12, "已发送填写说明"),
    ("海外展会前要做哪些检索", "visit", 30, "已记录产品清单"),
)
BATCH = (
    "申请号,申请人,代理机构,通知日,期限\n"
    "2024101234560,青禾材料（演示）,演示代理事务所,{told},{due}\n"
    "2024201234778,青禾材料（演示）,演示代理事务所,{told},{due}\n"
)


def ensure_desk_work(*, at: datetime) -> bool:
    """Write contacts of the last thirty days at the desk of the service centre, and begin its returns; once."""
    from district.accounts.models import User
    from district.directory.models import ServicePoint
    from district.window.desklog import actions
    from district.window.desklog.models import Channel, Contact
    from district.window.returns import actions as returns
    from district.window.returns.periods import Kind

    clerk, center = User.objects.filter(username="staff").first(), ServicePoint.objects.filter(code="center").first()
    if clerk is None or center is None or Contact.objects.exists():
        return False
    for back in range(28, -1, -1):
        asked, channel, minutes, answer = CALLS[back % len(CALLS)]
        told = actions.Told(asked=asked, channel=Channel(channel), minutes=minutes, answer=answer)
        moment = at - timedelta(days=back)
        day = moment.date() - timedelta(days=back % 7 == 3)
        actions.log(told=told, point=center, day=day, by=clerk, at=moment)
    last = at.date().replace(day=1) - timedelta(days=1)
    returns.begin(point=center, kind=Kind.MONTH, day=last, by=clerk, at=at)
    returns.begin(point=center, kind=Kind.QUARTER, day=at.date(), by=clerk, at=at)
    _list_to_check(at)
    return True


def _list_to_check(at: datetime) -> None:
    from district.accounts.models import User
    from district.window.listcheck import actions

    officer = User.objects.filter(username="officer").first()
    if officer is None:
        return
    told, due = at.date() - timedelta(days=20), at.date() + timedelta(days=20)
    table = BATCH.format(told=told, due=due)
    actions.take(code="2023-4", content=table.encode(), by=officer, at=at)
