"""The demonstration's desk work is written by the ordinary actions, once."""

from __future__ import annotations

from django.utils import timezone

from district.audit.queries import verify
from district.demonstration.desk_work import ensure_desk_work
from district.demonstration.network import ensure_network
from district.demonstration.people import ensure_people
from district.directory.models import ServicePoint
from district.window.desklog.models import Contact
from district.window.evaluation.models import Evaluation
from district.window.listcheck.models import Batch, Filing
from district.window.returns.models import PointReturn


def test_contacts_returns_and_a_list_are_there_once_and_in_the_log(db) -> None:
    ensure_network()
    ensure_people()
    assert ensure_desk_work(at=timezone.localtime())
    assert Contact.objects.count() > 50
    assert Contact.objects.filter(is_after_return=True).count() == 1
    assert set(PointReturn.objects.values_list("kind", "state")) == {
        ("month", "locked"),
        ("month", "draft"),
        ("quarter", "draft"),
    }
    assert set(Evaluation.objects.filter(point__code="center").values_list("state", flat=True)) == {
        "concluded",
        "submitted",
    }
    assert ServicePoint.objects.get(code="center").plaque_until > timezone.localdate()
    assert Filing.objects.count() == 5
    firms = set(Filing.objects.filter(organisation__isnull=False).values_list("organisation__name_zh", flat=True))
    assert firms == {"星屿传感科技有限公司（演示）"}, "the one that was merely claimed is not told"
    assert [one["code"] for one in Batch.objects.get().problems] == ["number"]
    assert verify().fault is None
    assert not ensure_desk_work(at=timezone.localtime())


def test_the_desk_has_checklists_templates_and_a_shared_filter_once() -> None:
    from district.demonstration.desk_aids import ensure_desk_aids
    from district.demonstration.network import ensure_network
    from district.demonstration.people import ensure_people
    from district.window.checklists.models import Check
    from district.window.desklist.models import SavedFilter
    from district.window.replies.models import AnswerTemplate

    ensure_network()
    ensure_people()
    assert ensure_desk_aids(at=timezone.localtime())
    assert not ensure_desk_aids(at=timezone.localtime())
    assert set(Check.objects.values_list("before", flat=True)) == {"accept", "resolve"}
    assert all(one.text_en for one in AnswerTemplate.objects.all())
    assert SavedFilter.objects.filter(shared_with__code="center").count() == 2
