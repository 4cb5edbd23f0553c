"""A person without an address for a channel is a fate of its own, and no failure."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def part(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take those without an address out of the failures."""
    rows = apps.get_model("notices", "Delivery").objects.filter(fate="failed", fault="no_address")
    rows.update(fate="nowhere", fault="")


def join(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Put them back."""
    rows = apps.get_model("notices", "Delivery").objects.filter(fate="nowhere")
    rows.update(fate="failed", fault="no_address")


class Migration(migrations.Migration):
    """The fate `nowhere`."""

    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="fate",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be sent"),
                    ("nowhere", "No address"),
                    ("uncertain", "Perhaps sent"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RunPython(part, join),
    ]
