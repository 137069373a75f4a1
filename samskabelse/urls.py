"""The map of the site. Nobody imports this; names are what others use."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from projects.admin.site import close_library_pages
from projects.views.listing import home
from samskabelse.web import views

close_library_pages()

handler400 = "samskabelse.rest.handlers.bad_request"
handler403 = "samskabelse.rest.handlers.permission_denied"
handler404 = "samskabelse.rest.handlers.page_not_found"
handler500 = "samskabelse.rest.handlers.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("livez", views.never_reached, name="livez"),
    path("readyz", views.never_reached, name="readyz"),
    path("om/", views.about, name="about"),
    path("privatliv/", views.privacy, name="privacy"),
    path("was", RedirectView.as_view(pattern_name="accessibility"), name="accessibility_statement"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("konto/", include("participants.account_urls")),
    path("admin/", admin.site.urls),
    path("api/", include("samskabelse.api")),
    path("", include("samskabelse.local.urls")),
    path("", include("samskabelse.ui.urls")),
    path("", include("samskabelse.mail.urls")),
    path("", include("participants.urls")),
    path("", include("arenas.urls")),
    path("", include("projects.urls")),
]
