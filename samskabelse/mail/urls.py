from django.urls import path

from samskabelse.mail import views

app_name = "mail"

urlpatterns = [
    path("mail/afmeld/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("demo/post/", views.demo_box, name="demo_box"),
    path("demo/post/<int:pk>/", views.demo_mail, name="demo_mail"),
    path("demo/post/<int:pk>/html/", views.demo_html, name="demo_html"),
]
