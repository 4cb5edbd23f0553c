"""Forms of releases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.openstats.releases.models import Release


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class DraftForm(forms.Form):
    """What a release is about."""

    code = forms.SlugField(
        label=_("Release code"), max_length=40, help_text=_("Part of its permanent address, as 2023-11 or 2022-year.")
    )
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    on = _day(_("Values on"))
    planned_on = _day(_("Planned day of release"))
    figures = forms.MultipleChoiceField(label=_("Chosen figures"), widget=forms.CheckboxSelectMultiple)
    regions = forms.MultipleChoiceField(label=_("Chosen regions"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, figures: list[tuple[str, str]], regions: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("figures", figures), ("regions", regions)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices


class TextForm(forms.Form):
    """The words of a release."""

    text_zh = forms.CharField(label=_("Text in Chinese"), widget=forms.Textarea, max_length=4000, required=False)
    text_en = forms.CharField(label=_("Text in English"), widget=forms.Textarea, max_length=4000, required=False)
    planned_on = _day(_("Planned day of release"))
    provisional_reason = forms.CharField(
        label=_("Why provisional values are released"),
        help_text=_("Only where some values may still change by later announcements."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if release.corrects_id:
            self.fields.update(CorrectionForm().fields)


class CorrectionForm(forms.Form):
    """What a correction changes, and why."""

    correction_zh = forms.CharField(label=_("What changed and why, in Chinese"), widget=forms.Textarea, max_length=1000)
    correction_en = forms.CharField(label=_("What changed and why, in English"), widget=forms.Textarea, max_length=1000)
