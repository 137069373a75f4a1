"""Who came into a room by the link of a mail."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from samskabelse.web.migrations import AddForeignKey, AddUniqueConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("arenas", "0007_meeting_links")]

    operations = [
        AddForeignKey(
            "roomperson",
            "sign_up",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="in_rooms",
                to="arenas.signup",
            ),
        ),
        AddUniqueConcurrently(
            "roomperson",
            models.UniqueConstraint(
                fields=["room", "sign_up"],
                condition=Q(sign_up__isnull=False),
                name="in_the_room_once_by_link",
            ),
        ),
    ]
