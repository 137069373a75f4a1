"""Parties, invitations, and what is sent about them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.enums import OrganisationKind
from projects.enums import Answer, LeaveReason, Position, RolePromise
from projects.models import Invitation, Party
from projects.serializers.common import Plain, VoiceInput, optional
from projects.services.invitations import Invitee, check_invitee
from samskabelse.rest.fields import Choice, Input, Text
from samskabelse.web.errors import ActError

MOST_INVITEES = 5_000


class PartySerializer(serializers.ModelSerializer):
    """A party as everybody sees it. Reads prefetched `consents__round`."""

    name = serializers.CharField()
    organisation = serializers.SlugField(source="organisation.slug", default=None, allow_null=True)
    sector = serializers.CharField()
    is_verified = serializers.SerializerMethodField()
    last_agreed = serializers.SerializerMethodField(
        help_text="The phase that it last consented to go on to."
    )

    class Meta:
        model = Party
        fields = [
            "id", "name", "organisation", "sector", "is_verified", "role_promise", "status",
            "brings", "needs", "accepted_at", "last_agreed", "left_at", "leave_reason",
        ]  # fmt: skip

    def get_is_verified(self, party: Party) -> bool:
        return bool(party.organisation and party.organisation.is_verified)

    def get_last_agreed(self, party: Party) -> str:
        rounds = [row.round for row in party.consents.all() if row.position == Position.CONSENT]
        last = max(rounds, key=lambda consent_round: consent_round.pk, default=None)
        return last.to_phase if last else ""


class DescribeInput(Input):
    brings = Plain(max_length=500, allow_blank=True)
    needs = Plain(max_length=500, allow_blank=True)


class LeaveInput(Input):
    reason = Choice(choices=LeaveReason.choices)
    note = Text(max_length=1000, **optional(help_text="For the record; not shown to others."))


class InvitationSerializer(serializers.ModelSerializer):
    """An invitation as the team sees it: who, never at which address."""

    times_asked = serializers.IntegerField(source="issue")
    has_expired = serializers.BooleanField()

    class Meta:
        model = Invitation
        fields = [
            "id", "name", "organisation_name", "organisation_kind", "role_promise", "state",
            "has_expired", "times_asked", "last_sent_at", "reminded_at", "expires_at",
            "answered_at", "answer_note",
        ]  # fmt: skip


class OwnInvitationSerializer(serializers.ModelSerializer):
    """An invitation as the one who was asked sees it."""

    project = serializers.SlugField(source="project.slug")
    title = serializers.CharField(source="project.title")
    invited_by = serializers.SerializerMethodField()
    has_expired = serializers.BooleanField()

    class Meta:
        model = Invitation
        fields = [
            "id", "project", "title", "invited_by", "organisation_name", "role_promise", "why_you",
            "state", "has_expired", "expires_at",
        ]  # fmt: skip

    def get_invited_by(self, invitation: Invitation) -> str:
        return invitation.invited_by.display_name if invitation.invited_by else ""


class InviteeInput(Input):
    """One to ask."""

    email = serializers.EmailField()
    name = Text(max_length=120, **optional())
    organisation_name = Text(max_length=160, **optional())
    organisation_kind = Choice(choices=OrganisationKind.choices, **optional())
    why_you = Plain(max_length=1000)
    role_promise = Choice(choices=RolePromise.choices, default=RolePromise.COCREATE)
    language = Choice(choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)

    def to_internal_value(self, data: Any) -> Invitee:
        """The row as the service takes it, refused with the service's own sentences."""
        invitee = Invitee(**super().to_internal_value(data))
        try:
            check_invitee(invitee)
        except ActError as error:
            raise serializers.ValidationError({error.field: [str(error.message)]}) from error
        return invitee


class InviteInput(VoiceInput):
    invitee = InviteeInput()


class InviteManyInput(VoiceInput):
    """All or none of them is asked."""

    invitees = InviteeInput(many=True, allow_empty=False, max_length=MOST_INVITEES)


@extend_schema_field({"type": "integer", "minimum": 0})
class Count(serializers.IntegerField):
    """How many."""


class InvitedSerializer(serializers.Serializer):
    """What became of many invitations."""

    invited = Count()
    passed_by = Count(help_text="Asked already, or takes part.")


class AnswerInput(Input):
    answer = Choice(choices=Answer.choices)
    note = Text(max_length=1000, **optional())
    brings = Plain(max_length=500, **optional())
    needs = Plain(max_length=500, **optional())
