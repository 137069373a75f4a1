"""A guest speaks for nobody but themselves, and one browser is one guest."""

from django.db import migrations, models

from samskabelse.web.migrations import AddUniqueConcurrently

# Whoever had typed the name of a party was counted for it. The words stay, as their own.
GUESTS = """
UPDATE arenas_roomperson AS person SET comes_for = left(organisation.name, 120), party_id = NULL
FROM projects_party AS party
JOIN participants_organisation AS organisation ON organisation.id = party.organisation_id
WHERE person.party_id = party.id AND person.user_id IS NULL AND person.sign_up_id IS NULL
AND person.name <> ''
"""
CANCELLED = """
UPDATE arenas_room AS room SET closed_at = now(), version = version + 1, stage = stage + 1,
timer_started_at = NULL
FROM arenas_gathering AS gathering
WHERE gathering.id = room.meeting_id AND gathering.state = 'cancelled' AND room.closed_at IS NULL
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("arenas", "0009_calendared")]

    operations = [
        migrations.AddField(
            "roomperson",
            "browser",
            models.CharField(blank=True, db_default="", editable=False, max_length=64),
        ),
        AddUniqueConcurrently(
            "roomperson",
            models.UniqueConstraint(
                fields=["room", "browser"],
                condition=~models.Q(browser=""),
                name="in_the_room_once_by_browser",
            ),
        ),
        migrations.RunSQL(GUESTS, migrations.RunSQL.noop),
        migrations.RunSQL(CANCELLED, migrations.RunSQL.noop),
    ]
