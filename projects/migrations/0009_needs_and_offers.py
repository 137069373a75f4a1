"""What parties of opgaver under way have said they bring and need becomes their first rows."""

from django.db import migrations

OPEN_PHASES = ["seeking", "define", "design", "implement"]


def rows_from_words(apps, schema_editor) -> None:
    Party = apps.get_model("projects", "Party")
    Resource = apps.get_model("projects", "Resource")
    said = Party.objects.filter(status="accepted", project__phase__in=OPEN_PHASES)
    rows = (
        Resource(
            project_id=party.project_id, party=party, direction=direction, kind="other", what=text
        )
        for party in said.iterator()
        for direction, text in (("offer", party.brings), ("need", party.needs))
        if text
    )
    Resource.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("projects", "0008_define")]

    operations = [migrations.RunPython(rows_from_words, migrations.RunPython.noop, elidable=True)]
