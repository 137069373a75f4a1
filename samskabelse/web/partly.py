"""Objects that came beside another row, with some of their columns."""

from typing import Any, TypeVar

from django.db import models, router

M = TypeVar("M", bound=models.Model)


def partly(model: type[M], **known: Any) -> M:
    """The object with these columns (`id`, `user_id` …); any other loads when it is asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db(router.db_for_read(model), names, [known[name] for name in names])
