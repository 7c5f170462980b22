"""What is searched for in YTJ."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.foundation.business_id import NotABusinessId, read_business_id

_LIKE_A_NUMBER = re.compile(r"(?:FI)?[\d\s‐‑‒–—−-]{6,}", re.IGNORECASE)


_TOO_SHORT = _("Write at least three letters of the name, or the whole Y-tunnus.")


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Y-tunnus or name"),
        min_length=3,
        max_length=200,
        error_messages={"required": _TOO_SHORT, "min_length": _TOO_SHORT},
    )

    def clean_q(self) -> str:
        """What looks like a Y-tunnus must be one: nobody is called 1234567."""
        text = str(self.cleaned_data["q"])
        if _LIKE_A_NUMBER.fullmatch(text):
            try:
                return read_business_id(text)
            except NotABusinessId as wrong:
                raise forms.ValidationError(str(wrong)) from wrong
        return text
