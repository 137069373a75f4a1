"""Which static files are served: of what libraries bring, only what a page of ours asks for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFiles(StaticFilesConfig):
    """Leave out what no page loads: hashing and compressing it would slow down every first start.

    Patterns are of a file's or a folder's own name.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "scss",
        # htmx comes as its second version in one small file.
        "htmax-*",
        "htmx-4*",
        "htmx-2.js",
        "ext",
        # The API speaks JSON only, and has one viewer.
        "rest_framework",
        "redoc",
        "swagger-ui-es-bundle*",
        "swagger-ui-standalone-preset*",
        "oauth2-redirect*",
    ]
