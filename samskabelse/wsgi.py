"""The web application as a WSGI server (gunicorn) loads it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from samskabelse.web.requests import WebRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")
application = get_wsgi_application()
application.request_class = WebRequest

# What is loaded by now stays for as long as the process does. Looking through it again and again
# for what could go would stop a request for tens of milliseconds.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
