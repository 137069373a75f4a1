import pytest
from django.template import TemplateSyntaxError

from samskabelse.web.errors import Blocker


def test_a_button_sends_its_form(render):
    assert render("{% button %}Send{% endbutton %}") == (
        '<button type="submit" class="button button-primary"><span>Send</span></button>'
    )


def test_a_button_carries_the_attributes_it_is_given(render):
    html = render(
        '{% button type="button" variant="secondary" name="answer" value="no" small=True '
        'form="reply" id="no" %}Nej{% endbutton %}'
    )
    assert html == (
        '<button type="button" class="button button-secondary button-small" id="no" form="reply" '
        'name="answer" value="no"><span>Nej</span></button>'
    )


def test_a_value_of_zero_is_sent(render):
    assert 'value="0"' in render('{% button name="n" value=0 %}x{% endbutton %}')


def test_a_link_that_looks_like_a_button_escapes_its_address(render):
    assert render("{% link_button href=url %}Til{% endlink_button %}", url='/?a="><b>') == (
        '<a class="button button-primary" href="/?a=&quot;&gt;&lt;b&gt;"><span>Til</span></a>'
    )


def test_a_blocked_action_says_what_is_missing(render):
    html = render(
        '{% blocked_action label="Move on" blockers=blockers %}',
        blockers=[Blocker("one", "A convener"), Blocker("two", "A <deadline>")],
    )
    assert "<button" not in html
    assert "<strong>Move on:</strong> not possible yet." in html
    assert "<li>A convener</li><li>A &lt;deadline&gt;</li>" in html


@pytest.mark.parametrize(
    "source",
    [
        '{% button varient="secondary" %}x{% endbutton %}',
        "{% link_button %}x{% endlink_button %}",
        "{% blocked_action blocker=b %}",
        '{% alert sort="info" %}x{% endalert %}',
        '{% card headline="x" %}x{% endcard %}',
        '{% badge color="red" %}x{% endbadge %}',
        "{% details %}x{% enddetails %}",
        '{% checklist items title="x" %}',
        '{% phase_band steps now="x" %}',
        '{% tabs items name="x" %}',
        '{% when day late="x" %}',
        "{% empty %}x{% endempty %}",
        '{% person title="x" %}',
        "{% table_wrap %}x{% endtable_wrap %}",
        '{% icon "edit" size=2 %}',
    ],
)
def test_a_misspelt_or_missing_keyword_is_a_syntax_error(render, source):
    with pytest.raises(TemplateSyntaxError):
        render(source, items=[], steps=[], day=None, b=[])


@pytest.mark.parametrize(
    "source",
    [
        '{% button variant="blue" %}x{% endbutton %}',
        '{% alert kind="danger" %}x{% endalert %}',
        '{% badge kind="red" %}x{% endbadge %}',
        '{% icon "location-on" %}',
    ],
)
def test_an_unknown_variant_is_a_syntax_error(render, source):
    with pytest.raises(TemplateSyntaxError):
        render(source)
