"""Forms of the window: the guided need, and what each step asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.design import language
from district.directory.models import ServiceItem, ServicePoint
from district.window.actions.drafting import Need
from district.window.models import Request, Speech, Way
from district.window.states import OPEN
from district.window.words import ASKS, LEVELS, NOTHING

if TYPE_CHECKING:
    AnyChoice = forms.ModelChoiceField[Any]
    UserChoice = forms.ModelChoiceField[User]
    OrganisationChoice = forms.ModelChoiceField[Organisation]
else:
    # Generic only to the type checker; at run time the class takes no parameter.
    AnyChoice = UserChoice = OrganisationChoice = forms.ModelChoiceField


class PointChoice(AnyChoice):
    """Points by their name in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the point."""
        return str(getattr(obj, f"name_{language.current()}"))


class PersonChoice(UserChoice):
    """People by what they are called."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the person."""
        return str(obj.called)


class FirmChoice(OrganisationChoice):
    """Organisations by their name in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the organisation."""
        return str(obj.name_in(language.current()))


def _topics() -> list[tuple[str, str]]:
    groups: dict[str, str] = {}
    for item in ServiceItem.objects.all():
        groups.setdefault(item.group_zh, item.group_en if language.current() == "en" else item.group_zh)
    return [("", str(_("I do not know; the desk decides"))), *groups.items()]


class NeedForm(forms.Form):
    """Five questions: what, on which topic, how, where, by when."""

    title = forms.CharField(label=_("What do you need, in one line?"), max_length=120)
    need = forms.CharField(
        label=_("Describe it"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The product or technology, what has happened so far, what you would like to have at the end."),
    )
    topic = forms.ChoiceField(label=_("Which topic is it?"), required=False)
    way = forms.ChoiceField(label=_("How would you like to be served?"), choices=Way.choices, initial=Way.ONLINE)
    speech = forms.ChoiceField(label=_("In which language?"), choices=Speech.choices, initial=Speech.CHINESE)
    preferred_point = PointChoice(
        label=_("Is there a point you prefer?"),
        queryset=ServicePoint.objects.all(),
        required=False,
        empty_label=_("The nearest door that fits"),
    )
    wanted_by = forms.DateField(
        label=_("Is there a day by which you need it?"), required=False, widget=forms.DateInput({"type": "date"})
    )
    organisation = FirmChoice(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("For myself"),
    )

    def __init__(self, *args: Any, user: User | None, on: date, **kwargs: Any) -> None:
        """`user` None is a visitor nobody knows yet."""
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["topic"]).choices = _topics()
        mine = accounts.organisations_of(user or AnonymousUser(), on=on)
        cast(FirmChoice, self.fields["organisation"]).queryset = mine
        if not mine.exists():
            del self.fields["organisation"]

    def described(self) -> Need:
        """Answer what the applicant said."""
        told = self.cleaned_data
        return Need(
            title=told["title"],
            need=told["need"],
            topic=told["topic"],
            wanted_by=told["wanted_by"],
            way=Way(told["way"]),
            speech=Speech(told["speech"]),
            preferred_point=told["preferred_point"],
            organisation=told.get("organisation"),
        )


class StepForm(forms.Form):
    """What one step asks for, built from the table `words.ASKS`."""

    note = forms.CharField(max_length=8000, widget=forms.Textarea({"rows": 4}))
    handler = PersonChoice(label=_("Handler"), queryset=User.objects.none())
    point = PointChoice(label=_("Point to refer it to"), queryset=ServicePoint.objects.none())
    other = forms.CharField(label=_("Number of the request it is merged into"), max_length=20)

    def __init__(self, told: Any = None, *, request: Request, action: str, on: date) -> None:
        super().__init__(told, auto_id=f"id_{action}_%s")
        asks = ASKS.get(action, NOTHING)
        kept = {"handler": "handler", "point": "point", "request": "other"}.get(asks.choice)
        for name in ("handler", "point", "other"):
            if name != kept:
                del self.fields[name]
        if asks.text:
            self.fields["note"].label = cast(str, asks.text)
            self.fields["note"].required = asks.needed
        else:
            del self.fields["note"]
        if kept == "handler" and request.point is not None:
            cast(PersonChoice, self.fields["handler"]).queryset = accounts.staff_of(request.point.code, on=on)
        if kept == "point":
            offering = ServicePoint.objects.all() if request.item is None else request.item.points.all()
            cast(PointChoice, self.fields["point"]).queryset = offering.exclude(pk=request.point_id or 0)

    def clean_other(self) -> Request:
        """The request of that number, still open."""
        number = self.cleaned_data["other"].strip().upper()
        found = Request.objects.filter(number=number, state__in=OPEN).first()
        if found is None:
            raise forms.ValidationError(_("No open request has this number. Compare it with the list."))
        return found


class RouteForm(forms.Form):
    """Confirm or change what the system proposed."""

    item = PointChoice(label=_("Item of the catalogue"), queryset=ServiceItem.objects.all(), required=False)
    point = PointChoice(label=_("Service point"), queryset=ServicePoint.objects.all())


class MessageForm(forms.Form):
    """A message to the other side; the desk may keep it as a note."""

    text = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    attachment = forms.FileField(
        label=_("Attachment"), required=False, help_text=_("PDF, picture, Word, Excel or text.")
    )
    internal = forms.BooleanField(label=_("Internal note: the applicant never sees it"), required=False)

    def __init__(self, *args: Any, desk: bool, begun: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if begun:
            self.initial["text"] = begun
            self.fields["text"].widget.attrs["rows"] = 12
        if not desk:
            del self.fields["internal"]


class RatingForm(forms.Form):
    """Five levels and one free line (好差评)."""

    level = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=LEVELS, coerce=int, widget=forms.RadioSelect
    )
    line = forms.CharField(label=_("One line, if you like"), max_length=200, required=False)


class CallBackForm(forms.Form):
    """What came of a call back."""

    outcome = forms.CharField(label=_("What came of the call"), max_length=400)
