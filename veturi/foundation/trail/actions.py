"""Leaving traces, in the transaction of the deed; erasing what rows about somebody say."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from veturi.foundation.accounts.models import User
from veturi.foundation.append_only import new_salt
from veturi.foundation.history.models import Change
from veturi.foundation.rows import insert
from veturi.foundation.text import without_controls
from veturi.foundation.trail.models import Trace, What
from veturi.foundation.trail.rules import content_digest
from veturi.foundation.trail.tables import TABLES

COLUMNS = (
    *("scope", "at", "by_id", "what", "subject"),
    *("label", "details", "salt", "erased"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A trace as plain values: who did what to what, and what it was called."""

    what: What
    scope: str
    by: User | None
    at: datetime
    subject: str = ""
    label: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def leave(
    what: What,
    *,
    scope: str,
    by: User | None,
    at: datetime | None = None,
    subject: str = "",
    label: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    leave_many([Step(what, scope, by, at or timezone.now(), subject, label, details or {})])


def leave_many(steps: Iterable[Step]) -> None:
    """The set form: in one insert."""
    insert(
        Trace,
        COLUMNS,
        [
            (
                *(one.scope, one.at, one.by.pk if one.by else None, str(one.what), one.subject),
                *(_writing(one.label), _plain(one.details), new_salt(), ""),
            )
            for one in steps
        ],
    )


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _writing(value) for name, value in details.items()}


def _writing(value: Any) -> Any:
    """A text without what is no writing: PostgreSQL keeps no NUL, and a filter may hold one."""
    return without_controls(value) if isinstance(value, str) else value


def leave_once(step: Step, *, within: timedelta) -> bool:
    """Unless the same person left the same trace a while ago; whether one was left."""
    same = Trace.objects.filter(
        subject=step.subject, what=step.what, by=step.by, at__gt=step.at - within
    )
    is_new = not same.exists()
    if is_new:
        leave_many([step])
    return is_new


@transaction.atomic
def erase(
    subjects: Collection[str],
    *,
    naming: Collection[str] = (),
    scope: str,
    by: User | None,
    at: datetime,
) -> int:
    """Empty what the rows about these say, and every row that says one of the whole names.

    Who did what and when stays, and the chain still agrees. That it was done is noted.
    """
    done = sum(
        _erase(model, _about(model, subjects, naming), scope=scope) for model in TABLES.values()
    )
    leave(What.ERASED, scope=scope, by=by, at=at, details={"rows": done})
    return done


def _about(model: type[Change | Trace], subjects: Collection[str], naming: Collection[str]) -> Q:
    about = Q(subject__in=subjects)
    for name in naming:
        for column in ("old", "new") if model is Change else ("label",):
            about |= Q(**{f"{column}__contains": name})
    return about


def _erase(model: type[Change | Trace], about: Q, *, scope: str) -> int:
    rows = model._default_manager.filter(about, scope=scope, erased="")
    kept = rows.select_for_update().values_list("pk", "salt", *model.content)
    digests = [(content_digest(salt, content), key) for key, salt, *content in kept]
    emptied = ", ".join(f"{name} = {_empty(model, name)}" for name in (*model.content, "salt"))
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{model._meta.db_table}" SET {emptied}, erased = %s WHERE id = %s',  # noqa: S608 - names are ours
            digests,
        )
    return len(digests)


def _empty(model: type[Change | Trace], name: str) -> str:
    return "'{}'" if model._meta.get_field(name).get_internal_type() == "JSONField" else "''"
