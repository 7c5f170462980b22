"""The logo as it comes in: a picture that is drawn anew before it is kept."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from PIL import Image

from veturi.foundation.files.checking import MEGABYTE, CheckedFile
from veturi.foundation.files.fields import CheckedFileField
from veturi.foundation.files.redrawing import drawn_apart

PICTURES = frozenset({"image/png", "image/jpeg"})
LARGEST_MB = 2
LOWEST, TIMES_AS_WIDE = 60, 6


class LogoField(CheckedFileField):
    """A PNG or a JPEG of a size that a letterhead has room for."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**{"label": _("Picture"), **kw})
        self.widget.attrs["accept"] = ",".join(sorted(PICTURES))

    def clean(self, data: Any, initial: Any = None) -> CheckedFile:
        if data is not None and (data.size or 0) > LARGEST_MB * MEGABYTE:
            raise forms.ValidationError(
                _("The picture is larger than %(size)s MB. Make it smaller first.")
                % {"size": LARGEST_MB}
            )
        file = super().clean(data, initial)
        if file.content_type not in PICTURES:
            raise forms.ValidationError(_("A logo is a PNG or a JPEG. Save it as one of them."))
        return _drawn_anew(file)


def _drawn_anew(file: CheckedFile) -> CheckedFile:
    content = drawn_apart(file.content, "logo")
    if content is None:
        raise forms.ValidationError(_("The picture cannot be opened. Save it again as a PNG."))
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
    if height < LOWEST:
        raise forms.ValidationError(
            _("The picture is too low for print: it must be at least %(dots)s dots high.")
            % {"dots": LOWEST}
        )
    if width > TIMES_AS_WIDE * height:
        raise forms.ValidationError(
            _("The picture is too wide: at most %(times)s times as wide as it is high.")
            % {"times": TIMES_AS_WIDE}
        )
    return CheckedFile(f"{PurePath(file.name).stem}.png", "image/png", content)


class LogoForm(forms.Form):
    file = LogoField(
        help_text=_(
            "PNG or JPEG, at most 2 MB, at least 60 dots high and at most six times as wide. It "
            "stands 14 mm high on white paper."
        )
    )
