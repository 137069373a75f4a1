from participants.models.organisation import Mandate, Organisation
from participants.models.user import User

__all__ = ["Mandate", "Organisation", "User"]
