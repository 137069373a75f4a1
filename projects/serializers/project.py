"""An opgave as the API shows it, and what raises or changes one.

Who sees which field is written out here: everybody, those who could see the opgave though it is
not public, and verified staff.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.enums import OrganisationKind
from participants.queries import organisations_open_to
from projects.enums import Motive, ProjectRoleKind, Route
from projects.models import Project
from projects.models.theme import MOST_THEMES
from projects.phases import Situation, checklist
from projects.recipe import arena_form
from projects.serializers.common import Plain, VoiceInput, optional
from samskabelse.rest.fields import Choice, Flag, Input, Text

FOR_ALL = [
    "slug", "url", "title", "problem", "themes", "route", "phase", "phase_since", "place",
    "postal_code",
    "latitude", "longitude", "language", "raised_by", "raised_on_behalf_of", "submitted_at",
    "source", "contact", "convener", "facilitator", "first_reply_due", "first_reply",
    "first_replied_at", "recipient_body", "recipient_name", "answer_due", "is_answer_overdue",
    "verdict", "verdict_reasons", "verdict_at", "planned_outcome", "outcome", "owner_from_here",
    "lessons", "checklist",
]  # fmt: skip
FOR_THE_AUTHOR = ["moderation", "moderation_reason"]
FOR_STAFF = ["caller_reach"]
IN_A_LIST = [
    "slug", "url", "title", "problem", "themes", "route", "phase", "phase_since", "place",
    "postal_code",
    "latitude", "longitude", "submitted_at", "recipient_body", "answer_due", "verdict", "outcome",
    "party_count",
]  # fmt: skip


def shown_to(user: Any, project: Project) -> list[str]:
    """The fields of an opgave that this person may see."""
    is_staff = user.is_authenticated and (user.is_verified_staff or user.is_staff)
    fields = list(FOR_ALL)
    if is_staff or (user.is_authenticated and project.initiator_id == user.pk):
        fields += FOR_THE_AUTHOR
    return fields + FOR_STAFF if is_staff else fields


class ProjectRowSerializer(serializers.ModelSerializer):
    """An opgave in a list."""

    url = serializers.SerializerMethodField(help_text="Its page on the site.")
    themes = serializers.ListField(child=serializers.CharField(), source="theme_slugs")
    party_count = serializers.IntegerField(help_text="How many take part.")

    class Meta:
        model = Project
        fields = IN_A_LIST

    def get_url(self, project: Project) -> str:
        return f"{settings.BASE_URL}{project.get_absolute_url()}"


class FactSerializer(serializers.Serializer):
    """One thing that must hold before the opgave can move on."""

    code = serializers.CharField()
    met = serializers.BooleanField()
    message = serializers.CharField()


class ProjectSerializer(serializers.ModelSerializer):
    """An opgave whole. Names of people, never their addresses or numbers."""

    url = serializers.SerializerMethodField(help_text="Its page on the site.")
    themes = serializers.SerializerMethodField()
    raised_by = serializers.SerializerMethodField()
    raised_on_behalf_of = serializers.SerializerMethodField()
    contact = serializers.SerializerMethodField(help_text="Whom to ask in the municipality.")
    convener = serializers.SerializerMethodField()
    facilitator = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField(
        help_text="What must hold before the next phase; `met` says whether it does."
    )

    class Meta:
        model = Project
        fields = [*FOR_ALL, *FOR_THE_AUTHOR, *FOR_STAFF]
        extra_kwargs = {name: {"required": False} for name in [*FOR_THE_AUTHOR, *FOR_STAFF]}

    def to_representation(self, project: Project) -> dict[str, Any]:
        allowed = set(shown_to(self.context["request"].user, project))
        shown = super().to_representation(project)
        return {name: value for name, value in shown.items() if name in allowed}

    def get_url(self, project: Project) -> str:
        return f"{settings.BASE_URL}{project.get_absolute_url()}"

    def get_themes(self, project: Project) -> list[str]:
        return [theme.slug for theme in project.themes_in_order()]

    def get_raised_by(self, project: Project) -> str:
        return project.source_author or _name(project.initiator)

    def get_raised_on_behalf_of(self, project: Project) -> str:
        organisation = project.initiator_organisation
        return organisation.name if organisation and not project.source_author else ""

    def get_contact(self, project: Project) -> str:
        return _name(project.contact)

    def get_convener(self, project: Project) -> str:
        return _hat(project, ProjectRoleKind.CONVENER)

    def get_facilitator(self, project: Project) -> str:
        return _hat(project, ProjectRoleKind.FACILITATOR)

    @extend_schema_field(FactSerializer(many=True))
    def get_checklist(self, project: Project) -> Any:
        return FactSerializer(checklist(project, Situation(project)), many=True).data


def _name(person: Any) -> str:
    return person.display_name if person else ""


def _hat(project: Project, kind: ProjectRoleKind) -> str:
    role = project.hat(kind)
    return role.user.display_name if role else ""


def themes_field() -> serializers.ListField:
    return serializers.ListField(
        child=Text(max_length=60),
        required=False,
        max_length=MOST_THEMES,
        help_text="Slugs of the municipality's themes.",
    )


class HelperInput(Input):
    """One line of the second and third question: who, and what draws them."""

    label = Plain(max_length=160)
    organisation_kind = Choice(choices=OrganisationKind.choices, **optional())
    is_affected = Flag(default=False)
    is_unobvious = Flag(default=False)
    motive = Choice(choices=Motive.choices, **optional())
    motivation = Plain(max_length=1000, **optional())

    def validate_label(self, label: str) -> str:
        if "@" in label:
            raise serializers.ValidationError(
                _("Do not write e-mail addresses here. You need them when you invite.")
            )
        return label


class RaiseInput(Input):
    """The four questions of the recipe. Only title and problem are required."""

    title = Plain(max_length=120)
    problem = Plain(max_length=4000)
    themes = themes_field()
    route = Choice(choices=Route.choices, default=Route.CITIZEN)
    place = Plain(max_length=200, **optional())
    postal_code = serializers.RegexField("^[1-9][0-9]{3}$", **optional())
    latitude = serializers.DecimalField(
        8, 6, min_value=-90, max_value=90, required=False, allow_null=True
    )
    longitude = serializers.DecimalField(
        9, 6, min_value=-180, max_value=180, required=False, allow_null=True
    )
    language = Choice(choices=settings.LANGUAGES, required=False)
    organisation = Text(
        required=False, max_length=180, help_text="Slug of the organisation that raises it."
    )
    who = HelperInput(many=True, required=False, max_length=30)
    arena = serializers.DictField(
        child=Text(allow_blank=True),
        required=False,
        help_text="The fourth question: kind, place, first_date, frame.",
    )

    def validate_organisation(self, slug: str) -> Any:
        user = self.context["view"].request.user
        found = organisations_open_to(user).filter(slug=slug).first()
        if found is None:
            raise serializers.ValidationError(_("You do not speak for this organisation."))
        return found

    def validate_arena(self, typed: dict[str, str]) -> dict[str, Any]:
        form = arena_form()(typed)
        unknown = set(typed) - set(form.fields)
        if unknown or not form.is_valid():
            wrong = {name: [_("There is no field of this name.")] for name in unknown}
            raise serializers.ValidationError(wrong | dict(form.errors))
        return form.cleaned_data

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        pair = [attrs.get("latitude"), attrs.get("longitude")]
        if pair.count(None) == 1:
            missing = "latitude" if pair[0] is None else "longitude"
            sentence = _("A point needs both numbers. Fill in both, or none.")
            raise serializers.ValidationError({missing: [sentence]})
        return attrs


class ChangeInput(VoiceInput):
    """What is to be other than it was; the rest stays."""

    themes = themes_field()
    title = Plain(max_length=120, required=False)
    problem = Plain(max_length=4000, required=False)
    place = Plain(max_length=200, required=False, allow_blank=True)
    postal_code = serializers.RegexField("^[1-9][0-9]{3}$", required=False, allow_blank=True)
