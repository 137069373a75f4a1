"""The town of the tests with a script in every text that people write."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from tests.access.addresses import fields_of, url_of
from tests.access.senders import SENDERS
from tests.access.world import World
from tests.hostile.words import payloads, share

# Each would become an element or an attribute of this name wherever it is not escaped.
MARK = "xss-mark"
MARKED = [
    f"<{MARK}>", f"\"'><{MARK} {MARK}=1>", f"\" {MARK}=1 a=\"", f"' {MARK}=1 a='",
    f"</title></textarea></script></style><{MARK}>", f"--></noscript>]]><{MARK}>",
    f"[a](javascript:alert`{MARK}`) <{MARK}>", f"<!--<{MARK}>", f"\n<{MARK}\n{MARK}=1>",
    f"=HYPERLINK(\"x\")<{MARK}>", f"x\r\nBcc: a@b.dk\r\n\r\n<{MARK}>",
    f"{{{{7*7}}}}{{% now %}}<{MARK}>",
]  # fmt: skip
# Forms that fill in a text and leave the town as it is for the next one.
FORMS = [
    "participants:welcome", "participants:profile", "participants:tokens",
    "participants:organisation_new", "participants:organisation_edit", "participants:mandates",
    "arenas:change_arena", "projects:save_search", "projects:enter", "projects:edit",
    "projects:report",
    "projects:first_reply", "projects:stakeholders", "projects:stakeholder", "projects:invite",
    "projects:describe_party", "projects:verdict", "projects:consent", "projects:join",
    "projects:close", "projects:reopen", "projects:recipient", "projects:question",
    "projects:invitation", "projects:override",
]  # fmt: skip
CODES = {
    "kind", "acting", "language", "days", "what", "route", "role_promise", "verdict", "position",
    "outcome", "phase", "svar", "due", "email", "user", "welcome", "confirm", "number",
    "answer",
}  # fmt: skip
APPS = {"arenas", "participants", "projects"}
# Codes, keys and words that the site writes itself, and forms of words without signs.
NOT_WRITTEN = {
    "language", "key", "token_hash", "token_key", "digest", "password", "postal_code", "cvr",
    "source", "external_id", "stem", "word", "phase", "route", "theme", "website", "action", "code",
}  # fmt: skip


def scripts() -> Iterator[str]:
    """Ours and a sample of those that attackers write, in turn, for ever."""
    while True:
        for marked, taken in zip(MARKED, share(payloads(), len(MARKED)), strict=False):
            yield marked
            yield taken


def poison(world: World) -> int:
    """Through the acts as people do, then every text column for what no act reached."""
    script = scripts()
    taken = 0
    for name in FORMS:
        data = fields_of(name, world)
        evil = {key: value if key in CODES else next(script) for key, value in data.items()}
        response = world.clients[SENDERS[name]].post(url_of(name, world), evil)
        taken += response.status_code in {200, 302, 303}
    for model in apps.get_models():
        if model._meta.app_label in APPS and not model._meta.proxy:
            _fill_columns(model, script)
    return taken


def _fill_columns(model: type[models.Model], script: Iterator[str]) -> None:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if type(field) in {models.CharField, models.TextField}
        and not field.choices
        and field.name not in NOT_WRITTEN
    ]
    for row in model._base_manager.order_by("pk") if fields else []:
        values = {}
        for field in fields:
            text = f"{row.pk} {next(script)}" if field.unique else next(script)
            if getattr(row, field.name):  # what is empty may have to be
                values[field.name] = text[: field.max_length or 500]
        if values:
            model._base_manager.filter(pk=row.pk).update(**values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
