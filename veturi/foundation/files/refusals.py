"""Why a file is not kept, each with a sentence that says what helps."""

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotKept(Exception):
    """The file is refused; the sentence says why."""

    sentence: "StrOrPromise" = ""

    def __init__(self, sentence: "StrOrPromise" = "") -> None:
        super().__init__(sentence or self.sentence)


class Empty(NotKept):
    sentence = _("The file is empty. Choose another one.")


class TooLarge(NotKept):
    def __init__(self, megabytes: int) -> None:
        sentence = _("The file is larger than {size} MB. Make it smaller first.")
        super().__init__(format_lazy(sentence, size=megabytes))


class OfAnotherKind(NotKept):
    sentence = _(
        "Files of this kind are not taken. Save it first as PDF, a picture (JPG, PNG, WebP), a "
        "document of Office (DOCX, XLSX, PPTX) or OpenDocument, text or CSV."
    )


class NotWhatItSays(NotKept):
    def __init__(self, ending: str) -> None:
        sentence = _("The name ends in {ending}, but the file holds something else.")
        super().__init__(format_lazy(sentence, ending=ending))


class HoldsMacros(NotKept):
    sentence = _("The file holds macros. Save it without them and add it again.")


class Locked(NotKept):
    sentence = _("The file is locked by a password, so nobody can check it. Save it without one.")


class UnpacksTooLarge(NotKept):
    sentence = _("The file unpacks to far more than its own size. Such files are not taken.")


class HoldsVirus(NotKept):
    sentence = _(
        "The virus scanner found something in the file. It was not kept. Tell your IT support."
    )


class ScannerSilent(NotKept):
    sentence = _(
        "The virus scanner does not answer, so the file was not kept. Try again in a while."
    )
