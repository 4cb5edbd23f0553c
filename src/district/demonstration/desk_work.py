"""The demonstration's desk work: contacts, returns and evaluations in several states, a list to check. Fictional."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from district.accounts.models import User
    from district.directory.models import ServicePoint

EARLIER, DAYS, SATURDAY = 700, 80, 5
"""Since how many days there is a contact now and then, since how many one a day; the first day of a week without."""
REPORT = "全年按公示时间开放窗口，咨询当场答复为主，疑难事项转公益咨询日；台账按月上报。"
CLAIMS = {
    "volume": ("9", "咨询量比上年增长"),
    "promise": ("9.5", "按期答复"),
    "rating": ("9", "差评均已回访"),
    "consultation": ("9", "每周举办"),
    "reporting": ("10", "按期上报"),
    "premises": ("9", "标识和资料齐全"),
}
CALLS = (
    ("专利年费减缴怎么办理", "phone", 6, "已告知材料和网上办理入口"),
    ("专利转让后多久能查到登记", "walk_in", 9, "已说明公告时间并演示查询"),
    ("商品被电商平台投诉侵权", "chat", 14, "已说明申诉步骤，建议预约咨询日"),
    ("开放许可声明如何填写", "email", 12, "已发送填写说明"),
    ("海外展会前要做哪些检索", "visit", 30, "已记录产品清单"),
)
LISTED = (
    ("201219990315.3", "核芯显示（演示）有限公司", ""),
    ("2024199900016", "星屿传感科技有限公司（演示）", "明川知识产权代理有限公司（演示）"),
    ("2024299900011", "星屿传感科技有限公司(演示)", "明川知识产权代理有限公司（演示）"),
    ("2024199900020", "云栖微纳材料有限公司（演示）", ""),
    ("2024199900035", "无处可寻（演示）有限公司", "远帆专利代理事务所（演示）"),
    ("2024199900041", "星屿传感科技有限公司（演示）", ""),
)
"""Filings of the list: number, applicant, agency. One name has other brackets; the last number is damaged."""


def ensure_desk_work(*, at: datetime) -> bool:
    """Write contacts of the last weeks at the desk of the service centre, its returns, evaluations and a list; once."""
    from district.accounts.models import User
    from district.directory.models import ServicePoint
    from district.window.desklog.models import Contact

    names = ("staff", "head", "officer")
    clerk, head, officer = (User.objects.filter(username=name).first() for name in names)
    center = ServicePoint.objects.filter(code="center").first()
    if clerk is None or head is None or officer is None or center is None or Contact.objects.exists():
        return False
    for back in [*range(EARLIER, DAYS, -6), *range(DAYS, -1, -1)]:
        moment = at - timedelta(days=back)
        if moment.weekday() < SATURDAY:
            _log(back, center, day=moment.date() - timedelta(days=back % 7 == 3), by=clerk, at=moment)
    _returns(center, clerk, head, officer, at)
    _evaluations(center, head, officer, at)
    _list_to_check(center, clerk, officer, at)
    return True


def _log(number: int, point: ServicePoint, *, day: date, by: User, at: datetime) -> None:
    from district.window.desklog import actions
    from district.window.desklog.models import Channel

    asked, channel, minutes, answer = CALLS[number % len(CALLS)]
    told = actions.Told(asked=asked, channel=Channel(channel), minutes=minutes, answer=answer)
    actions.log(told=told, point=point, day=day, by=by, at=at)


def _returns(center: ServicePoint, clerk: User, head: User, officer: User, at: datetime) -> None:
    """Lock the month before last, with an entry that came too late for it; leave the last month to be checked."""
    from district.window.returns import actions
    from district.window.returns.periods import Kind, period_of

    last = period_of(period_of(at.date(), Kind.MONTH).first - timedelta(days=1), Kind.MONTH)
    before = period_of(last.first - timedelta(days=1), Kind.MONTH)
    soon = at.replace(year=last.first.year, month=last.first.month, day=3)
    row = actions.begin(point=center, kind=Kind.MONTH, day=before.first, by=clerk, at=soon)
    for step, by in (("check", clerk), ("submit", head), ("lock", officer)):
        row = actions.move(row=row, action=step, by=by, at=soon)
    _log(4, center, day=before.last, by=clerk, at=soon + timedelta(days=9))
    row = actions.begin(point=center, kind=Kind.MONTH, day=last.first, by=clerk, at=at)
    actions.note(row=row, code="contact_minutes", value=None, reason="含一次上门服务", by=clerk, at=at)
    actions.begin(point=center, kind=Kind.QUARTER, day=at.date(), by=clerk, at=at)


def _evaluations(center: ServicePoint, head: User, officer: User, at: datetime) -> None:
    """Conclude the year before last, which gives the centre its plaque; hand in the self-report of last year."""
    from district.window.evaluation import actions
    from district.window.evaluation.models import Evaluation

    for years, back in ((2, 290), (1, 20)):
        year, then = at.year - years, at - timedelta(days=back)
        # A year is reported on once it is over, as last year is since a few days only early in January.
        then = max(then, at.replace(year=year + 1, month=1, day=1))
        due, points = at.date() + timedelta(days=30), (center,) if years > 1 else ()
        actions.open_year(year=year, due_on=due, points=points, by=officer, at=then)
        row = Evaluation.objects.get(point=center, year=year)
        claims = {code: actions.Points(Decimal(points), said) for code, (points, said) in CLAIMS.items()}
        actions.report(row=row, report=REPORT, claims=claims, by=head, at=then)
        row = actions.move(row=row, action="submit", by=head, at=then)
        if years > 1:
            given = {code: actions.Points(claim.points, "") for code, claim in claims.items()}
            row = actions.score(row=row, scores=given, by=officer, at=then)
            actions.move(row=row, action="conclude", by=officer, at=then)


def _list_to_check(center: ServicePoint, clerk: User, officer: User, at: datetime) -> None:
    """Take a list that names firms of the demonstration, follow it up at the centre, settle one, miss one."""
    from district.window.listcheck import actions
    from district.window.listcheck.models import Filing

    then, told = at - timedelta(days=12), at.date() - timedelta(days=20)
    left = (10, 10, 4, 20, -2, 10)
    lines = [
        f"{number},{applicant},{agency},{told},{at.date() + timedelta(days=day)}"
        for (number, applicant, agency), day in zip(LISTED, left, strict=True)
    ]
    table = "\n".join(["申请号,申请人,代理机构,通知日,期限", *lines])
    code = f"{told.year}-{(told.month + 2) // 3}"
    actions.take(code=code, content=table.encode(), point=center, by=officer, at=then)
    lost = Filing.objects.get(organisation__isnull=True, applicant__startswith="无处")
    for days, way, note in ((9, "phone", "号码已停用"), (12, "visit", "登记地址无此单位")):
        actions.note_attempt(filing=lost, on=told + timedelta(days=days), way=way, note=note, by=clerk, at=at)
    first = Filing.objects.filter(applicant__startswith="星屿").order_by("pk")[0]
    actions.settle(filing=first, outcome="withdrawn", evidence="撤回手续合格通知书", by=clerk, at=at)
