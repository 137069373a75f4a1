"""Many invitations sent at once, which can be taken back while their mails wait."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('projects', "0003_search_column"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InvitationBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveIntegerField(verbose_name='invitations')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('leaves_at', models.DateTimeField(verbose_name='leaves at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitation_batches', to='projects.project')),
            ],
            options={
                'verbose_name': 'batch of invitations',
                'verbose_name_plural': 'batches of invitations',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('undone_at', None), ('undone_at__lt', models.F('leaves_at')), _connector='OR'), name='batch_undone_before_it_left')],
            },
        ),
        migrations.AddField(
            model_name='invitation',
            name='batch',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='projects.invitationbatch'),
        ),
    ]
