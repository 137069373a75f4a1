"""What the API tells people about themselves."""

from rest_framework import serializers

from participants.models import Mandate


class OwnMandateSerializer(serializers.ModelSerializer):
    """An organisation that the person speaks for."""

    slug = serializers.SlugField(source="organisation.slug")
    name = serializers.CharField(source="organisation.name")

    class Meta:
        model = Mandate
        fields = ["slug", "name", "commits", "until"]


class MeSerializer(serializers.Serializer):
    """The person behind the key or the session. No address, no number: they know their own."""

    name = serializers.CharField(source="person.name")
    kind = serializers.CharField(source="person.kind")
    is_kind_verified = serializers.BooleanField(source="person.is_verified_public")
    language = serializers.CharField(source="person.language")
    organisations = OwnMandateSerializer(source="mandates", many=True)
