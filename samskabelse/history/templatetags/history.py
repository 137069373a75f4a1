"""An entry of the record, for people."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samskabelse.history.models import Entry
from samskabelse.history.sentences import sentence_for

register = template.Library()


@register.simple_tag
def who(entry: Entry) -> SafeString:
    """`Bente Holm (på vegne af Vejafdelingen)`; the clock when nobody did it."""
    name = str(entry.by) if entry.by else _("The platform")
    if not entry.on_behalf_of or entry.on_behalf_of == name:
        return format_html("<strong>{}</strong>", name)
    behalf = _("on behalf of %(name)s") % {"name": entry.on_behalf_of}
    return format_html("<strong>{}</strong> ({})", name, behalf)


@register.simple_tag
def sentence(entry: Entry) -> str:
    """What was done, in words."""
    return sentence_for(entry)


@register.simple_tag
def changes(entry: Entry) -> SafeString | str:
    """The old and the new text of a change, folded away. Nothing when there are none."""
    old, new = entry.data.get("old"), entry.data.get("new")
    if not isinstance(old, dict) or not isinstance(new, dict):
        return ""
    rows = format_html_join(
        "",
        "<dt>{}</dt><dd><del>{}</del></dd><dd><ins>{}</ins></dd>",
        ((_("Before and after"), old[key] or "–", new[key] or "–") for key in old if key in new),
    )
    return format_html(
        "<details><summary>{}</summary><dl>{}</dl></details>", _("See the change"), rows
    )
