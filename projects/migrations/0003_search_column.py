import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# The table is rewritten once under a lock, about a second for 10,000 opgaver; a column that
# PostgreSQL fills by itself can never be forgotten (docs/decisions/search.md).
ADD_SEARCH = """
-- squawk-ignore adding-field-with-default
ALTER TABLE "projects_project" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (((
    setweight(to_tsvector('danish'::regconfig, COALESCE("title", '')), 'A') ||
    setweight(to_tsvector('danish'::regconfig, COALESCE("place", '') || ' ' || COALESCE("postal_code", '')), 'B')) ||
    setweight(to_tsvector('danish'::regconfig, COALESCE("problem", '')), 'D'))) STORED;
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('projects', "0002_themes_and_searches"),
    ]

    operations = [
        migrations.RunSQL(
            [ADD_SEARCH],
            'ALTER TABLE "projects_project" DROP COLUMN "search"',
            state_operations=[
                migrations.AddField(
                    model_name='project',
                    name='search',
                    field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='danish', weight='A'), '||', django.contrib.postgres.search.SearchVector('place', 'postal_code', config='danish', weight='B'), django.contrib.postgres.search.SearchConfig('danish')), '||', django.contrib.postgres.search.SearchVector('problem', config='danish', weight='D'), django.contrib.postgres.search.SearchConfig('danish')), output_field=django.contrib.postgres.search.SearchVectorField()),
                ),
            ],
        ),
        AddIndexConcurrently(
            model_name='project',
            index=models.Index(condition=models.Q(('moderation', 'clear')), fields=['route', '-id'], name='project_public_by_route'),
        ),
        AddIndexConcurrently(
            model_name='project',
            index=models.Index(condition=models.Q(('moderation', 'clear')), fields=['postal_code', '-id'], name='project_public_by_postal_code'),
        ),
        AddIndexConcurrently(
            model_name='project',
            index=models.Index(condition=models.Q(('moderation', 'clear')), fields=['published_at'], name='project_public_since'),
        ),
        AddIndexConcurrently(
            model_name='project',
            index=models.Index(condition=models.Q(('moderation', 'clear'), models.Q(('phase', 'draft'), _negated=True), models.Q(('phase', 'seeking'), _negated=True)), fields=['-phase_since'], name='project_moved'),
        ),
        AddIndexConcurrently(
            model_name='project',
            index=models.Index(condition=models.Q(('words_learnt', False)), fields=['id'], name='project_words_to_learn'),
        ),
        AddIndexConcurrently(
            model_name='project',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search'], name='project_search'),
        ),
        RemoveIndexConcurrently(
            model_name='project',
            name='project_title_trgm',
        ),
    ]
