"""What somebody has done since with the students and periods that a list made or changed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.models.agreements import Agreement
from veturi.foundation.history.actions import written
from veturi.foundation.history.models import Change
from veturi.surfaces.imports.models import Import, Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Told = Iterator[tuple[int, "StrOrPromise"]]

_FIELD = _("{field} has been changed since.")
_CHANGED = _("Its data has been changed.")
_PERIODS = _("It has workplace periods: it is put away instead.")
_PAPERS = _("It has been put in writing: it stays all the same.")


def learning_touched(imported: Import) -> list[tuple[Any, "list[StrOrPromise]"]]:
    """The rows of ours, each with what has happened to it; named so that a person may say."""
    model: Any = Student if imported.kind == Import.Kind.STUDENTS else Period
    rows = list(imported.rows.brought_in().order_by("number").only("before", "imported"))
    made = {row.before["key"] for row in rows if row.before.get("made")}
    keys = {row.before["key"] for row in rows}
    there = model._default_manager.filter(provider=imported.provider_id).in_bulk(keys)
    told: dict[int, dict[str, StrOrPromise]] = defaultdict(dict)
    for key, sentence in (
        *_changed(imported, model, made & there.keys()),
        *_held(imported, made & there.keys()),
        *_fields(imported, rows, there),
    ):
        told[key].setdefault(str(sentence), sentence)
    return [(there[key], list(told[key].values())) for key in sorted(told)]


def _changed(imported: Import, model: Any, made: set[int]) -> Told:
    """History since the work ended; its subject names the thing: placements.student:12."""
    ended = imported.job.finished_at if imported.job else imported.run_at
    subject = f"placements.{model._meta.model_name}:"
    changes = Change.objects.filter(
        scope=imported.provider.scope, subject__startswith=subject, at__gt=ended
    ).exclude(batch=imported.batch)
    for one in set(changes.values_list("subject", flat=True)):
        if (key := int(one.rpartition(":")[2])) in made:
            yield key, _CHANGED


def _held(imported: Import, made: set[int]) -> Told:
    if imported.kind == Import.Kind.STUDENTS:
        rows = Period.objects.filter(student__in=made).values_list("student", flat=True)
        yield from ((key, _PERIODS) for key in set(rows))
    else:
        papers = Agreement.objects.filter(period__in=made).values_list("period", flat=True)
        yield from ((key, _PAPERS) for key in set(papers))


def _fields(imported: Import, rows: list[Row], there: dict[int, Any]) -> Told:
    """Of what several rows changed the last row has the word."""
    left: dict[tuple[int, str], str] = {}
    for row in rows:
        for name, (_old, new) in row.before.get("fields", {}).items():
            left[row.before["key"], name] = new
    for (key, name), new in left.items():
        if key in there and written(getattr(there[key], name)) != new:
            label = imported.known[name].label if name in imported.known else name
            yield key, format_lazy(_FIELD, field=label)
