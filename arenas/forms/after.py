"""After the meeting: who came, what was said and decided, and what should be otherwise."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arenas.enums import DecisionRule
from arenas.forms.arena import long_text
from arenas.models import Amendment, Decision, Meeting, Minutes
from arenas.prefill import Part
from arenas.services.decisions import Told
from arenas.services.minutes import Said, mark_of
from projects.forms.common import ProjectForm
from projects.forms.fields import PlainField


class CameTooForm(ProjectForm):
    """Somebody who came without having signed up."""

    name = PlainField(label=_("Name"), max_length=120)
    reach = PlainField(
        label=_("Phone or address"),
        max_length=200,
        required=False,
        help_text=_("Only those who hold the meeting see it."),
    )


class MinutesForm(ProjectForm):
    """Every item on one page. What somebody saw goes along, so that nobody's text is lost."""

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        for part in self.parts:
            said, parked, seen = self.names(part.key)
            self.fields[said] = long_text(_("What was said"), max_length=10_000, rows=5)
            self.fields[parked] = long_text(_("Parked for another time"), max_length=2000, rows=2)
            self.fields[seen] = forms.CharField(
                widget=forms.HiddenInput, max_length=64, required=False
            )
            self.initial |= {
                said: part.said,
                parked: part.parked,
                seen: mark_of(part.said, part.parked),
            }

    @staticmethod
    def names(key: int) -> tuple[str, str, str]:
        return f"said_{key}", f"parked_{key}", f"seen_{key}"

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Each item with its fields, and how another's newer text differs from what was typed."""
        return [
            {
                "title": part.title,
                "fields": [self[name] for name in self.names(part.key)],
                "newer": part if self._is_newer(part) else None,
                "typed": self._typed(part),
            }
            for part in self.parts
        ]

    def _typed(self, part: Part) -> str:
        said, parked, _seen = self.names(part.key)
        return _together(self.data.get(said, ""), self.data.get(parked, ""))

    def _is_newer(self, part: Part) -> bool:
        """Whether somebody wrote here since this person was shown it, and both changed it."""
        if not self.is_bound:
            return False
        said, parked, seen = (self.data.get(name, "") for name in self.names(part.key))
        return mark_of(said, parked) not in {seen, mark_of(part.said, part.parked)} and (
            seen != mark_of(part.said, part.parked)
        )

    def has_seen_the_newest(self) -> None:
        """The page shows both texts now: saved once more, what is typed goes before."""
        self.data = self.data.copy()
        for part in self.parts:
            said, parked, seen = self.names(part.key)
            now = mark_of(part.said, part.parked)
            if mark_of(self.data.get(said, ""), self.data.get(parked, "")) == self.data.get(seen):
                self.data[said], self.data[parked] = part.said, part.parked  # it was not touched
            self.data[seen] = now

    def texts(self) -> dict[int, Said]:
        found = {}
        for part in self.parts:
            said, parked, seen = (self.cleaned_data[name] for name in self.names(part.key))
            found[part.key] = Said(said, parked, seen)
        return found


def _together(said: str, parked: str) -> str:
    return f"{said}\n\n{parked}".strip() if parked else said


class DecisionForm(ProjectForm):
    """What, how, who, with which mandate, why, against what."""

    what = PlainField(
        label=_("What was decided?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    rule = forms.ChoiceField(
        label=_("How was it decided?"), choices=DecisionRule, widget=forms.RadioSelect
    )
    decided_by = PlainField(
        label=_("Who decided?"),
        max_length=300,
        help_text=_("The parties that were there, or the one that decides here."),
    )
    reason = PlainField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("So that those who were not there understand it."),
    )
    mandate = long_text(_("With which mandate?"), rows=2)
    objections = long_text(
        _("Were there objections?"),
        max_length=2000,
        rows=3,
        help_text=_("Write them down, also those that were met."),
    )
    key = forms.TypedChoiceField(
        label=_("Which item does it belong to?"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [
            ("", _("None of them")),
            *((part.key, part.title) for part in parts),
        ]
        if self.initial.get("rule") != DecisionRule.NONE:  # where nothing is decided, none is made
            rules = [choice for choice in DecisionRule.choices if choice[0] != DecisionRule.NONE]
            self.fields["rule"].choices = rules

    def as_told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})

    @staticmethod
    def initial_for(meeting: Meeting) -> dict[str, Any]:
        """By the rule of the arena, if it has one, within its mandate."""
        return {"rule": meeting.arena.decision_rule, "mandate": meeting.arena.mandate}

    @staticmethod
    def initial_from(row: Decision) -> dict[str, Any]:
        names = [name for name in Told.__dataclass_fields__ if name != "key"]
        told: dict[str, Any] = {name: getattr(row, name) for name in names}
        return told | {"key": (row.item.agenda_item_id or 0) if row.item else ""}


class AmendForm(forms.Form):
    """What is it about, and what should it say?"""

    about = forms.ChoiceField(label=_("What is it about?"))
    text = PlainField(
        label=_("What should be otherwise?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who can see the project can read it. Write no names of others."),
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [
            *((f"d{row.pk}", _("Decision: %(what)s") % {"what": row.what[:90]})
              for row in minutes.decided),
            *((f"i{part.pk}", part.title) for part in minutes.parts),
        ]  # fmt: skip


class AnswerAmendmentForm(forms.Form):
    """Take it in, with the text as it reads now, or let it stand beside with an answer."""

    accept = forms.ChoiceField(
        label=_("What do you do with it?"),
        choices=[
            ("yes", _("Take it in: the text below is the new one")),
            ("no", _("Let it stand beside the minutes, with an answer")),
        ],
        widget=forms.RadioSelect,
    )
    text = long_text(_("How does the text read now?"), max_length=10_000, rows=6)
    answer = long_text(
        _("Your answer"), max_length=2000, rows=3, help_text=_("Needed when it stands beside.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def as_answer(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | {"accept": said["accept"] == "yes"}

    @staticmethod
    def initial_from(row: Amendment) -> dict[str, Any]:
        return {"text": row.target_text, "seen": mark_of(row.target_text, "")}
