"""People in the API."""

from participants.api.me import MeView
from samskabelse.rest.views import route

routes = [route("me/", MeView)]
