"""The part of a form that is not a field."""

from django.forms import BaseForm
from django.utils.safestring import SafeString

from samskabelse.ui.library import register, render_component


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString | str:
    """What is wrong, at the top of the page, each with a link to its field. Nothing if all is well.

    `{{ form }}` brings its own; use this where the fields are set out one by one.
    """
    if not form.is_bound or form.is_valid():
        return ""
    return render_component("error_summary", lines=error_lines(form), general=general_errors(form))


def error_lines(form: BaseForm) -> list[tuple[str, str, str]]:
    """`(id of the input, label, sentence)` for each visible field with an error, in page order."""
    return [
        (first_input_id(field), str(field.label), str(error))
        for field in form.visible_fields()
        for error in field.errors
    ]


def general_errors(form: BaseForm) -> list[str]:
    """Errors that belong to no visible field."""
    hidden = [f"{field.label}: {error}" for field in form.hidden_fields() for error in field.errors]
    return [str(error) for error in form.non_field_errors()] + hidden


def first_input_id(field) -> str:
    """Radios and checkboxes have one id per choice; the link goes to the first."""
    if field.use_fieldset:
        first = next(iter(field.subwidgets), None)
        return first.id_for_label if first else field.auto_id
    return field.id_for_label
