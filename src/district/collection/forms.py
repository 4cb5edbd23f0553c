"""Forms of the officer's desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.collection.columns import fields
from district.collection.corpus import TableMapping
from district.design import language


class ManyFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Answer the files, each looked at by itself."""
        rows = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(row, initial) for row in rows]


class UploadForm(forms.Form):
    """Office files and where they come from."""

    chosen_files = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "XML, CSV, XLSX, JSON Lines, text, or ZIP archives of these; the format is found by content."
        ),
        widget=ManyFiles(attrs={"multiple": True}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where they come from"),
        help_text=gettext_lazy("The office, letter or download, as you would cite it."),
        max_length=200,
    )


class ColumnsForm(forms.Form):
    """What each column of a table is: one choice a heading."""

    def __init__(
        self, *args: Any, mapping: TableMapping, examples: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        given = {name: field for field, names in mapping.fields.items() for name in names}
        lang = language.current()
        choices = [("", _("not used")), *((one.name, getattr(one, lang)) for one in fields())]
        for place, heading in enumerate(dict.fromkeys(name for name in mapping.headings if name.strip())):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=given.get(heading, "")
            )

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Answer the headings of each field, those of one field in the order of the table."""
        found: dict[str, tuple[str, ...]] = {}
        for name, field in self.fields.items():
            target = self.cleaned_data[name]
            if target:
                found[target] = (*found.get(target, ()), str(field.label))
        # Where the order was given before, as office, number and kind, it stays.
        return {
            field: before if set(before := self.mapping.fields.get(field, ())) == set(names) else names
            for field, names in found.items()
        }
