"""Fields of what is sent to the API: as strict as the description says they are."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty

from samskabelse.web.seeing import readable, shows


class Text(serializers.CharField):
    """A string, and nothing that could be made into one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validation(self, data: Any = empty) -> Any:
        """As in the forms: what cannot be seen is nothing, what cannot be read is left out."""
        if isinstance(data, str):
            data = readable(data) if shows(data) else ""
        return super().run_validation(data)


class Choice(serializers.ChoiceField):
    """One of the named values."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Number(serializers.IntegerField):
    """A whole number. The database holds no larger ones."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"min_value": 1, "max_value": 2**63 - 1} | kwargs))

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


class Input(serializers.Serializer):
    """What can be sent. A name that is not one of its fields is refused: it was meant for one."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            sentence = _("There is no field of this name.")
            raise serializers.ValidationError({str(name)[:60]: [sentence] for name in unknown})
        return super().to_internal_value(data)
