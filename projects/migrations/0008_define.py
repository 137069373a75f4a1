"""Views, needs and offers, the frame, and what people write at a text."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', "0007_consent_about_anything"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProblemView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sees', models.TextField(blank=True, max_length=2000, verbose_name='what we see')),
                ('feels', models.TextField(blank=True, max_length=2000, verbose_name='who feels it')),
                ('unknown', models.TextField(blank=True, max_length=2000, verbose_name='what we do not know')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('shared_at', models.DateTimeField(blank=True, null=True)),
                ('public_at', models.DateTimeField(blank=True, null=True, verbose_name='seen by everybody since')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='view', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='projects.project')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('shared_at', None), models.Q(('sees', ''), _negated=True), _connector='OR'), name='shared_view_says_something'),
                    models.CheckConstraint(condition=models.Q(('public_at', None), ('shared_at__isnull', False), _connector='OR'), name='public_view_is_shared'),
                ],
                'verbose_name': 'view of the problem',
                'verbose_name_plural': 'views of the problem',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ProblemViewVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('sees', models.TextField(blank=True)),
                ('feels', models.TextField(blank=True)),
                ('unknown', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='projects.problemview')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('view', 'number'), name='view_version_once'),
                ],
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('need', 'Needs'), ('offer', 'Offers')], max_length=10, verbose_name='need or offer')),
                ('kind', models.CharField(choices=[('time', 'Time'), ('knowledge', 'Knowledge'), ('room', 'A room'), ('equipment', 'Equipment'), ('money', 'Money'), ('network', 'Network'), ('authority', 'Authority'), ('other', 'Something else')], max_length=20, verbose_name='kind')),
                ('what', models.CharField(max_length=500, verbose_name='what')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('counterpart', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party', verbose_name='from or to')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resources', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resources', to='projects.project')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party', verbose_name='taken by')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('counterpart', models.F('party')), _negated=True), models.Q(('taken_by', models.F('party')), _negated=True)), name='resource_is_between_two_parties'),
                    models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='resource_says_what'),
                ],
                'verbose_name': 'need or offer',
                'verbose_name_plural': 'needs and offers',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('support', 'Support'), ('concern', 'Concern'), ('question', 'Question')], max_length=20, verbose_name='kind')),
                ('paragraph', models.PositiveIntegerField(blank=True, null=True, verbose_name='paragraph')),
                ('paragraph_key', models.CharField(blank=True, max_length=16)),
                ('text', models.TextField(max_length=2000, verbose_name='text')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_reason', models.TextField(blank=True, max_length=1000, verbose_name='reason for hiding')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='projects.project')),
                ('statement_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='projects.statementversion')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['project', '-id'], name='contribution_newest'), models.Index(fields=['project', 'paragraph_key', '-id'], name='contribution_at_paragraph'), models.Index(condition=models.Q(('answered_at', None), ('hidden_at', None), models.Q(('kind', 'support'), _negated=True)), fields=['project', 'at'], name='contribution_unanswered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('statement_version__isnull', False)), name='contribution_has_one_target'), models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='XOR'), name='contribution_answer_has_a_date'), models.CheckConstraint(condition=models.Q(('hidden_reason', ''), ('hidden_at__isnull', False), _connector='XOR'), name='contribution_hidden_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='FrameVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('known', models.TextField(blank=True, max_length=2000, verbose_name='This we know')),
                ('unknown', models.TextField(blank=True, max_length=2000, verbose_name='This we do not know')),
                ('ours', models.TextField(blank=True, max_length=2000, verbose_name='This is for us to decide')),
                ('fixed', models.TextField(blank=True, max_length=2000, verbose_name='This is fixed')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='projects.party')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='frames', to='projects.project')),
            ],
            options={
                'verbose_name': 'version of the frame',
                'verbose_name_plural': 'versions of the frame',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='frame_version_once')],
            },
        ),
    ]
