"""Forms of the evaluation. A sheet has fields per indicator: `points-CODE` and `remark-CODE`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.design import language
from district.window.evaluation import tables
from district.window.evaluation.actions import Points
from district.window.evaluation.models import Evaluation


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OpenForm(forms.Form):
    """Which year, and by when the heads report."""

    year = forms.IntegerField(label=_("Year"), min_value=2020, max_value=2100)
    due_on = forms.DateField(label=_("Self-reports until"), widget=_date())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today.year - (today.month < 7)


class SheetForm(forms.Form):
    """Points and a remark for each indicator of a year; `own` is the head's sheet, with the summary."""

    def __init__(self, *args: Any, row: Evaluation, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, lines = row, {line.code: line for line in row.lines.all()}
        for one in tables.indicators(row.year):
            line = lines.get(one.code)
            points = (line.claimed if own else line.given) if line else None
            remark = (line.said if own else line.remark) if line else ""
            name = one.names[language.current()]
            self.fields[f"points-{one.code}"] = forms.DecimalField(
                label=_("Points"),
                min_value=Decimal(0),
                max_value=Decimal(one.maximum),
                decimal_places=1,
                required=False,
                initial=points,
                widget=forms.NumberInput(attrs={"aria-label": f"{name}: {_('Points')}"}),
            )
            self.fields[f"remark-{one.code}"] = forms.CharField(
                label=_("Remark"),
                max_length=500,
                required=False,
                initial=remark,
                widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"{name}: {_('Remark')}"}),
            )
        if own:
            self.fields["report"] = forms.CharField(
                label=_("Summary of the year"),
                max_length=4000,
                required=False,
                initial=row.report,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def told(self) -> Mapping[str, Points]:
        """Answer what was written to each indicator."""
        given = self.cleaned_data
        return {
            one.code: Points(given[f"points-{one.code}"], given[f"remark-{one.code}"])
            for one in tables.indicators(self.row.year)
        }

    def pair(self, code: str) -> tuple[forms.BoundField, forms.BoundField]:
        """Answer the two fields of an indicator."""
        return self[f"points-{code}"], self[f"remark-{code}"]


class EvidenceForm(forms.Form):
    """A file that shows something to an indicator."""

    code = forms.ChoiceField(label=_("Indicator"))
    attachment = forms.FileField(label=_("Attachment"), help_text=_("PDF, picture, Word, Excel or text."))

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        assert isinstance(code, forms.ChoiceField)
        code.choices = [(one.code, one.names[language.current()]) for one in tables.indicators(year)]


class StepForm(forms.Form):
    """What a step asks for: a reason or report, and a day where something is to be put right."""

    note = forms.CharField(
        label=_("Remark or reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    until = forms.DateField(label=_("To be put right by"), required=False, widget=_date())

    def __init__(self, *args: Any, asks_day: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_day:
            del self.fields["until"]
