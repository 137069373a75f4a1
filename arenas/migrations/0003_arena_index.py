from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """An opgave may have several arenas. Outside a transaction, so that nobody waits for it."""

    atomic = False

    dependencies = [
        ("arenas", "0002_meetings"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="arena",
            index=models.Index(fields=["project"], name="arena_of_project"),
        ),
    ]
