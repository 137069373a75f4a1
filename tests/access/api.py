"""What stands in each address of the API, and what is sent there."""

from collections.abc import Callable
from typing import Any

from tests.access.world import World

KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"

# The second argument of the names that take an opgave's slug and one thing in it.
API_PARTS: dict[str, Callable[[World], int]] = {
    "api:party": lambda w: w.party.pk,
    "api:leave": lambda w: w.party.pk,
    "api:send_again": lambda w: w.invitation.pk,
    "api:cancel_invitation": lambda w: w.invitation.pk,
    "api:answer_invitation": lambda w: w.invitation.pk,
    "api:withdraw_round": lambda w: w.answer.round_id,
    "api:give_consent": lambda w: w.answer.pk,
    "api:pass_over": lambda w: w.answer.pk,
}
# Names below /api/v1/projects/<slug>/ and /api/v1/exports/projects/.
API_ABOUT_A_PROJECT = [
    "api:project",
    "api:history",
    "api:parties",
    "api:invitations",
    "api:invite_many",
    "api:rounds",
    "api:advance",
    "api:override",
    "api:reopen",
    "api:closing",
    "api:project_csv",
    "api:project_json",
]

INVITEE = {"email": "ny@mail.example", "name": "Ny", "why_you": "Du bor der."}
API_FIELDS: dict[str, Callable[[World], dict[str, Any]]] = {
    "api:projects": lambda w: {"title": "Lys på stien", "problem": "Der er mørkt."},
    "api:invitations": lambda w: {"invitee": INVITEE},
    "api:invite_many": lambda w: {"invitees": [INVITEE]},
    "api:answer_invitation": lambda w: {"answer": "yes"},
    "api:leave": lambda w: {"reason": "other"},
    "api:give_consent": lambda w: {"position": "consent"},
    "api:override": lambda w: {"reason": "Det haster."},
    "api:reopen": lambda w: {"reason": "Det var noget andet."},
    "api:closing": lambda w: {"outcome": "anchored", "owner": "Skolen", "lessons": "Spørg først."},
}


def as_sent(url: str, data: Any) -> dict[str, Any]:
    """How a form or a program sends this to its address."""
    if not url.startswith("/api/"):
        return {"data": data}
    return {
        "data": data or {},
        "content_type": "application/json",
        "headers": {"Idempotency-Key": KEY},
    }


# Who is answered what, read as the tables of `test_matrix.py` are: 401 not signed in, 405 an
# address that knows another method. Columns as in BY_DOOR there.
API_BY_DOOR = """
api:schema                         GET  200 200 200 200 200
api:schema                         POST 405 405 405 405 405
api:docs                           GET  200 200 200 200 200
api:docs                           POST 200 200 200 200 200
api:me                             GET  401 200 200 200 200
api:me                             POST 401 405 405 405 405
api:projects                       GET  200 200 200 200 200
api:projects                       POST 401 201 201 201 201
api:my_invitations                 GET  401 200 200 200 200
api:my_invitations                 POST 401 405 405 405 405
api:projects_csv                   GET  200 200 200 200 200
api:projects_csv                   POST 405 405 405 405 405
api:projects_json                  GET  200 200 200 200 200
api:projects_json                  POST 405 405 405 405 405
"""

# Columns as in BY_ROLE there. Where a page has the act too, its POST says the same as the page's.
API_BY_ROLE = """
api:project                        GET  200 200 200 200 200 200 200 200 200 200 200 200
api:project                        POST 405 405 405 405 405 405 405 405 405 405 405 405
api:history                        GET  200 200 200 200 200 200 200 200 200 200 200 200
api:history                        POST 405 405 405 405 405 405 405 405 405 405 405 405
api:parties                        GET  200 200 200 200 200 200 200 200 200 200 200 200
api:parties                        POST 405 405 405 405 405 405 405 405 405 405 405 405
api:party                          GET  401 405 405 405 405 405 405 405 405 405 405 405
api:party                          POST 401 405 405 405 405 405 405 405 405 405 405 405
api:leave                          GET  401 405 405 405 405 405 405 405 405 405 405 405
api:leave                          POST 401 403 403 403 200 403 403 403 403 403 403 403
api:invitations                    GET  401 403 200 200 200 200 200 403 403 403 403 200
api:invitations                    POST 401 403 201 201 201 201 201 403 403 403 403 403
api:invite_many                    GET  401 405 405 405 405 405 405 405 405 405 405 405
api:invite_many                    POST 401 403 201 201 201 201 201 403 403 403 403 403
api:send_again                     GET  401 405 405 405 405 405 405 405 405 405 405 405
api:send_again                     POST 401 403 200 200 200 200 200 403 403 403 403 403
api:cancel_invitation              GET  401 405 405 405 405 405 405 405 405 405 405 405
api:cancel_invitation              POST 401 403 200 200 200 200 200 403 403 403 403 403
api:answer_invitation              GET  401 405 405 405 405 405 405 405 405 405 405 405
api:answer_invitation              POST 401 200 404 404 404 404 404 404 404 404 404 404
api:rounds                         GET  200 200 200 200 200 200 200 200 200 200 200 200
api:rounds                         POST 401 403 409 409 409 409 409 403 403 403 403 403
api:withdraw_round                 GET  401 405 405 405 405 405 405 405 405 405 405 405
api:withdraw_round                 POST 401 403 200 200 200 200 200 403 403 403 403 403
api:give_consent                   GET  401 405 405 405 405 405 405 405 405 405 405 405
api:give_consent                   POST 401 403 403 403 200 403 403 403 403 403 403 403
api:pass_over                      GET  401 405 405 405 405 405 405 405 405 405 405 405
api:pass_over                      POST 401 403 403 403 403 200 200 403 403 403 403 403
api:advance                        GET  401 405 405 405 405 405 405 405 405 405 405 405
api:advance                        POST 401 403 409 409 409 409 409 403 403 403 403 403
api:override                       GET  401 405 405 405 405 405 405 405 405 405 405 405
api:override                       POST 401 403 403 403 403 403 200 403 403 403 403 403
api:reopen                         GET  401 405 405 405 405 405 405 405 405 405 405 405
api:reopen                         POST 401 403 200 200 200 403 403 403 403 403 403 403
api:closing                        GET  401 405 405 405 405 405 405 405 405 405 405 405
api:closing                        POST 401 403 200 200 200 200 200 403 403 403 403 403
api:project_csv                    GET  200 200 200 200 200 200 200 200 200 200 200 200
api:project_csv                    POST 405 405 405 405 405 405 405 405 405 405 405 405
api:project_json                   GET  200 200 200 200 200 200 200 200 200 200 200 200
api:project_json                   POST 405 405 405 405 405 405 405 405 405 405 405 405
"""
