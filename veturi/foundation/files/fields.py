"""The field by which a person hands over a file: its value is a file that was checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.foundation.files.checking import CheckedFile, check
from veturi.foundation.files.kinds import ACCEPTED
from veturi.foundation.files.refusals import NotKept


class CheckedFileField(forms.FileField):
    def __init__(self, **kw: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(**{"label": _("File"), "widget": widget, **kw})

    def clean(self, data: Any, initial: Any = None) -> CheckedFile:
        """What is refused is said beside the field."""
        file = super().clean(data, initial)
        try:
            return check(file)
        except NotKept as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
