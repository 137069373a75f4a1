"""People and organisations for tests. All names and addresses are invented."""

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from participants.enums import MandateBasis, OrganisationKind, PersonKind
from participants.models import Mandate, Organisation, User


class UserFactory(DjangoModelFactory):
    """A citizen with a name who has proven an address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@mail.example")
    name = factory.Sequence(lambda n: f"Person Nummer{n}")
    password = factory.LazyFunction(lambda: "!")  # none: people sign in with a code

    @factory.post_generation
    def proven(self, create: bool, extracted: bool | None, **kwargs: object) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)


class VerifiedStaffFactory(UserFactory):
    """Municipal staff, confirmed by the work address."""

    email = factory.Sequence(lambda n: f"staff{n}@nordager.example")
    kind = PersonKind.STAFF
    kind_verified_at = factory.LazyFunction(timezone.now)


class AdministratorFactory(VerifiedStaffFactory):
    is_staff = True
    is_superuser = True


class OrganisationFactory(DjangoModelFactory):
    """An association that has been confirmed."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Forening {n}")
    slug = factory.Sequence(lambda n: f"forening-{n}")
    kind = OrganisationKind.ASSOCIATION
    verified_at = factory.LazyFunction(timezone.now)


class MandateFactory(DjangoModelFactory):
    """Somebody may commit an organisation, without an end."""

    class Meta:
        model = Mandate

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    commits = True
    basis = MandateBasis.GRANTED
