"""The shared statement, version by version."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', "0005_invitations_of_a_batch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('text', models.TextField(max_length=10000, verbose_name='the shared statement')),
                ('change', models.CharField(choices=[('meaning', 'It says something new'), ('wording', 'It only corrects the wording')], max_length=20, verbose_name='change')),
                ('contested_at', models.DateTimeField(null=True, verbose_name='objected to as a change of meaning')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statement_versions', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statement_versions', to='projects.project')),
            ],
            options={
                'verbose_name': 'version of the shared statement',
                'verbose_name_plural': 'versions of the shared statement',
                'ordering': ['-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'number'), name='statement_version_once'),
                    models.CheckConstraint(condition=models.Q(('number__gt', 1), models.Q(('change', 'meaning'), ('number', 1)), _connector='OR'), name='first_statement_says_something_new'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='statement_says_something'),
                ],
            },
        ),
    ]
