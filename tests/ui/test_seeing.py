"""What can be seen is something; what cannot is nothing, in forms and in the API alike."""

import pytest
from django.core.exceptions import ValidationError as Invalid
from rest_framework.exceptions import ValidationError

from participants.forms import NameField
from projects.forms.fields import PlainField
from projects.imports.texts import clean
from samskabelse.rest.fields import Text
from samskabelse.web.seeing import readable, shows

SEEN = [
    "a",
    " å ",
    "\u0627",
    "👩\u200d🌾",
    "\u200f\u05d0",
    "1\ufe0f\u20e3",
    "!",
    "\U0001fae9",
    "\ue000",
]
UNSEEN = [
    "",
    " \n",
    "\u200b",
    "\u2060\ufeff",
    "\u202e",
    "\u3164",
    "\u2800",
    "\u180e",
    "\ufe0f",
    "\x07",
]


@pytest.mark.parametrize("text", SEEN)
def test_something(text: str):
    assert shows(text)
    assert PlainField().clean(text) == text.strip()
    assert Text().run_validation(text) == text.strip()


@pytest.mark.parametrize("text", UNSEEN)
def test_nothing(text: str):
    assert not shows(text)
    assert PlainField(required=False).clean(text) == ""
    for field in (PlainField(), NameField()):
        with pytest.raises(Invalid) as refused:
            field.clean(text)
        assert refused.value.code == "required"
    with pytest.raises(ValidationError) as told:
        Text().run_validation(text)
    assert told.value.get_codes() == ["blank"]


@pytest.mark.parametrize(
    "sign", [*"\b\v\f\x1f\x7f\x85\ufffe\uffff\u202e\u202a\u2066\u2069\U0001fffe"]
)
def test_what_nobody_should_read_is_left_out(sign: str):
    text = f"Vi{sign} mødes"
    assert readable(text) == "Vi mødes"
    assert PlainField().clean(text) == "Vi mødes"
    assert Text().run_validation(text) == "Vi mødes"
    assert NameField().clean(text) == "Vi mødes"
    assert clean(text).replace("\n", "") == "Vi mødes"


@pytest.mark.parametrize(
    "text", ["a\tb\nc", "1\ufe0f\u20e3", "\u200f\u05d0", "👩\u200d🌾", "\u2764\ufe0f"]
)
def test_what_people_write_stays(text: str):
    assert readable(text) == text
