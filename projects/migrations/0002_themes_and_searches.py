import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

THEMES = {
    'boern-og-unge': 'Børn og unge',
    'aeldre': 'Ældre',
    'faellesskab': 'Fællesskab og ensomhed',
    'sundhed': 'Sundhed og bevægelse',
    'natur-og-klima': 'Natur og klima',
    'trafik': 'Trafik og veje',
    'byrum-og-bolig': 'Byrum og bolig',
    'kultur-og-fritid': 'Kultur og fritid',
    'job-og-uddannelse': 'Job og uddannelse',
    'landsbyer': 'Landsbyer og landdistrikter',
}


def add_usual_themes(apps, schema_editor):
    """What a Danish municipality might begin with; its administrators change them."""
    theme = apps.get_model('projects', 'Theme')
    if not theme.objects.exists():
        theme.objects.bulk_create(
            theme(slug=slug, name=name, position=10 * place)
            for place, (slug, name) in enumerate(THEMES.items(), start=1)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0001_initial'),
        ('projects', "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('position', models.PositiveIntegerField(default=100, help_text='The lowest number stands first.', verbose_name='order')),
                ('is_active', models.BooleanField(default=True, help_text='Projects keep a theme that can no longer be chosen.', verbose_name='can be chosen')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stem', models.CharField(max_length=40, unique=True)),
                ('word', models.CharField(max_length=40, verbose_name='word')),
                ('uses', models.PositiveIntegerField(default=0, verbose_name='in about so many projects')),
                ('near', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
                'ordering': ['stem'],
            },
        ),
        migrations.CreateModel(
            name='ProjectTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('project', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='theme_places', to='projects.project')),
                ('theme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='project_places', to='projects.theme')),
            ],
            options={
                'verbose_name': 'theme of a project',
                'verbose_name_plural': 'themes of projects',
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=100, verbose_name='words')),
                ('phase', models.CharField(blank=True, max_length=20, verbose_name='phase')),
                ('route', models.CharField(blank=True, max_length=20, verbose_name='way')),
                ('theme', models.CharField(blank=True, max_length=60, verbose_name='theme')),
                ('postal_code', models.CharField(blank=True, max_length=4, verbose_name='postal code')),
                ('needs_parties', models.BooleanField(default=False, verbose_name='needs parties')),
                ('told_until', models.DateTimeField()),
                ('next_at', models.DateTimeField(db_index=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['id'],
            },
        ),
        migrations.AlterModelOptions(
            name='project',
            options={'base_manager_name': 'objects', 'ordering': ['-id'], 'verbose_name': 'project', 'verbose_name_plural': 'projects'},
        ),
        migrations.AddField(
            model_name='project',
            name='words_learnt',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='project',
            name='themes',
            field=models.ManyToManyField(related_name='projects', through='projects.ProjectTheme', to='projects.theme'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['near'], name='searchword_near'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse('stem'), 'text_pattern_ops'), name='searchword_ending'),
        ),
        migrations.AddIndex(
            model_name='projecttheme',
            index=models.Index(fields=['theme', '-project'], name='project_by_theme'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(fields=('user', 'text', 'phase', 'route', 'theme', 'postal_code', 'needs_parties'), name='saved_search_once'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('next_at__gt', models.F('told_until'))), name='saved_search_looks_ahead'),
        ),
        migrations.AddConstraint(
            model_name='projecttheme',
            constraint=models.UniqueConstraint(fields=('project', 'theme'), name='project_theme_once'),
        ),
        migrations.AddConstraint(
            model_name='projecttheme',
            constraint=models.UniqueConstraint(fields=('project', 'place'), name='project_theme_place_once'),
        ),
        migrations.AddConstraint(
            model_name='projecttheme',
            constraint=models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 3)), name='project_themes_are_few'),
        ),
        migrations.RunPython(add_usual_themes, migrations.RunPython.noop),
    ]
