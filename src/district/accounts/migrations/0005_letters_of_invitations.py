from django.db import migrations, models


class Migration(migrations.Migration):
    """What became of an invitation's letter; of those before this nothing is known and nothing is said."""

    dependencies = [("accounts", "0004_invitations_by_mail")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="sending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Waits for its number"),
                    ("underway", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be sent"),
                    ("uncertain", "Perhaps not sent"),
                ],
                default="",
                max_length=10,
            ),
        ),
    ]
