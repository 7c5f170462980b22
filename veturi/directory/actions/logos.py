"""The logo of a provider's papers: set, set anew, removed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import subject_of
from veturi.directory.models import Logo, Person, Provider
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.models import kept
from veturi.foundation.history.actions import Difference, note


class NoLogo(Exception):
    """There is none to remove."""


@transaction.atomic
def set_logo(file: CheckedFile, *, by: Person, at: datetime) -> Logo:
    """Papers from now on bear it; those of before keep what they had."""
    before = _taken_off(by=by, at=at)
    row = Logo(provider=by.provider, added_at=at, added_by=by, **kept(file))
    row.full_clean(exclude=["file"], validate_unique=False)
    row.save()
    _tell(before.name if before else "", row.name, by=by, at=at)
    return row


@transaction.atomic
def remove_logo(*, by: Person, at: datetime) -> Logo:
    """Papers say the name again; what has been printed stays as it was."""
    row = _taken_off(by=by, at=at)
    if row is None:
        raise NoLogo(_("There is no logo any more."))
    _tell(row.name, "", by=by, at=at)
    return row


def _taken_off(*, by: Person, at: datetime) -> Logo | None:
    """The one that stood; whoever sets one at the same time waits for the provider's row."""
    Provider.objects.select_for_update().get(pk=by.provider_id)
    row: Logo | None = Logo.objects.seen_by(by).standing().first()
    if row is not None:
        row.removed_at, row.removed_by = at, by
        row.save(update_fields=["removed_at", "removed_by"])
    return row


def _tell(old: str, new: str, *, by: Person, at: datetime) -> None:
    note(
        subject_of(by.provider),
        [Difference("logo", old, new)],
        scope=by.provider.scope,
        by=by.user,
        at=at,
    )
