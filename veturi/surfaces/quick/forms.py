"""Quick entry: the partner, what, when, with whom, one line; what it keeps; what is next."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.encounters.forms import EncounterForm, kinds_by_layer
from veturi.directory.models import Partnership, Person, Position
from veturi.directory.reading import find_partners
from veturi.foundation.text import fold
from veturi.foundation.web.fields import DayField
from veturi.ledger import reading
from veturi.ledger.kinds import deed_kind
from veturi.ledger.models import Promise
from veturi.surfaces.quick.table import FIRST

CANDIDATES = 8


class QuickForm(EncounterForm):
    partner = forms.ModelChoiceField(
        Partnership.objects.none(),
        label=_("With whom"),
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid_choice": _("Choose the partner from the list.")},
    )
    partner_text = forms.CharField(
        label=_("Partner"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("What"), choices=list, widget=forms.RadioSelect, required=False
    )
    other_kind = forms.ChoiceField(label=_("Another kind"), choices=kinds_by_layer, required=False)
    keeps = forms.ModelChoiceField(
        Promise.objects.none(),
        label=_("Does this keep what was promised?"),
        widget=forms.RadioSelect,
        required=False,
        empty_label=_("No, this is something else"),
    )
    next_text = forms.CharField(label=_("What is agreed next"), max_length=200, required=False)
    next_due = DayField(label=_("By when"), required=False)
    next_owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who sees to it"), required=False
    )

    def __init__(
        self, *args: Any, person: Person, partner: Partnership | None = None, **kw: Any
    ) -> None:
        there = Person.objects.none()
        if partner is not None:
            at = Position.objects.filter(partnership__in=partner.family())
            there = Person.objects.standing().filter(pk__in=at.values("person"))
        super().__init__(*args, people_there=there, **kw)
        seen = Partnership.objects.seen_by(person).standing()
        self.partner_found = partner
        self._choices("kind", [(code, str(deed_kind(code).name)) for code in FIRST])
        self._rows("partner", seen)
        ours = Person.objects.seen_by(person).standing().ours().order_by("name_sort")
        self._rows("next_owner", ours)
        if partner is not None:
            self._rows("keeps", reading.promises_of(partner, seen_by=person))
        self._person = person
        self.candidates: list[Partnership] = []

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _rows(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["kind"] = cleaned.get("other_kind") or cleaned.get("kind") or ""
        if not cleaned["kind"] and "kind" not in self.errors:
            self.add_error("kind", _("Choose what happened."))
        if not cleaned.get("partner"):
            cleaned["partner"] = self._by_name(cleaned.get("partner_text", ""))
        self._check_next(cleaned)
        return cleaned

    def _by_name(self, text: str) -> Partnership | None:
        """Without JavaScript the name is typed; when it may be several, they are offered."""
        if not text.strip():
            self.add_error("partner_text", _("Name the partner."))
            return None
        found = list(find_partners(self._person, text).order_by("name_sort")[:CANDIDATES])
        whole = [one for one in found if one.name_folded == fold(text)]
        if len(whole) == 1 or len(found) == 1:
            return (whole or found)[0]
        self.candidates = found
        sentence = _("Choose which one you mean.") if found else _("No partner by that name.")
        self.add_error("partner_text", sentence)
        return None

    def _check_next(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("next_text"):
            return
        for name, sentence in (
            ("next_due", _("By when? Give a day.")),
            ("next_owner", _("Who sees to it? Name one of us.")),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        due = cleaned.get("next_due")
        if due and due < timezone.localdate():
            self.add_error("next_due", _("This day has passed. Give a day that is to come."))

    def next_step(self) -> tuple[Partnership, str, Any, Person] | None:
        given = self.cleaned_data
        if not given["next_text"]:
            return None
        return given["partner"], given["next_text"], given["next_due"], given["next_owner"]
