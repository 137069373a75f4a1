"""The same town as the tests of access."""

from tests.access.conftest import world  # noqa: F401
