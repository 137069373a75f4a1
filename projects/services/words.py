"""Learn the words that public opgaver are written with. Safe to call twice and by many."""

from django.db import connection, transaction

from projects.models import Project

BATCH = 200

# Kinds 1 and 2 are words, 10 and 11 the parts of a word with a hyphen (PostgreSQL §12.5). The
# words are inserted in one order, and the job runs alone (`reminders.tick`): nobody waits.
LEARN = """
INSERT INTO projects_searchword (stem, word, uses, near)
SELECT stem, word, uses, ARRAY(
    SELECT text FROM (VALUES (stem), (word)) AS whole (text)
    UNION SELECT left(text, place - 1) || substr(text, place + 1)
    FROM (VALUES (stem), (word)) AS one (text), generate_series(1, length(text)) AS place
)
FROM (
SELECT stem, mode() WITHIN GROUP (ORDER BY word) AS word, count(DISTINCT id) AS uses
FROM (
    SELECT project.id, lower(token) AS word, (ts_lexize('danish_stem', lower(token)))[1] AS stem
    FROM projects_project project,
    ts_parse('default', concat_ws(' ', title, place, problem)) AS parsed (kind, token)
    WHERE project.id = ANY(%s) AND kind IN (1, 2, 10, 11) AND length(token) BETWEEN 2 AND 40
) AS found
WHERE stem ~ '^[[:alpha:]]+$'
GROUP BY stem
) AS learnt ORDER BY stem
ON CONFLICT (stem) DO UPDATE SET uses = projects_searchword.uses + excluded.uses
"""


@transaction.atomic
def learn_words(*, limit: int = BATCH) -> int:
    """Note the words of public opgaver that are new or mended. Returns how many opgaver it read.

    A mended text counts again, and what was taken out of it stays: `uses` is about how common a
    word is, and no word is shown unless a search finds something with it.
    """
    new = Project.objects.public().filter(words_learnt=False).order_by("id")
    held = new.select_for_update(skip_locked=True, of=("self",))
    ids = list(held.values_list("pk", flat=True)[:limit])
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(LEARN, [ids])
        Project.objects.filter(pk__in=ids).update(words_learnt=True)
    return len(ids)
