"""What comes into a round of the workplace survey."""

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.workplace_surveys import Status

MEGABYTE = 1_000_000


class LinksForm(forms.Form):
    """The file in which Arvo gives a link for each workplace."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Columns: Y-tunnus (or tyonantaja) or tyopaikka, and linkki."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MEGABYTE:
            raise forms.ValidationError(_("The file is larger than a list of links can be."))
        content: bytes = file.read()
        return content


class CountForm(forms.Form):
    """How many were seen before it was pressed."""

    count = forms.IntegerField(min_value=1)


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Where they stand"), required=False, choices=[("", _("all")), *Status.choices]
    )
