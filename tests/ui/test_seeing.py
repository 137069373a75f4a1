"""What can be seen is something; what cannot is nothing, in forms and in the API alike."""

import pytest
from django.core.exceptions import ValidationError as Invalid
from rest_framework.exceptions import ValidationError

from participants.forms import NameField
from projects.forms.fields import PlainField
from samskabelse.rest.fields import Text
from samskabelse.web.seeing import shows

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
