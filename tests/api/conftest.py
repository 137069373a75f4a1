"""The town of the tests of access, for the tests of the API too."""

from tests.access.conftest import world  # noqa: F401  a fixture
