"""A form comes out as the design system writes it, and loses nothing that was typed."""

from django import forms
from django.utils import translation

from samskabelse.ui.forms import DayInput


class Sample(forms.Form):
    name = forms.CharField(
        label="Name",
        help_text="In full",
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "wide"}),
    )
    phone = forms.CharField(label="Phone", required=False)
    answer = forms.ChoiceField(
        label="Answer", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Agree")
    day = forms.DateField(label="Day", widget=DayInput, initial="2026-11-23", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def group(form: forms.Form, name: str) -> str:
    with translation.override("en"):
        html = form[name].as_field_group()
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def test_a_text_field():
    assert group(Sample(), "name") == (
        '<div class="form-group">\n'
        '<label class="form-label" for="id_name">Name</label>\n'
        '<span class="form-hint" id="id_name_helptext">In full</span>\n'
        '<input type="text" name="name" autocomplete="name" class="form-input wide" required '
        'aria-describedby="id_name_helptext" id="id_name">\n'
        "</div>"
    )


def test_an_error_is_tied_to_its_field_and_what_was_typed_stays():
    class Short(forms.Form):
        mail = forms.EmailField(label="Mail")

    html = group(Short({"mail": "karen(at)example.dk"}), "mail")
    assert '<div class="form-group form-error">' in html
    assert 'id="id_mail_error"><span class="sr-only">Error: </span>Enter a valid' in html
    assert 'aria-describedby="id_mail_error"' in html
    assert 'value="karen(at)example.dk"' in html


def test_optional_fields_say_so_unless_the_form_is_optional_by_nature():
    assert "(optional)" in group(Sample(), "phone")
    assert "(optional)" not in group(Sample(), "name")

    class Search(Sample):
        mark_optional = False

    assert "(optional)" not in group(Search(), "phone")


def test_radios_stand_in_a_fieldset_with_a_legend():
    html = group(Sample({"answer": "n"}), "answer")
    assert '<legend class="form-label">Answer</legend>' in html
    assert (
        '<input type="radio" name="answer" value="n" required class="form-radio" '
        'id="id_answer_1" checked>\n<label for="id_answer_1">No</label>'
    ) in html


def test_a_single_box_has_its_label_after_it():
    html = group(Sample(), "agree")
    assert '<input type="checkbox" name="agree" required class="form-checkbox"' in html
    assert html.index("<input") < html.index("<label")


def test_a_date_is_written_as_the_browser_wants_it():
    assert 'type="date" name="day" value="2026-11-23"' in group(Sample(), "day")


def test_the_summary_names_each_error_and_leads_to_its_field():
    with translation.override("en"):
        html = str(Sample({}))
    assert 'role="alert" tabindex="-1" data-focus' in html
    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert '<a href="#id_answer_0">Answer: This field is required.</a>' in html
    assert '<input type="hidden" name="token" id="id_token">' in html


def test_a_form_that_is_well_has_no_summary(render):
    form = Sample({"name": "Ida", "answer": "y", "agree": "on"})
    assert render("{% error_summary form %}", form=form) == ""
    assert render("{% error_summary form %}", form=Sample()) == ""


def test_errors_of_no_field_are_listed(render):
    form = Sample({"name": "Ida", "answer": "y", "agree": "on"})
    form.add_error(None, "Two of them are the same.")
    html = render("{% error_summary form %}", form=form)
    assert '<p class="alert-text">Two of them are the same.</p>' in html
    assert "<ul" not in html


def test_a_long_text_says_its_limit_and_never_cuts():
    class Story(forms.Form):
        words = forms.CharField(label="Words", max_length=200, widget=forms.Textarea)

    html = group(Story(), "words")
    assert 'data-limit="200"' in html
    assert "maxlength" not in html
    assert 'data-counter="id_words" data-left="characters left"' in html
