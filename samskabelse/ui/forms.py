"""Forms in the markup of the design system: `{{ form }}` and `{{ form.field.as_field_group }}`.

Django's own widgets are kept; the bound field adds the classes, and `templates/components/forms`
sets label, hint and error round them.
"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.forms.widgets import Input
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "form-checkbox"),
    (forms.RadioSelect, "form-radio"),
    (forms.CheckboxInput, "form-checkbox"),
    (forms.Select, "form-select"),
    (forms.Textarea, "form-input"),
    (Input, "form-input"),
)


def class_for(widget: forms.Widget) -> str:
    """The design system's class for a widget, or nothing for one it does not know."""
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


class DayInput(forms.DateInput):
    """A date with the browser's own calendar, which speaks the reader's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DesignSystemField(BoundField):
    """A field that knows the design system's classes and whether to say "(optional)".

    A form whose fields are all optional by nature, such as a search, sets `mark_optional = False`;
    a field that is needed now and then sets `marks_optional = False` and says when.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, forms.Textarea) and "maxlength" in widget.attrs:
            # the browser would cut pasted text in silence; say the limit instead (site.js counts)
            attrs |= {"maxlength": False, "data-limit": widget.attrs["maxlength"]}
        own = "" if widget.is_hidden else class_for(widget)
        if widget.use_fieldset:
            attrs.pop("aria-invalid", None)  # belongs to the group, which the fieldset describes
        given = attrs.get("class") or widget.attrs.get("class", "")
        if own and own not in str(given).split():
            attrs["class"] = f"{own} {given}".strip()
        return attrs

    @property
    def is_checkbox(self) -> bool:
        """A single box, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def limit(self) -> int | None:
        """How many characters a long text may have."""
        widget = self.field.widget
        return widget.attrs.get("maxlength") if isinstance(widget, forms.Textarea) else None

    @property
    def is_marked_optional(self) -> bool:
        wanted = getattr(self.form, "mark_optional", True)
        wanted = wanted and getattr(self.field, "marks_optional", True)
        return wanted and not self.field.required and not self.is_checkbox


class DesignSystemRenderer(TemplatesSetting):
    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    bound_field_class = DesignSystemField

    # Django's own select opens a template for every choice.
    own = {
        "django/forms/widgets/select.html": "components/forms/select.html",
        "django/forms/widgets/radio.html": "components/forms/choices.html",
        "django/forms/widgets/checkbox_select.html": "components/forms/choices.html",
    }

    def get_template(self, template_name: str):
        """Ours first; the widgets that need no change come from Django itself."""
        try:
            return get_template(self.own.get(template_name, template_name))
        except TemplateDoesNotExist:
            return _shipped.get_template(template_name)


_shipped = DjangoTemplates()
