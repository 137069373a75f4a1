"""Find what waits for a decision recipient; the index is built beside the running site."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("projects", "0016_waiting_indexes")]

    operations = [
        AddIndexConcurrently(
            "project",
            models.Index(
                fields=["recipient_email"],
                condition=Q(verdict="") & ~Q(recipient_email=""),
                name="project_by_recipient",
            ),
        ),
    ]
