"""Edit forms of the directory's things, and who saved them meanwhile."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.db import models

from veturi.directory.actions.changing import subject_of
from veturi.directory.models import Provider
from veturi.directory.telling import user_name
from veturi.foundation.history.models import Change
from veturi.foundation.web.meanwhile import Edited, Saved


def edited(
    form: forms.BaseForm,
    row: models.Model,
    *,
    provider: Provider,
    posted: Mapping[str, str],
    told_as: Callable[[str], str] = str,
) -> Edited:
    """The form over the row; `told_as` says by which name history keeps a field of the form."""
    subject = subject_of(row)
    last = partial(_last, subject=subject, provider=provider, told_as=told_as)
    return Edited(form, key=subject, posted=posted, last=last)


def _last(
    field: str, /, *, subject: str, provider: Provider, told_as: Callable[[str], str]
) -> Saved | None:
    rows = Change.objects.of(subject).filter(scope=provider.scope, field=told_as(field))
    change = rows.first()
    if change is None:
        return None
    return Saved(user_name(change.by_id, provider=provider), change.at)


def locked(row: models.Model, fields: Any) -> dict[str, Any]:
    """How the row is now; whoever else saves it waits."""
    fresh = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return {name: getattr(fresh, name) for name in fields}
