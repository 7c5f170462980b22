"""What the log holds, by the question of its reader: which traces, which changes."""

from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.foundation.trail.models import What

MERGES = Q(field__in=["merged", "merged_into"])
PERMISSIONS = Q(field__in=["role", "second_step", "user"]) & (
    Q(subject__startswith="directory.person:") | Q(subject__startswith="directory.secondsteprule:")
)
NOTHING = Q(pk__in=[])


class Kind(TextChoices):
    SIGN_INS = "sign_ins", _("Sign-ins")
    VIEWS = "views", _("Views of persons")
    FILES = "files", _("Attachments opened")
    EXPORTS = "exports", _("Exports")
    CHANGES = "changes", _("Changes")
    MERGES = "merges", _("Merges")
    PERMISSIONS = "permissions", _("Roles and second steps")
    IMPORTS = "imports", _("Imports")
    ERASINGS = "erasings", _("Erased contents")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the rows of a kind are."""

    traces: tuple[What, ...] = ()
    changes: Q = NOTHING


SHELVES = {
    Kind.SIGN_INS: Shelf(
        (
            *(What.SIGNED_IN, What.SIGNED_OUT, What.SIGN_IN_REFUSED, What.SIGN_IN_CHANGED),
            *(What.LINK_OPENED, What.LINK_LEFT, What.LINK_REFUSED),
        )
    ),
    Kind.VIEWS: Shelf((What.VIEWED,)),
    Kind.FILES: Shelf((What.FILE_OPENED, What.FILE_TAKEN)),
    Kind.EXPORTS: Shelf((What.EXPORTED,)),
    Kind.CHANGES: Shelf(changes=~MERGES & ~PERMISSIONS),
    Kind.MERGES: Shelf(changes=MERGES),
    Kind.PERMISSIONS: Shelf((What.FEED_OPENED, What.FEED_ENDED), PERMISSIONS),
    Kind.IMPORTS: Shelf((What.IMPORTED, What.TAKEN_BACK)),
    Kind.ERASINGS: Shelf((What.ERASED,)),
}
