"""Forms of the list check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.directory.models import ServicePoint
from district.window.forms import PointChoice
from district.window.listcheck.models import Answer, Outcome, Way


class BatchForm(forms.Form):
    """A batch, its file, and the point that follows it up."""

    code = forms.CharField(
        label=_("Batch"), max_length=40, required=False, help_text=_("Leave it empty where the file has a column 批次.")
    )
    table = forms.FileField(
        label=_("Table (CSV or XLSX)"),
        help_text=_("Headings: 申请号, 申请人, 通知日, 期限; if known 代理机构, 统一社会信用代码, 批次."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    point = PointChoice(
        label=_("Followed up by"), required=False, queryset=ServicePoint.objects.all(), empty_label=_("no point yet")
    )


class AssignForm(forms.Form):
    """The point that follows filings up."""

    to = PointChoice(label=_("Followed up by"), queryset=ServicePoint.objects.all(), empty_label=None)


class AnswerForm(forms.Form):
    """What a firm says it did, and the file that shows it."""

    said = forms.ChoiceField(label=_("What you did"), choices=Answer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your reasons"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    upload = forms.FileField(
        label=_("Proof of withdrawal, or the statement"), help_text=_("PDF, picture, Word, Excel or text.")
    )


class AttemptForm(forms.Form):
    """One attempt to reach an applicant."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    way = forms.ChoiceField(label=_("By what means"), choices=Way.choices)
    note = forms.CharField(label=_("What came of it"), max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class SettleForm(forms.Form):
    """What came of a filing, and what shows it."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[choice for choice in Outcome.choices if choice[0] != Outcome.OPEN]
    )
    evidence = forms.CharField(label=_("What shows it"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    upload = forms.FileField(label=_("Attachment"), required=False)


class TemplateForm(forms.Form):
    """The office's own template."""

    template = forms.FileField(label=_("XLSX template"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
