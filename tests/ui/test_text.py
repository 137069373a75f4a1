import re

import pytest
from django.template import engines

from samskabelse.ui.tags.text import excerpt
from samskabelse.ui.text import render_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](https://evil.example/pixel.gif)",
    '[x](https://a.example "\\" onmouseover=alert(1) \\"")',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "`<script>alert(1)</script>`",
    "<style>*{display:none}</style>",
    "[x]: javascript:alert(1)\n\n[x]",
    '<https://a.example/"onclick=alert(1)>',
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]
ALLOWED = re.compile(
    r"</?(p|strong|em|ul|ol|li|blockquote|h3|h4|h5|code)>|<br ?/?>|</a>"
    r'|<a href="(https?|mailto|tel):[^"<>]*" rel="nofollow ugc noopener">|<a rel="[^"<>]*">'
    r'|<ol start="\d+">'
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_only_listed_tags(text):
    html = render_markdown(text)
    assert "<" not in ALLOWED.sub("", html)


def test_the_small_markdown_people_use():
    html = render_markdown("# Stor\n\nEt **fedt** ord\nog *et*\n\n- en\n- to\n\n> sagt")
    assert html == (
        "<h3>Stor</h3>\n<p>Et <strong>fedt</strong> ord<br>\nog <em>et</em></p>\n"
        "<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n<blockquote>\n<p>sagt</p>\n</blockquote>\n"
    )


def test_links_are_not_vouched_for():
    assert render_markdown("[kort](https://kort.example)") == (
        '<p><a href="https://kort.example" rel="nofollow ugc noopener">kort</a></p>\n'
    )


@pytest.mark.parametrize("nothing", ["", None])
def test_no_text_is_no_html(nothing):
    assert render_markdown(nothing) == ""


def test_plain_text_keeps_its_lines_and_nothing_else():
    html = engines["django"].from_string("{{ text|paragraphs }}").render({"text": "En\n\nTo\n<b>"})
    assert html == "<p>En</p>\n\n<p>To<br>&lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kort", "kort"),
        ("", ""),
        (None, ""),
        ("Lys på stien ved åen", "Lys på…"),
        ("Stien, der er mørk", "Stien…"),
        ("ordudenmellemrum", "ordudenme…"),
    ],
)
def test_an_excerpt_ends_between_two_words(text, shown):
    assert excerpt(text, 10) == shown
