"""A form ties label, help and error to its input, for those who hear the page."""

from __future__ import annotations

import re

from django import forms


class Need(forms.Form):
    title = forms.CharField(label="What is it about?", help_text="One line.")
    detail = forms.CharField(label="More", required=False, widget=forms.Textarea)
    urgent = forms.BooleanField(label="Urgent", required=False)
    place = forms.ChoiceField(label="Where", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    step = forms.CharField(widget=forms.HiddenInput, initial="2")


def test_every_input_has_its_label_and_hidden_ones_stand_once() -> None:
    drawn = str(Need())
    for name in ("title", "detail", "urgent"):
        assert re.search(rf'<label for="id_{name}"', drawn)
    assert drawn.count('name="step"') == 1
    assert "<legend>Where</legend>" in drawn
    assert drawn.count('class="opt"') == 1, "only what may be left out says so; a tick box needs no word"


def test_help_and_error_are_what_the_input_is_described_by() -> None:
    drawn = str(Need(data={"place": "c"}))
    assert re.search(r'<input[^>]*name="title"[^>]*aria-describedby="id_title_helptext id_title_error"', drawn)
    assert 'id="id_title_helptext"' in drawn
    assert 'id="id_title_error"' in drawn
    assert re.search(r'<input[^>]*name="title"[^>]*aria-invalid="true"', drawn)
    assert re.search(r'<fieldset[^>]*aria-describedby="id_place_error"', drawn)


def test_a_form_draws_no_style_of_its_own() -> None:
    assert "style=" not in str(Need(data={}))
