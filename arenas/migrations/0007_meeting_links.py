"""What is open in a room, and links to minutes: keys that point both ways, made without a lock."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

from samskabelse.web.migrations import AddForeignKey


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("arenas", "0006_events")]

    operations = [
        AddForeignKey(
            "room",
            "card",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="arenas.roomcard",
            ),
        ),
        AddForeignKey(
            "room",
            "round",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="arenas.roomround",
            ),
        ),
        AddForeignKey(
            "arenalink",
            "protocol",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="arenas.minutes",
            ),
        ),
        AddConstraintNotValid(
            "arenalink",
            models.CheckConstraint(
                condition=Q(protocol=None) | Q(sign_up__isnull=False),
                name="link_to_minutes_is_for_somebody",
            ),
        ),
        ValidateConstraint("arenalink", "link_to_minutes_is_for_somebody"),
    ]
