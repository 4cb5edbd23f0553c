"""What people fill in at the workbench."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.design import language
from district.workbench import queries
from district.workbench.asking import Told
from district.workbench.library import MOST_CHARACTERS
from district.workbench.models import Category, Kind, Project, StatusChoice

if TYPE_CHECKING:
    AnyProject = forms.ModelChoiceField[Project]
    AnyFirm = forms.ModelChoiceField[Organisation]
else:
    AnyProject = AnyFirm = forms.ModelChoiceField

READ_AS = (("", _("find out by itself")), *Kind.choices)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=help_text, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class ProjectChoice(AnyProject):
    """Open projects by their title."""

    def label_from_instance(self, obj: Any) -> str:
        """Answer the title."""
        return str(obj.title)


class FirmChoice(AnyFirm):
    """Firms by their name in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Answer the name."""
        return str(obj.name_in(language.current()))


class AskForm(forms.Form):
    """The one box, and what narrows the answer."""

    text = forms.CharField(
        label=_("What to look for"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=_("Read it as"), choices=READ_AS, required=False)
    before = _day(_("Published before"))
    statuses = forms.MultipleChoiceField(
        label=_("Status"), choices=StatusChoice.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    on = _day(_("Status on the day"))
    is_prior = forms.BooleanField(label=_("As it could have been found on that day"), required=False)
    with_unknown = forms.BooleanField(label=_("Also what has no known day or status"), required=False)
    project = ProjectChoice(
        label=_("In the project"), queryset=Project.objects.none(), required=False, empty_label=_("no project")
    )

    def __init__(self, data: Any = None, *, user: User, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["project"]
        assert isinstance(field, ProjectChoice)
        field.queryset = queries.open_projects(user, on=on)

    def told(self) -> Told:
        """Answer what was filled in; the form is valid."""
        given = self.cleaned_data
        return Told(
            text=given["text"],
            kind=given["kind"],
            before=given["before"],
            statuses=tuple(given["statuses"]),
            on=given["on"],
            with_unknown=given["with_unknown"],
            is_prior=given["is_prior"],
        )


class ProjectForm(forms.Form):
    """A new project."""

    title = forms.CharField(label=_("Title of the matter"), max_length=120)
    about = forms.CharField(
        label=_("What is searched for, and why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    organisation = FirmChoice(
        label=_("Whose project"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("mine alone"),
        help_text=_("Every member of the firm sees its project, and an agency that acts for it."),
    )

    def __init__(self, data: Any = None, *, user: User, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["organisation"]
        assert isinstance(field, FirmChoice)
        field.queryset = accounts.verified_organisations_of(user, on=on)


class RateForm(forms.Form):
    """How a document bears on the matter."""

    category = forms.ChoiceField(label=_("Category"), choices=Category.choices, required=False)
    comment = forms.CharField(label=_("Comment"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))
