"""The web application as an ASGI server loads it."""

import os

from django.core.asgi import get_asgi_application

from samskabelse.web.requests import AsyncRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")
application = get_asgi_application()
application.request_class = AsyncRequest
