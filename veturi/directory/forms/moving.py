"""The form by which a partner moves to another stage of a board."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.forms.own_fields import form_field
from veturi.directory.models import Partnership, Person, Thing
from veturi.directory.own_fields import own_fields
from veturi.directory.rules.own_fields import Kind
from veturi.directory.rules.owners import refusal

BY = (("phase", _("Phase")), ("owner", _("Owner")))


class StageForm(forms.Form):
    """To another phase, owner or choice of an own field; a step back in phase asks for a reason."""

    by = forms.ChoiceField(widget=forms.HiddenInput)
    to = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the partner’s history."),
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, partnership: Partnership, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._person, self._partnership = person, partnership
        own = own_fields(person.provider_id, Thing.PARTNER)
        self._own = {field.name: field for field in own if field.kind == Kind.CHOICE}
        named = [(field.name, field.label) for field in self._own.values()]
        self.fields["by"].choices = [*BY, *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["fields"], cleaned["own"] = {}, {}
        if cleaned.get("by") == "phase":
            cleaned["fields"] = {"phase": self._phase(cleaned)}
        elif cleaned.get("by") == "owner":
            cleaned["fields"] = {"owner": self._owner(cleaned["to"])}
        elif field := self._own.get(cleaned.get("by", "")):
            cleaned["own"] = {field.name: form_field(field).clean(cleaned["to"])}
        return cleaned

    def _phase(self, cleaned: dict[str, Any]) -> str:
        order = list(Partnership.Phase.values)
        if cleaned["to"] not in order:
            raise forms.ValidationError(_("Choose one of the stages."))
        if order.index(cleaned["to"]) < order.index(self._partnership.phase) and not cleaned.get(
            "reason"
        ):
            self.add_error("reason", _("Say why the partner moves back a stage."))
        return str(cleaned["to"])

    def _owner(self, key: str) -> Person | None:
        ours = Person.objects.seen_by(self._person).standing().ours()
        owner = ours.filter(pk=key).first() if key.isdecimal() else None
        if key and owner is None:
            raise forms.ValidationError(_("Choose one of the stages."))
        if why := refusal(owner, self._partnership.deputy):
            raise forms.ValidationError(why)
        return owner
