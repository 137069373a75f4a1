"""What the parties are asked and say, how an opgave moves, and the record of it."""

from typing import Any

from rest_framework import serializers

from projects.enums import SPOKEN_POSITIONS, Outcome, Phase, Position
from projects.models import ConsentAnswer, ConsentRound
from projects.serializers.common import Plain, ReasonInput, VoiceInput, optional
from samskabelse.history.models import Entry
from samskabelse.history.sentences import sentence_for
from samskabelse.rest.fields import Choice, Input

POSITIONS = [(p.value, p.label) for p in Position if p in SPOKEN_POSITIONS]


class ConsentSerializer(serializers.ModelSerializer):
    """What one party says."""

    party_name = serializers.CharField(source="party.name")

    class Meta:
        model = ConsentAnswer
        fields = ["id", "party", "party_name", "position", "reason", "at"]
        extra_kwargs = {"party": {"read_only": True}}


class RoundSerializer(serializers.ModelSerializer):
    """One time that the parties were asked. Reads prefetched `answers`."""

    answers = ConsentSerializer(many=True)

    class Meta:
        model = ConsentRound
        fields = ["id", "from_phase", "to_phase", "state", "opened_at", "closed_at", "answers"]


class ConsentInput(Input):
    position = Choice(choices=POSITIONS)
    reason = Plain(max_length=2000, **optional(help_text="Needed for an objection. Public."))


class GateInput(VoiceInput):
    """An act that moves an opgave on from the phase it is in."""

    phase = Choice(
        choices=Phase.choices,
        **optional(help_text="The phase that you move on from. In another, nothing moves."),
    )


class OverrideInput(GateInput, ReasonInput):
    pass


class ClosingInput(VoiceInput):
    outcome = Choice(choices=Outcome.choices)
    owner = Plain(max_length=200, **optional(help_text="Needed when somebody owns it from here."))
    lessons = Plain(max_length=4000)


class EntrySerializer(serializers.ModelSerializer):
    """One act of the record, in words and as code."""

    by = serializers.SerializerMethodField(help_text="Empty when the platform did it.")
    sentence = serializers.SerializerMethodField()
    old = serializers.SerializerMethodField()
    new = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ["id", "at", "by", "on_behalf_of", "action", "sentence", "old", "new"]

    def get_by(self, entry: Entry) -> str:
        return str(entry.by) if entry.by else ""

    def get_sentence(self, entry: Entry) -> str:
        return sentence_for(entry)

    def get_old(self, entry: Entry) -> dict[str, str]:
        return self._texts(entry, "old")

    def get_new(self, entry: Entry) -> dict[str, str]:
        return self._texts(entry, "new")

    @staticmethod
    def _texts(entry: Entry, which: str) -> dict[str, Any]:
        """The text before or after a change, when the act changed text."""
        both = [entry.data.get("old"), entry.data.get("new")]
        texts = entry.data.get(which)
        return texts if all(isinstance(side, dict) for side in both) else {}


class TeamEntrySerializer(EntrySerializer):
    """The same for the team, who also see what is not public."""

    class Meta(EntrySerializer.Meta):
        fields = [*EntrySerializer.Meta.fields, "is_public"]
