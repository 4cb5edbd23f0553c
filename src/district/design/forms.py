"""How a form is drawn: one field under another, label, help and error tied to the input for those who hear the page."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the site's own templates."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
