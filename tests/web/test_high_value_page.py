"""A figure of several cases shows each of them from sure to possible, and what was not evaluated as such."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_statistics import FakeStatistics

from patentry.statistics import Case, FigureResult, Why, WhyTest
from patentry.statistics.high_value import Evaluation

FIGURE = "/zh/statistics/effective_inventions/"


@pytest.fixture
def with_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The in-force inventions, as if they were counted by two cases."""
    plain, why = FakeStatistics.figure, FakeStatistics.why
    listed = FakeStatistics.figures

    def figures(self: FakeStatistics) -> tuple[object, ...]:
        return tuple(
            replace(one, breakdowns=("category",)) if one.id == "effective_inventions" else one for one in listed(self)
        )

    def figure(self: FakeStatistics, figure: str, *, by: str | None = None, **terms: object) -> FigureResult:
        result = plain(self, figure, **terms)
        if by is None:
            return result
        row = result.rows[-1]
        known = replace(row, group="ten_years", value=711, numerator=711, unknown=23)
        missing = replace(
            row, group="pledge", value=None, numerator=None, unknown=0, notes=("note.not_evaluated.no_threshold",)
        )
        industry = replace(row, group="industry", value=402, numerator=402, unknown=11)
        slips = Evaluation(case=Case.INDUSTRY, unknown_places=("G06N3/09",), unknown_count=1)
        return replace(result, rows=(known, missing, industry), evaluations=(slips,))

    def asked(self: FakeStatistics, number: str, **terms: object) -> Why:
        answer = why(self, number, **terms)
        fact = WhyTest(test="high_value.award", result=False, evidence="why.high_value.award.none", decides=False)
        return replace(answer, reasons=(*answer.reasons, fact))

    monkeypatch.setattr(FakeStatistics, "figures", figures)
    monkeypatch.setattr(FakeStatistics, "figure", figure)
    monkeypatch.setattr(FakeStatistics, "why", asked)


@pytest.mark.django_db
@pytest.mark.usefixtures("with_cases")
def test_cases_stand_from_sure_to_possible_and_a_missing_threshold_is_no_nought(client) -> None:
    html = client.get(FIGURE).content.decode()
    box = html.split('id="cases"')[1].split("</section>")[0]
    assert "维持超过10年" in box
    assert "711" in box
    assert "23" in box
    row = box.split("较高质押融资")[1].split("</tr>")[0]
    assert "未评价" in row
    assert ">0<" not in row
    industry = box.split("402")[0].rsplit("<tr>", 1)[1]
    assert "1 个分类号不在已导入的 IPC 类名表中" in industry
    assert "G06N3/09" in industry


@pytest.mark.django_db
@pytest.mark.usefixtures("with_cases")
def test_a_case_that_does_not_hold_is_no_reason_not_to_count(client) -> None:
    html = client.get(FIGURE, {"why": "201219990315.3", "why_on": "2023-11-30"}).content.decode()
    answer = html.split('role="status"')[1].split("</div>")[0]
    assert "计入" in answer
    assert "未通过" not in answer
    assert "没有国家科学技术奖或中国专利奖" in html


@pytest.mark.django_db
def test_a_figure_without_cases_has_no_such_box(client) -> None:
    assert 'id="cases"' not in client.get(FIGURE).content.decode()
