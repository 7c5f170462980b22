"""What comes into a round of the workplace survey."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
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
        return _content(self.cleaned_data["file"], most=MEGABYTE)


class ResponsesForm(forms.Form):
    """The files of Arvo: who was asked about what, and who has answered."""

    tokens = forms.FileField(
        label=_("Tokens (CSV)"),
        help_text=_("At least vastaajatunnusid, tyopaikkajakson_loppupvm, tyopaikkajakson_kesto."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    answers = forms.FileField(
        label=_("Answers (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_tokens(self) -> bytes:
        return _content(self.cleaned_data["tokens"], most=20 * MEGABYTE)

    def clean_answers(self) -> bytes | None:
        file = self.cleaned_data["answers"]
        return _content(file, most=50 * MEGABYTE) if file else None


def _content(file: UploadedFile, *, most: int) -> bytes:
    if (file.size or 0) > most:
        raise forms.ValidationError(_("The file is too large."))
    content: bytes = file.read()
    return content


class CountForm(forms.Form):
    """How many were seen before it was pressed."""

    count = forms.IntegerField(min_value=1)


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Where they stand"), required=False, choices=[("", _("all")), *Status.choices]
    )
