"""The form of a saved view."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.saved_views import AUDIENCES
from veturi.directory.saved import PICTURES


class SavedViewForm(forms.Form):
    name = forms.CharField(label=_("Name of the view"), max_length=60)
    shared_with = forms.ChoiceField(
        label=_("Who sees it"), required=False, choices=AUDIENCES, widget=forms.RadioSelect
    )


class NewViewForm(SavedViewForm):
    """With what is saved: the list, the picture of it, and the address after the ?."""

    is_pinned = forms.BooleanField(label=_("Keep in the menu"), required=False)
    is_default = forms.BooleanField(label=_("Open the list by this view"), required=False)
    of = forms.CharField(widget=forms.HiddenInput)
    page = forms.CharField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pages = [name for name, _words, _icon in PICTURES.get(cleaned.get("of", ""), ())]
        if cleaned.get("page") not in pages:
            raise forms.ValidationError(_("Views can be saved of lists only. Open the list again."))
        return cleaned
