from django.urls import path

from samskabelse.ui import views

urlpatterns = [path("komponenter/", views.components, name="components")]
