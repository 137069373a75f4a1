"""Whether a gathering may stand in somebody's calendar, whatever has left since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("arenas", "0008_in_by_link")]

    operations = [
        migrations.AddField(
            "signup", "is_calendared", models.BooleanField(default=False, db_default=False)
        ),
        # Whoever was told before: one CANCEL too many harms no calendar, one too few does.
        migrations.RunSQL(
            "UPDATE arenas_signup SET is_calendared = true WHERE sequence IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
