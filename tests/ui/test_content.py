from django.core.paginator import Paginator
from django.test import RequestFactory

from samskabelse.ui.tags.navigation import Tab


def test_an_alert_names_its_kind_for_those_who_do_not_see_colour(render):
    html = render('{% alert kind="error" heading="Stop" level=3 %}<p>x</p>{% endalert %}')
    assert html.startswith('<div class="alert alert-error">')
    assert 'role="img" aria-label="Error"' in html
    assert '<h3 class="alert-heading">Stop</h3>' in html


def test_a_card_with_an_address_has_one_link(render):
    html = render("{% card heading=title href=url %}<p>x</p>{% endcard %}", title="A<b", url="/a/")
    assert '<h2 class="card-heading"><a href="/a/">A&lt;b</a></h2>' in html
    assert html.count("<a ") == 1


def test_a_badge(render):
    assert render('{% badge kind="info" %} ny {% endbadge %}') == (
        '<span class="badge badge-info">ny</span>'
    )


def test_facts_leave_out_what_is_empty(render):
    html = render("{% facts pairs %}", pairs=[("Place", "Nordager"), ("Date", ""), ("Zero", 0)])
    assert "<dt>Place</dt>\n<dd>Nordager</dd>" in html
    assert "Date" not in html
    assert "<dd>0</dd>" in html


def test_an_icon_without_a_label_is_hidden_from_readers(render):
    assert render('{% icon "edit" %}') == (
        '<svg class="icon-svg" aria-hidden="true" focusable="false">'
        '<use href="/static/build/icons.svg#edit"></use></svg>'
    )


def test_a_phone_number_can_be_called(render):
    html = render('{% person name="Ida" phone="12 34 56 78" %}')
    assert '<a href="tel:12345678">12 34 56 78</a>' in html
    assert "mailto" not in html


def test_tabs_mark_the_current_page(render):
    html = render(
        "{% tabs items %}", items=[Tab("One", "/1/", current=True), Tab("Two", "/2/", count=0)]
    )
    assert '<a href="/1/" aria-current="page">One</a>' in html
    assert '<a href="/2/">Two <span class="tab-count">(0)</span></a>' in html


def test_the_last_crumb_is_no_link(render):
    html = render("{% breadcrumb crumbs %}", crumbs=[("Home", "/"), ("Here", "/here/")])
    assert '<a class="breadcrumbs__link" href="/">Home</a>' in html
    assert "/here/" not in html


def test_pages_keep_the_search(render):
    request = RequestFactory().get("/", {"q": "å & b", "page": "2"})
    html = render("{% pagination page %}", page=Paginator(range(30), 10).page(2), request=request)
    assert 'href="?q=%C3%A5+%26+b&amp;page=1"' in html
    assert 'href="?q=%C3%A5+%26+b&amp;page=3"' in html
    assert "Page 2 of 3" in html


def test_one_page_needs_no_links(render):
    assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""
