"""Every entry of the question bank gets the words it is found by."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from district.consultation.models.questions import folded


def fold(apps: Any, _editor: Any) -> None:
    """Write the words of the entries that are there."""
    questions = apps.get_model("consultation", "Question")
    for row in questions.objects.all().iterator():
        row.words = folded(row.question_zh, row.question_en, row.answer_zh, row.answer_en)
        row.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("consultation", "0005_ties_from_a_day")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="words",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
