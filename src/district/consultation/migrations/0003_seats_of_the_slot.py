"""Keep beside a seat how many the slot has, so that the database refuses one beyond them."""

from django.apps.registry import Apps as StateApps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def copy_capacities(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give every booking the seats its slot has."""
    slots = apps.get_model("consultation", "Slot").objects.filter(pk=OuterRef("slot_id"))
    bookings = apps.get_model("consultation", "Booking").objects
    bookings.filter(seat__isnull=False).update(seats=Subquery(slots.values("capacity")[:1]))


class Migration(migrations.Migration):
    dependencies = [("consultation", "0002_reasons_and_emptied_bookings")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="seats",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(copy_capacities, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("requested", "confirmed", "checked_in", "in_session", "recorded", "followed_up", "closed"),
                    ),
                    _negated=True,
                )
                | models.Q(("seat__lte", models.F("seats")), ("seats__isnull", False)),
                name="no_seat_beyond_the_slot_s",
            ),
        ),
    ]
