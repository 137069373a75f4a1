"""Fields that more than one kind of input has."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.forms.fields import refuse_cpr
from projects.models import Party, Project
from samskabelse.rest.fields import Input, Number, Text


class Plain(Text):
    """Text that everybody will read: it holds nobody's CPR number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(refuse_cpr)


def optional(**kwargs: Any) -> dict[str, Any]:
    return {"required": False, "allow_blank": True, "default": "", **kwargs}


class VoiceInput(Input):
    """An act that somebody may do on behalf of one of several parties."""

    party = Number(
        required=False,
        allow_null=True,
        default=None,
        help_text="The party on whose behalf you act, when you speak for more than one.",
    )

    def validate_party(self, pk: int | None) -> Party | None:
        if pk is None:
            return None
        project: Project = self.context["view"].project
        party = project.parties.with_names().filter(pk=pk).first()
        if party is None:
            raise serializers.ValidationError(_("There is no such party here."))
        return party


class ReasonInput(VoiceInput):
    """An act that asks why."""

    reason = Plain(max_length=2000)
