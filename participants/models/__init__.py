from participants.models.organisation import Mandate, Organisation
from participants.models.token import ApiToken
from participants.models.user import User

__all__ = ["ApiToken", "Mandate", "Organisation", "User"]
