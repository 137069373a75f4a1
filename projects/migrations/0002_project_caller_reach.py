from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="caller_reach",
            field=models.CharField(
                blank=True,
                default="",
                help_text="A phone number or an address. Only staff can see it.",
                max_length=200,
                verbose_name="how to reach the caller",
            ),
            preserve_default=False,
        ),
    ]
