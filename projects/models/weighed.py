"""What a gate weighs in a party."""

from abc import abstractmethod

from participants.enums import Sector
from projects.enums import RolePromise


class Weighed:
    """A party as the gates look at it, whether they have the object or only a row of it."""

    role_promise: str

    @property
    @abstractmethod
    def sector(self) -> Sector:
        """A person is civil society; an organisation's kind says which it is."""

    @property
    @abstractmethod
    def is_verified(self) -> bool:
        """Whether it is an organisation that the municipality has looked at."""

    @property
    def sector_label(self) -> str:
        return str(self.sector.label)

    @property
    def decides(self) -> bool:
        return self.role_promise == RolePromise.COCREATE

    @property
    def counts_as_public(self) -> bool:
        """A public body counts once verified, so that nobody can make one up."""
        return self.is_verified and self.sector == Sector.PUBLIC

    @property
    def counts_as_private(self) -> bool:
        return self.sector != Sector.PUBLIC
